//! What a principal sees of the model's cart.

use super::{Cart, Invitation, Line, Names, Policies, Role, decimal, line_total, ready_role, set};
use crate::facts::{Facts, Sheet};

impl Policies {
    pub(super) fn put(&self, sheet: &mut Sheet) {
        sheet.put("edit", &self.edit);
        sheet.put("merges_lines", self.merges);
        sheet.put("allows_suggestions", self.suggestions);
    }
}

impl Cart {
    /// The seat of a present member.
    pub(super) fn seat(&self, name: &str) -> Option<usize> {
        self.seats.iter().position(|(one, role)| one == name && role.is_some())
    }

    pub(super) fn role_of(&self, seat: usize) -> &str {
        self.seats[seat].1.as_deref().unwrap_or_default()
    }

    /// What a role may do, if there is such a role.
    pub(super) fn role(&self, name: &str) -> Option<Names> {
        let custom = self.roles.iter().find(|role| role.name == name).map(|role| role.may.clone());
        ready_role(name).or(custom)
    }

    pub(super) fn custom_role(&self, seat: usize) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == self.role_of(seat))
    }

    pub(super) fn may(&self, seat: usize) -> Names {
        self.role(self.role_of(seat)).unwrap_or_default()
    }

    pub(super) fn total(&self) -> i128 {
        self.lines.iter().map(|line| line_total(line.price, line.quantity)).sum()
    }

    pub(super) fn line_mut(&mut self, id: u64) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    /// A line that somebody is about to change.
    pub(super) fn touch(&mut self, id: u64, by: Option<usize>) -> &mut Line {
        let line = self.line_mut(id).expect("the line was found before");
        line.changed_by = by.unwrap_or(line.changed_by);
        line
    }

    /// Makes the next version.
    pub(super) fn happened(
        &mut self,
        now_ms: u64,
        by: Option<usize>,
        name: &str,
        fill: impl FnOnce(&mut Sheet),
    ) {
        self.version += 1;
        self.changed_ms = self.changed_ms.max(now_ms);
        let mut sheet = Sheet::new();
        sheet.put("version", self.version);
        sheet.put("at_ms", self.changed_ms);
        sheet.put("name", name);
        sheet.put("member", by.map_or("system", |by| self.seats[by].0.as_str()));
        fill(&mut sheet);
        self.events.push(sheet.done());
    }

    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    pub(crate) fn line_ids(&self) -> Vec<u64> {
        self.lines.iter().map(|line| line.id).collect()
    }

    pub(crate) fn invitation_ids(&self) -> Vec<u64> {
        self.invitations.iter().map(|one| one.id).collect()
    }

    /// What happened after `version`, with everything in it.
    pub(crate) fn events_after(&self, version: u64) -> &[Facts] {
        let after = usize::try_from(version).expect("versions are small here");
        &self.events[after..]
    }

    /// What `name` may do here; nothing at all for an outsider.
    fn rights(&self, name: &str) -> Option<Names> {
        if name == "system" { Some(set(super::ALL)) } else { Some(self.may(self.seat(name)?)) }
    }

    /// The events `name` may see, or why none.
    pub(crate) fn events(&self, name: &str) -> Result<Vec<Facts>, &'static str> {
        let may = self.rights(name).ok_or("cart_not_found")?;
        if !may.contains("view_items") {
            return Err("capability_missing");
        }
        let visible = self.events.iter().filter(|event| match event["name"].as_str() {
            "invited" | "invitation_revoked" => may.contains("invite_members"),
            "cart_created"
            | "note_set"
            | "beneficiaries_set"
            | "cart_locked"
            | "cart_unlocked"
            | "role_defined"
            | "invitation_accepted" => may.contains("view_people"),
            name if name.contains("member")
                || name.contains("role")
                || name.contains("ownership") =>
            {
                may.contains("view_people")
            }
            _ => true,
        });
        Ok(visible
            .map(|event| if may.contains("view_people") { event.clone() } else { hidden(event) })
            .collect())
    }

    /// What `name` sees, or why nothing.
    pub(crate) fn view(&self, name: &str, now_ms: u64) -> Result<Facts, &'static str> {
        let may = self.rights(name).ok_or("cart_not_found")?;
        if !may.contains("view_items") {
            return Err("capability_missing");
        }
        let sees_people = may.contains("view_people");
        let mut sheet = Sheet::new();
        sheet.put("version", self.version);
        sheet.put("status", if self.is_closed { "closed" } else { "open" });
        sheet.maybe("title", self.title.as_ref());
        sheet.maybe("purpose", self.purpose.as_ref());
        sheet.put("currency", &self.currency);
        sheet.put("preset", &self.preset);
        sheet.within("policies", |sheet| self.policies.put(sheet));
        sheet.put("is_shared", self.seats.len() > 1);
        sheet.put("created_at_ms", self.created_ms);
        sheet.put("changed_at_ms", self.changed_ms);
        sheet.put("prices_version", self.prices_version);
        sheet.put("lines", self.lines.len());
        for line in &self.lines {
            sheet.within(format!("lines.{}", line.id), |sheet| {
                self.put_line(sheet, line, sees_people);
            });
        }
        sheet.put("subtotal", decimal(self.total(), self.digits, self.digits));
        sheet.put("total", decimal(self.total(), self.digits, self.digits));
        self.put_people(&mut sheet, sees_people, now_ms);
        self.put_invitations(&mut sheet, &may, now_ms);
        Ok(sheet.done())
    }

    fn put_line(&self, sheet: &mut Sheet, line: &Line, sees_people: bool) {
        let name = |seat: usize| sees_people.then(|| self.seats[seat].0.as_str());
        sheet.put("sku", &line.sku);
        sheet.put("quantity", line.quantity);
        sheet.put("unit_price", decimal(line.price, self.digits + 4, self.digits));
        let total = line_total(line.price, line.quantity);
        sheet.put("line_total", decimal(total, self.digits, self.digits));
        sheet.maybe("added_by", name(line.by));
        sheet.maybe("changed_by", name(line.changed_by));
        sheet.put("added_at_ms", line.at_ms);
        sheet.list("options", line.options.iter().map(|(key, value)| format!("{key}:{value}")));
        sheet.maybe("note", line.note.as_ref().filter(|_| sees_people));
        sheet.list("beneficiaries", line.beneficiaries.iter().filter_map(|seat| name(*seat)));
        let [purpose, project, cost_centre] = &line.reason;
        sheet.maybe("purpose", purpose.as_ref());
        sheet.maybe("project", project.as_ref());
        sheet.maybe("cost_centre", cost_centre.as_ref());
        // The model plays no campaigns.
        sheet.put("campaign", "null");
    }

    fn put_people(&self, sheet: &mut Sheet, sees_people: bool, now_ms: u64) {
        let present = self.seats.iter().filter(|_| sees_people);
        let present: Vec<_> =
            present.filter_map(|(name, role)| Some((name, role.as_ref()?))).collect();
        sheet.put("members", present.len());
        for (name, role) in present {
            sheet.put(&format!("members.{name}.role"), role);
        }
        let roles: Vec<_> = self.roles.iter().filter(|_| sees_people).collect();
        sheet.put("roles", roles.len());
        for role in roles {
            sheet.within(format!("roles.{}", role.name), |sheet| {
                let names = super::ALL.split_whitespace();
                sheet.list("capabilities", names.filter(|name| role.may.contains(*name)));
                sheet
                    .maybe("money_cap", role.cap.map(|cap| decimal(cap, self.digits, self.digits)));
                sheet.list("categories_allowed", &role.allowed);
                sheet.list("categories_denied", &role.denied);
            });
        }
        let lock = self.lock.filter(|(_, until_ms)| sees_people && now_ms < *until_ms);
        match lock {
            None => sheet.put("lock", "null"),
            Some((holder, until_ms)) => sheet.within("lock", |sheet| {
                sheet.maybe("holder", holder.map(|seat| self.seats[seat].0.as_str()));
                sheet.put("until_ms", until_ms);
            }),
        }
        let offered_to = self.offered_to.filter(|_| sees_people);
        sheet.maybe("ownership_offered_to", offered_to.map(|seat| self.seats[seat].0.as_str()));
        sheet.put("campaigns", 0);
    }

    fn put_invitations(&self, sheet: &mut Sheet, may: &Names, now_ms: u64) {
        let is_shown = |one: &&Invitation| may.contains("invite_members") && now_ms < one.until_ms;
        let pending: Vec<_> = self.invitations.iter().filter(is_shown).collect();
        let name = |seat: usize| may.contains("view_people").then(|| self.seats[seat].0.as_str());
        sheet.put("invitations", pending.len());
        for one in pending {
            sheet.within(format!("invitations.{}", one.id), |sheet| {
                sheet.put("role", &one.role);
                sheet.maybe("invited_by", one.by.and_then(name));
                sheet.put("uses_left", one.uses);
                sheet.put("expires_at_ms", one.until_ms);
            });
        }
    }
}

/// An event as it looks to somebody who may not see people: no names, no notes.
fn hidden(event: &Facts) -> Facts {
    let is_personal = |path: &str| {
        ["member", "note", "already_in_cart.member"].contains(&path)
            || path.starts_with("beneficiaries.")
    };
    let hide = |(path, value): (&String, &String)| {
        let value = if is_personal(path) && value != "system" { "null" } else { value };
        (path.clone(), value.to_owned())
    };
    event.iter().map(hide).collect()
}
