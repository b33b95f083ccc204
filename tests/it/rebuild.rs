//! A cart rebuilt from what its feed says, as a device would: a fold over facts that knows nothing of the engine.

use std::collections::BTreeMap;

use crate::facts::{Facts, Sheet};

/// What a reader of the feed knows.
#[derive(Default)]
pub(crate) struct Rebuilt {
    cart: Facts,
    digits: usize,
    lines: BTreeMap<u64, Facts>,
    members: BTreeMap<String, String>,
    roles: BTreeMap<String, Facts>,
    invitations: BTreeMap<u64, Facts>,
    /// Campaigns in the places in which the cart knows them.
    campaigns: Vec<(String, Facts)>,
    lock: Option<(String, u64)>,
    offered_to: Option<String>,
    joined: usize,
}

fn copy(into: &mut Facts, event: &Facts, names: &[&str]) {
    for name in names {
        let nested = format!("{name}.");
        let taken = event.iter().filter(|(path, _)| *path == name || path.starts_with(&nested));
        into.extend(taken.map(|(path, value)| (path.clone(), value.clone())));
    }
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

impl Rebuilt {
    /// Takes over one event.
    pub(crate) fn take(&mut self, event: &Facts) {
        let by = event["member"].as_str();
        self.cart.insert("version".to_owned(), event["version"].clone());
        self.cart.insert("changed_at_ms".to_owned(), event["at_ms"].clone());
        for index in 0..event.get("voided").map_or(0, |length| number(length)) {
            self.invitations.remove(&number(&event[&format!("voided.{index}")]));
        }
        match event["name"].as_str() {
            "cart_created" => self.created(event),
            "item_added" => self.added(event),
            "item_increased" | "quantity_adjusted" | "quantity_set" => {
                self.changed(event, &["quantity"]);
            }
            "note_set" => self.changed(event, &["note"]),
            "beneficiaries_set" => {
                let line = self.line(event);
                line.retain(|path, _| !path.starts_with("beneficiaries"));
                self.changed(event, &["beneficiaries"]);
            }
            "reason_set" => self.changed(event, &["purpose", "project", "cost_centre"]),
            "item_removed" => drop(self.lines.remove(&number(&event["line"]))),
            "repriced" => self.repriced(event),
            "member_added" | "invitation_accepted" => self.joined(event),
            "member_removed" => self.gone(&event["event.member"].clone()),
            "member_left" => self.gone(by),
            "role_set" => {
                self.members.insert(event["event.member"].clone(), event["role"].clone());
            }
            "role_defined" => self.defined(event),
            "ownership_offered" => self.offered_to = Some(event["event.member"].clone()),
            "ownership_declined" => self.offered_to = None,
            "ownership_accepted" => {
                self.offered_to = None;
                self.members.insert(event["old_owner"].clone(), "admin".to_owned());
                self.members.insert(by.to_owned(), "owner".to_owned());
            }
            "invited" => self.invited(event),
            "invitation_revoked" => drop(self.invitations.remove(&number(&event["invitation"]))),
            "cart_locked" => self.lock = Some((by.to_owned(), number(&event["until_ms"]))),
            "cart_unlocked" => self.lock = None,
            "policies_set" => copy(&mut self.cart, event, &["policies"]),
            "cart_renamed" => copy(&mut self.cart, event, &["title", "purpose"]),
            "cart_closed" => {
                self.cart.insert("status".to_owned(), "closed".to_owned());
                (self.lock, self.offered_to) = (None, None);
                self.invitations.clear();
            }
            "pledged" => self.pledged(event),
            "campaign_followed" => self.followed(event),
            // A view shows nothing of bills, nor of whose pledges a campaign counts.
            "bill_fixed" => {}
            other => panic!("an unknown event {other}"),
        }
    }

    fn created(&mut self, event: &Facts) {
        copy(&mut self.cart, event, &["currency", "preset", "policies", "title", "purpose"]);
        self.digits = if event["currency"] == "JPY" { 0 } else { 2 };
        self.cart.insert("status".to_owned(), "open".to_owned());
        self.cart.insert("created_at_ms".to_owned(), event["at_ms"].clone());
        self.cart.insert("prices_version".to_owned(), "0".to_owned());
        self.members.insert(event["owner"].clone(), "owner".to_owned());
        self.joined = 1;
    }

    fn owner(&self) -> String {
        let owner = self.members.iter().find(|(_, role)| *role == "owner");
        owner.map(|(member, _)| member.clone()).expect("carts have owners")
    }

    fn line(&mut self, event: &Facts) -> &mut Facts {
        self.lines.get_mut(&number(&event["line"])).expect("the event's line is there")
    }

    fn added(&mut self, event: &Facts) {
        let mut line = Facts::new();
        copy(
            &mut line,
            event,
            &["sku", "quantity", "unit_price", "options", "note", "beneficiaries"],
        );
        let by = match event["member"].as_str() {
            "system" => self.owner(),
            by => by.to_owned(),
        };
        line.insert("added_by".to_owned(), by.clone());
        line.insert("changed_by".to_owned(), by);
        let created = number(&self.cart["created_at_ms"]);
        let age_ms = number(&event["at_ms"]) - created;
        line.insert("added_at_ms".to_owned(), (created + age_ms / 1_000 * 1_000).to_string());
        for name in ["purpose", "project", "cost_centre", "campaign"] {
            line.insert(name.to_owned(), "null".to_owned());
        }
        self.lines.insert(number(&event["version"]), line);
    }

    /// A line like any other, counted by a campaign; who asked for no options, note or people has none.
    fn pledged(&mut self, event: &Facts) {
        let none = [("options", "0"), ("note", "null"), ("beneficiaries", "0")];
        let mut added = event.clone();
        added.extend(none.map(|(name, value)| (name.to_owned(), value.to_owned())));
        self.added(&added);
        let campaign = event["campaign"].clone();
        let line = self.lines.get_mut(&number(&event["version"])).expect("it was just added");
        line.insert("campaign".to_owned(), campaign.clone());
        let is_free = |(id, known): &(String, Facts)| {
            let is_over = ["ordered", "failed", "cancelled"].contains(&known["status"].as_str());
            let is_held = self.lines.values().any(|line| line["campaign"] == *id);
            is_over && !is_held
        };
        let known = self.campaigns.iter().position(|(id, _)| *id == campaign);
        let place = known.or_else(|| self.campaigns.iter().position(is_free));
        match place.and_then(|place| self.campaigns.get_mut(place)) {
            Some(slot) => *slot = (campaign, told(event)),
            None => self.campaigns.push((campaign, told(event))),
        }
    }

    fn followed(&mut self, event: &Facts) {
        self.reprice_lines(event);
        for index in 0..number(&event["cuts"]) {
            let line = number(&event[&format!("cuts.{index}.line")]);
            let quantity = &event[&format!("cuts.{index}.quantity")];
            match self.lines.get_mut(&line).filter(|_| quantity != "0") {
                Some(line) => drop(line.insert("quantity".to_owned(), quantity.clone())),
                None => drop(self.lines.remove(&line)),
            }
        }
        let known = self.campaigns.iter_mut().find(|(id, _)| *id == event["campaign"]);
        known.expect("the cart has pledged to it").1 = told(event);
    }

    fn changed(&mut self, event: &Facts, names: &[&str]) {
        let by = event["member"].clone();
        let line = self.line(event);
        copy(line, event, names);
        if by != "system" {
            line.insert("changed_by".to_owned(), by);
        }
    }

    fn repriced(&mut self, event: &Facts) {
        copy(&mut self.cart, event, &["prices_version"]);
        self.reprice_lines(event);
    }

    fn reprice_lines(&mut self, event: &Facts) {
        for index in 0..number(&event["changes"]) {
            let line = number(&event[&format!("changes.{index}.line")]);
            let price = event[&format!("changes.{index}.unit_price")].clone();
            let line = self.lines.get_mut(&line).expect("the event's line is there");
            line.insert("unit_price".to_owned(), price);
        }
    }

    fn joined(&mut self, event: &Facts) {
        self.members.insert(event["event.member"].clone(), event["role"].clone());
        self.joined += 1;
        let Some(id) = event.get("invitation").map(|id| number(id)) else { return };
        let invitation = self.invitations.get_mut(&id).expect("the invitation is there");
        match number(&invitation["uses_left"]) - 1 {
            0 => drop(self.invitations.remove(&id)),
            left => drop(invitation.insert("uses_left".to_owned(), left.to_string())),
        }
    }

    fn gone(&mut self, member: &str) {
        self.members.remove(member);
        self.lock = self.lock.take().filter(|(holder, _)| holder != member);
        self.offered_to = self.offered_to.take().filter(|to| to != member);
    }

    fn defined(&mut self, event: &Facts) {
        let mut role = Facts::new();
        copy(&mut role, event, &["capabilities", "categories_allowed", "categories_denied"]);
        let minor = &event["money_cap_minor"];
        let cap =
            if minor == "null" { minor.clone() } else { point(number(minor).into(), self.digits) };
        role.insert("money_cap".to_owned(), cap);
        self.roles.insert(event["event.name"].clone(), role);
    }

    fn invited(&mut self, event: &Facts) {
        // A new invitation takes the place of those that no longer admit.
        let at_ms = number(&event["at_ms"]);
        self.invitations.retain(|_, one| at_ms < number(&one["expires_at_ms"]));
        let mut invitation = Facts::new();
        copy(&mut invitation, event, &["role", "expires_at_ms"]);
        let by = event["member"].as_str();
        let by = if by == "system" { "null" } else { by };
        invitation.insert("invited_by".to_owned(), by.to_owned());
        invitation.insert("uses_left".to_owned(), event["uses_max"].clone());
        self.invitations.insert(number(&event["version"]), invitation);
    }

    /// The view that follows from the events, at this time.
    pub(crate) fn facts(mut self, now_ms: u64) -> Facts {
        let mut total = 0;
        for line in self.lines.values_mut() {
            let line_total =
                line_total(&line["unit_price"], number(&line["quantity"]), self.digits);
            line.insert("line_total".to_owned(), point(line_total, self.digits));
            total += line_total;
        }
        self.invitations.retain(|_, one| now_ms < number(&one["expires_at_ms"]));
        self.cart.insert("is_shared".to_owned(), (self.joined > 1).to_string());
        self.cart.insert("subtotal".to_owned(), point(total, self.digits));
        self.cart.insert("total".to_owned(), point(total, self.digits));
        let mut sheet = Sheet::new();
        put_all(&mut sheet, "lines", self.lines);
        put_all(&mut sheet, "roles", self.roles);
        put_all(&mut sheet, "invitations", self.invitations);
        put_all(&mut sheet, "campaigns", self.campaigns.into_iter().collect());
        sheet.put("members", self.members.len());
        for (name, role) in self.members {
            sheet.put(&format!("members.{name}.role"), role);
        }
        match self.lock.filter(|(_, until_ms)| now_ms < *until_ms) {
            None => sheet.put("lock", "null"),
            Some((holder, until_ms)) => {
                let holder = if holder == "system" { "null" } else { &holder };
                sheet.put("lock.holder", holder);
                sheet.put("lock.until_ms", until_ms);
            }
        }
        sheet.maybe("ownership_offered_to", self.offered_to);
        let mut facts = sheet.done();
        facts.extend(self.cart);
        facts
    }
}

/// What an event tells of a campaign.
fn told(event: &Facts) -> Facts {
    let mut told = Facts::new();
    copy(&mut told, event, &["campaign_version", "status", "tiers_reached"]);
    told
}

fn put_all(sheet: &mut Sheet, name: &str, all: BTreeMap<impl std::fmt::Display, Facts>) {
    sheet.put(name, all.len());
    for (id, facts) in all {
        for (path, value) in facts {
            sheet.put(&format!("{name}.{id}.{path}"), value);
        }
    }
}

/// Quantity times price, rounded half up once, in minor units.
fn line_total(unit_price: &str, quantity: u64, digits: usize) -> u128 {
    let (whole, part) = unit_price.split_once('.').unwrap_or((unit_price, ""));
    let finer = part.len().saturating_sub(digits);
    let scale = 10u128.pow(u32::try_from(finer).expect("a price is at most 8 digits fine"));
    let units: u128 = format!("{whole}{part:0<digits$}").parse().expect("a price is digits");
    (units * u128::from(quantity) + scale / 2) / scale
}

/// Minor units as an amount.
fn point(minor: u128, digits: usize) -> String {
    let text = format!("{minor:0>width$}", width = digits + 1);
    let (whole, part) = text.split_at(text.len() - digits);
    if digits == 0 { text } else { format!("{whole}.{part}") }
}
