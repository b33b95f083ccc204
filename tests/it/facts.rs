//! A view or an event as a flat list of facts, `lines.3.sku` = `TEA`: what vectors assert and models are compared by.

mod accounts;
mod bill;
mod campaigns;

use std::collections::BTreeMap;
use std::fmt::Display;

use cartpool::{
    AlreadyInCart, CartView, Cause, Event, Events, LineItem, Policies, PriceChange, Recorded, Seat,
};

pub(crate) use accounts::{of_coupon, of_ledger};
pub(crate) use bill::{of_bill, of_explanation, of_settlement};
pub(crate) use campaigns::{of_campaign, of_campaign_list};

/// Facts by path; a list's own path holds its length, a value that is absent is `null`.
pub(crate) type Facts = BTreeMap<String, String>;

/// Collects facts under a prefix.
pub(crate) struct Sheet {
    facts: Facts,
    prefix: String,
}

impl Sheet {
    pub(crate) fn new() -> Self {
        Self { facts: Facts::new(), prefix: String::new() }
    }

    pub(crate) fn done(self) -> Facts {
        self.facts
    }

    pub(crate) fn put(&mut self, name: &str, value: impl Display) {
        self.facts.insert(format!("{}{name}", self.prefix), value.to_string());
    }

    pub(crate) fn maybe(&mut self, name: &str, value: Option<impl Display>) {
        match value {
            Some(value) => self.put(name, value),
            None => self.put(name, "null"),
        }
    }

    pub(crate) fn list<T: Display>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        let mut length = 0;
        for value in values {
            self.put(&format!("{name}.{length}"), value);
            length += 1;
        }
        self.put(name, length);
    }

    pub(crate) fn within(&mut self, name: impl Display, fill: impl FnOnce(&mut Self)) {
        let outer = self.prefix.len();
        self.prefix = format!("{}{name}.", self.prefix);
        fill(self);
        self.prefix.truncate(outer);
    }
}

fn name_or_null(name: Option<&str>) -> String {
    name.unwrap_or("null").to_owned()
}

/// Everything in a view.
pub(crate) fn of_view(view: &CartView) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("version", view.version);
    sheet.put("status", view.status.name());
    sheet.maybe("title", view.title.as_deref());
    sheet.maybe("purpose", view.purpose.as_deref());
    sheet.put("currency", view.currency);
    sheet.put("preset", view.preset.name());
    sheet.within("policies", |sheet| put_policies(sheet, view.policies));
    sheet.put("is_shared", view.is_shared);
    sheet.put("created_at_ms", view.created_at_ms);
    sheet.put("changed_at_ms", view.changed_at_ms);
    sheet.put("prices_version", view.prices_version);
    sheet.put("lines", view.lines.len());
    for line in &view.lines {
        sheet.within(format!("lines.{}", line.id), |sheet| put_line(sheet, line, view));
    }
    sheet.put("subtotal", view.subtotal.amount());
    sheet.put("total", view.total.amount());
    put_people(&mut sheet, view);
    campaigns::put_joined(&mut sheet, &view.campaigns);
    sheet.done()
}

fn put_policies(sheet: &mut Sheet, policies: Policies) {
    sheet.put("edit", policies.edit.name());
    sheet.put("merges_lines", policies.merges_lines);
    sheet.put("allows_suggestions", policies.allows_suggestions);
}

fn put_line(sheet: &mut Sheet, line: &LineItem, view: &CartView) {
    sheet.put("sku", &line.sku);
    sheet.put("quantity", line.quantity);
    sheet.put("unit_price", line.unit_price);
    sheet.put("line_total", line.line_total.amount());
    sheet.maybe("added_by", view.member(line.added_by));
    sheet.maybe("changed_by", view.member(line.changed_by));
    sheet.put("added_at_ms", line.added_at_ms);
    sheet.list(
        "options",
        line.options.iter().map(|option| format!("{}:{}", option.key, option.value)),
    );
    sheet.maybe("note", line.note.as_deref());
    sheet.list(
        "beneficiaries",
        line.beneficiaries.iter().map(|seat| name_or_null(view.member(*seat))),
    );
    sheet.maybe("purpose", line.purpose.as_deref());
    sheet.maybe("project", line.project.as_deref());
    sheet.maybe("cost_centre", line.cost_centre.as_deref());
    sheet.maybe("campaign", line.campaign.as_deref());
}

fn put_people(sheet: &mut Sheet, view: &CartView) {
    let name = |seat: Option<Seat>| seat.map(|seat| name_or_null(view.member(seat)));
    sheet.put("members", view.members.len());
    for member in &view.members {
        sheet.put(&format!("members.{}.role", member.id), &member.role);
    }
    sheet.put("roles", view.roles.len());
    for role in &view.roles {
        sheet.within(format!("roles.{}", role.name), |sheet| {
            sheet.list("capabilities", role.capabilities.iter().map(cartpool::Capability::name));
            sheet.maybe("money_cap", role.money_cap.map(cartpool::Money::amount));
            sheet.list("categories_allowed", &role.categories_allowed);
            sheet.list("categories_denied", &role.categories_denied);
        });
    }
    sheet.put("invitations", view.invitations.len());
    for invitation in &view.invitations {
        sheet.within(format!("invitations.{}", invitation.id), |sheet| {
            sheet.put("role", &invitation.role);
            sheet.maybe("invited_by", name(invitation.invited_by));
            sheet.put("uses_left", invitation.uses_left);
            sheet.put("expires_at_ms", invitation.expires_at_ms);
        });
    }
    match view.lock {
        None => sheet.put("lock", "null"),
        Some(lock) => sheet.within("lock", |sheet| {
            sheet.maybe("holder", name(lock.holder));
            sheet.put("until_ms", lock.until_ms);
        }),
    }
    sheet.maybe("ownership_offered_to", name(view.ownership_offered_to));
}

/// Everything in a recorded event; an event's own field called `member` is `event.member`.
pub(crate) fn of_event(recorded: &Recorded<'_>, events: &Events) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("version", recorded.version);
    sheet.put("at_ms", recorded.at_ms);
    sheet.put("name", recorded.event.name());
    match recorded.cause {
        Cause::System => sheet.put("member", "system"),
        Cause::Member(seat) => sheet.maybe("member", events.member(seat)),
    }
    let mut writer = EventWriter { sheet, events };
    writer.about_lines(&recorded.event);
    writer.about_people(&recorded.event);
    writer.about_the_cart(&recorded.event);
    if let Event::Bill(event) = &recorded.event {
        writer.about_the_bill(event);
    }
    writer.about_campaigns(&recorded.event);
    writer.sheet.done()
}

/// The facts of a whole list of events.
pub(crate) fn of_events(events: &Events) -> Vec<Facts> {
    events.iter().map(|recorded| of_event(&recorded, events)).collect()
}

struct EventWriter<'e> {
    sheet: Sheet,
    events: &'e Events,
}

impl EventWriter<'_> {
    fn member(&self, seat: Seat) -> String {
        name_or_null(self.events.member(seat))
    }

    fn already_in_cart(&mut self, hint: Option<AlreadyInCart>) {
        let Some(hint) = hint else { return self.sheet.put("already_in_cart", "null") };
        let member = self.member(hint.member);
        self.sheet.within("already_in_cart", |sheet| {
            sheet.put("line", hint.line);
            sheet.put("member", member);
            sheet.put("quantity", hint.quantity);
            sheet.put("added_ago_s", hint.added_ago_s);
        });
    }

    fn about_lines(&mut self, event: &Event<'_>) {
        match event {
            Event::ItemAdded {
                sku,
                quantity,
                unit_price,
                is_callers_price,
                already_in_cart,
                options,
                note,
                beneficiaries,
            } => {
                self.sheet.put("sku", sku);
                self.sheet.put("quantity", quantity);
                self.sheet.put("unit_price", unit_price);
                self.sheet.put("is_callers_price", is_callers_price);
                self.already_in_cart(*already_in_cart);
                self.sheet
                    .list("options", options.iter().map(|o| format!("{}:{}", o.key, o.value)));
                self.sheet.maybe("note", note.and_then(|note| self.events.text(note)));
                self.seats("beneficiaries", beneficiaries);
            }
            Event::ItemIncreased { line, added, quantity, already_in_cart } => {
                self.sheet.put("line", line);
                self.sheet.put("added", added);
                self.sheet.put("quantity", quantity);
                self.already_in_cart(*already_in_cart);
            }
            Event::QuantityAdjusted { line, delta, quantity } => {
                self.sheet.put("line", line);
                self.sheet.put("delta", delta);
                self.sheet.put("quantity", quantity);
            }
            Event::QuantitySet { line, old_quantity, quantity, is_contested } => {
                self.sheet.put("line", line);
                self.sheet.put("old_quantity", old_quantity);
                self.sheet.put("quantity", quantity);
                self.sheet.put("is_contested", is_contested);
            }
            Event::ItemRemoved { line, old_quantity } => {
                self.sheet.put("line", line);
                self.sheet.put("old_quantity", old_quantity);
            }
            Event::NoteSet { line, note } => {
                self.sheet.put("line", line);
                self.sheet.maybe("note", note.and_then(|note| self.events.text(note)));
            }
            Event::BeneficiariesSet { line, beneficiaries } => {
                self.sheet.put("line", line);
                self.seats("beneficiaries", beneficiaries);
            }
            Event::ReasonSet { line, purpose, project, cost_centre } => {
                self.sheet.put("line", line);
                self.sheet.maybe("purpose", *purpose);
                self.sheet.maybe("project", *project);
                self.sheet.maybe("cost_centre", *cost_centre);
            }
            Event::Repriced { prices_version, changes } => {
                self.sheet.put("prices_version", prices_version);
                self.changes(changes);
            }
            _ => {}
        }
    }

    fn seats(&mut self, name: &str, seats: &[Seat]) {
        let names: Vec<_> = seats.iter().map(|seat| self.member(*seat)).collect();
        self.sheet.list(name, names);
    }

    fn changes(&mut self, changes: &[PriceChange]) {
        self.sheet.put("changes", changes.len());
        for (index, change) in changes.iter().enumerate() {
            self.sheet.within(format!("changes.{index}"), |sheet| {
                sheet.put("line", change.line);
                sheet.put("old_unit_price", change.old_unit_price);
                sheet.put("unit_price", change.unit_price);
            });
        }
    }

    fn about_people(&mut self, event: &Event<'_>) {
        match event {
            Event::MemberAdded { member, role } => {
                self.sheet.put("event.member", member);
                self.sheet.put("role", role);
            }
            Event::MemberRemoved { member, voided } => {
                self.sheet.put("event.member", self.member(*member));
                self.sheet.list("voided", voided);
            }
            Event::MemberLeft { voided } => self.sheet.list("voided", voided),
            Event::RoleSet { member, old_role, role, voided } => {
                self.sheet.put("event.member", self.member(*member));
                self.sheet.put("old_role", old_role);
                self.sheet.put("role", role);
                self.sheet.list("voided", voided);
            }
            Event::RoleDefined {
                name,
                capabilities,
                money_cap_minor,
                categories_allowed,
                categories_denied,
                voided,
            } => {
                self.sheet.put("event.name", name);
                self.sheet
                    .list("capabilities", capabilities.iter().map(cartpool::Capability::name));
                self.sheet.maybe("money_cap_minor", *money_cap_minor);
                self.sheet.list("categories_allowed", categories_allowed);
                self.sheet.list("categories_denied", categories_denied);
                self.sheet.list("voided", voided);
            }
            Event::OwnershipOffered { member } | Event::OwnershipDeclined { member } => {
                self.sheet.put("event.member", self.member(*member));
            }
            Event::OwnershipAccepted { old_owner } => {
                self.sheet.put("old_owner", self.member(*old_owner));
            }
            Event::Invited { token_hash, role, uses_max, expires_at_ms } => {
                self.sheet.put("token_hash", token_hash.text());
                self.sheet.put("role", role);
                self.sheet.put("uses_max", uses_max);
                self.sheet.put("expires_at_ms", expires_at_ms);
            }
            Event::InvitationRevoked { invitation } => self.sheet.put("invitation", invitation),
            Event::InvitationAccepted { invitation, member, role } => {
                self.sheet.put("invitation", invitation);
                self.sheet.put("event.member", member);
                self.sheet.put("role", role);
            }
            _ => {}
        }
    }

    fn about_the_cart(&mut self, event: &Event<'_>) {
        match event {
            Event::CartCreated { owner, currency, preset, policies, title, purpose } => {
                self.sheet.put("owner", owner);
                self.sheet.put("currency", currency);
                self.sheet.put("preset", preset.name());
                self.sheet.within("policies", |sheet| put_policies(sheet, *policies));
                self.sheet.maybe("title", *title);
                self.sheet.maybe("purpose", *purpose);
            }
            Event::CartLocked { until_ms } => self.sheet.put("until_ms", until_ms),
            Event::CartUnlocked { holder } => {
                let holder = holder.map(|holder| self.member(holder));
                self.sheet.maybe("holder", holder);
            }
            Event::PoliciesSet { old_policies, policies } => {
                self.sheet.within("old_policies", |sheet| put_policies(sheet, *old_policies));
                self.sheet.within("policies", |sheet| put_policies(sheet, *policies));
            }
            Event::CartRenamed { title, purpose } => {
                self.sheet.maybe("title", *title);
                self.sheet.maybe("purpose", *purpose);
            }
            _ => {}
        }
    }
}

/// Fails with the facts that differ, if any do.
pub(crate) fn assert_same<E: std::fmt::Debug + PartialEq>(
    given: &Result<Facts, E>,
    wanted: &Result<Facts, E>,
    what: &str,
) {
    let (Ok(given), Ok(wanted)) = (given, wanted) else {
        return assert_eq!(given, wanted, "{what}");
    };
    let differing =
        |(path, value): &(&String, &String), other: &Facts| other.get(*path) != Some(value);
    let extra: Facts = given
        .iter()
        .filter(|fact| differing(fact, wanted))
        .map(|(path, value)| (path.clone(), value.clone()))
        .collect();
    let missing: Facts = wanted
        .iter()
        .filter(|fact| differing(fact, given))
        .map(|(path, value)| (path.clone(), value.clone()))
        .collect();
    assert!(extra.is_empty() && missing.is_empty(), "{what}: given {extra:?}, wanted {missing:?}");
}
