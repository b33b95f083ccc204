//! Pages and views as JSON: seats become member ids, references become texts, money becomes exact decimals.

use std::collections::{BTreeMap, BTreeSet};

use cartpool::{
    AlreadyInCart, CartView, Cause, Event, Events, LineItem, Policies, PriceChange, Recorded, Seat,
    TextRef,
};
use serde_json::{Value, json};

use crate::render_bill;
use crate::render_campaign;
use crate::session::Sessions;

/// The display names a connection was told. Each page brings the names it is the first to need.
#[derive(Default)]
pub(crate) struct Told(BTreeSet<String>);

impl Told {
    /// The names of those members who were not named before. May wait for the disk.
    pub(crate) fn news(
        &mut self,
        people: BTreeSet<String>,
        sessions: &Sessions,
    ) -> BTreeMap<String, String> {
        let fresh = people.into_iter().filter(|member| self.0.insert(member.clone()));
        fresh.filter_map(|member| sessions.name(&member).map(|name| (member, name))).collect()
    }
}

/// Events of one page, and everybody they mention.
pub(crate) fn events(page: &Events) -> (Value, BTreeSet<String>) {
    let mut writer = Writer { page, people: BTreeSet::new() };
    let events: Vec<Value> = page.iter().map(|recorded| writer.recorded(&recorded)).collect();
    (Value::Array(events), writer.people)
}

/// Writes the events of one page, and notes whom they mention.
pub(crate) struct Writer<'a> {
    page: &'a Events,
    people: BTreeSet<String>,
}

impl Writer<'_> {
    pub(crate) fn member(&mut self, seat: Seat) -> Option<String> {
        let member = self.page.member(seat)?.to_owned();
        self.people.insert(member.clone());
        Some(member)
    }

    fn members(&mut self, seats: &[Seat]) -> Vec<String> {
        seats.iter().filter_map(|seat| self.member(*seat)).collect()
    }

    fn newcomer(&mut self, member: &str) -> String {
        self.people.insert(member.to_owned());
        member.to_owned()
    }

    fn text(&self, text: Option<TextRef>) -> Option<&str> {
        text.and_then(|text| self.page.text(text))
    }

    fn recorded(&mut self, recorded: &Recorded<'_>) -> Value {
        let by = match recorded.cause {
            Cause::System => None,
            Cause::Member(seat) => self.member(seat),
        };
        let mut json = self.event(&recorded.event);
        if let Value::Object(fields) = &mut json {
            fields.insert("name".into(), recorded.event.name().into());
            fields.insert("version".into(), recorded.version.into());
            fields.insert("at_ms".into(), recorded.at_ms.into());
            fields.insert("by".into(), by.into());
            if let Some(line) = recorded.event.line(recorded.version) {
                fields.insert("line".into(), line.0.into());
            }
        }
        json
    }

    /// The event's own fields; its name, version and line are added for all alike.
    fn event(&mut self, event: &Event<'_>) -> Value {
        match event {
            Event::ItemAdded { .. }
            | Event::ItemIncreased { .. }
            | Event::QuantityAdjusted { .. }
            | Event::QuantitySet { .. }
            | Event::ItemRemoved { .. }
            | Event::NoteSet { .. }
            | Event::BeneficiariesSet { .. }
            | Event::ReasonSet { .. }
            | Event::Repriced { .. }
            | Event::Pledged { .. }
            | Event::CampaignFollowed { .. } => self.about_lines(event),
            Event::CartCreated { .. }
            | Event::CartLocked { .. }
            | Event::CartUnlocked { .. }
            | Event::PoliciesSet { .. }
            | Event::CartRenamed { .. }
            | Event::CartClosed => self.about_the_cart(event),
            Event::Bill(event) => render_bill::event(self, event),
            _ => self.about_people(event),
        }
    }

    fn about_lines(&mut self, event: &Event<'_>) -> Value {
        match event {
            Event::ItemAdded {
                sku,
                quantity,
                unit_price,
                already_in_cart,
                note,
                beneficiaries,
                ..
            } => json!({
                "sku": sku, "quantity": quantity, "unit_price": unit_price.to_string(),
                "already_in_cart": self.already(*already_in_cart), "note": self.text(*note),
                "beneficiaries": self.members(beneficiaries),
            }),
            Event::ItemIncreased { added, quantity, already_in_cart, .. } => json!({
                "added": added, "quantity": quantity,
                "already_in_cart": self.already(*already_in_cart),
            }),
            Event::QuantityAdjusted { delta, quantity, .. } => {
                json!({ "delta": delta, "quantity": quantity })
            }
            Event::QuantitySet { old_quantity, quantity, is_contested, .. } => json!({
                "old_quantity": old_quantity, "quantity": quantity, "is_contested": is_contested,
            }),
            Event::ItemRemoved { old_quantity, .. } => json!({ "old_quantity": old_quantity }),
            Event::NoteSet { note, .. } => json!({ "note": self.text(*note) }),
            Event::BeneficiariesSet { beneficiaries, .. } => {
                json!({ "beneficiaries": self.members(beneficiaries) })
            }
            Event::Repriced { changes, .. } => json!({ "changes": changes_of(changes) }),
            _ => render_campaign::event(event),
        }
    }

    fn already(&mut self, already: Option<AlreadyInCart>) -> Value {
        let Some(already) = already else { return Value::Null };
        json!({
            "line": already.line.0, "member": self.member(already.member),
            "quantity": already.quantity, "added_ago_s": already.added_ago_s,
        })
    }

    fn about_the_cart(&mut self, event: &Event<'_>) -> Value {
        match event {
            Event::CartCreated { owner, currency, preset, policies, title, .. } => json!({
                "owner": self.newcomer(owner), "currency": currency.code(),
                "preset": preset.name(), "policies": policies_of(*policies), "title": title,
            }),
            Event::CartLocked { until_ms } => json!({ "until_ms": until_ms }),
            Event::CartUnlocked { holder } => {
                json!({ "holder": holder.and_then(|seat| self.member(seat)) })
            }
            Event::PoliciesSet { policies, .. } => json!({ "policies": policies_of(*policies) }),
            Event::CartRenamed { title, .. } => json!({ "title": title }),
            _ => json!({}),
        }
    }

    fn about_people(&mut self, event: &Event<'_>) -> Value {
        match event {
            Event::MemberAdded { member, role } => {
                json!({ "member": self.newcomer(member), "role": role })
            }
            Event::InvitationAccepted { member, role, .. } => {
                json!({ "member": self.newcomer(member), "role": role })
            }
            Event::RoleSet { member, role, old_role, .. } => {
                json!({ "member": self.member(*member), "role": role, "old_role": old_role })
            }
            Event::MemberRemoved { member, .. }
            | Event::OwnershipOffered { member }
            | Event::OwnershipDeclined { member } => json!({ "member": self.member(*member) }),
            Event::OwnershipAccepted { old_owner } => {
                json!({ "old_owner": self.member(*old_owner) })
            }
            Event::Invited { role, uses_max, expires_at_ms, .. } => json!({
                "role": role, "uses_max": uses_max, "expires_at_ms": expires_at_ms,
            }),
            Event::InvitationRevoked { invitation } => json!({ "invitation": invitation }),
            _ => json!({}),
        }
    }
}

/// New prices by line.
pub(crate) fn changes_of(changes: &[PriceChange]) -> Vec<Value> {
    let changes = changes.iter().map(|change| {
        json!({
            "line": change.line.0, "unit_price": change.unit_price.to_string(),
            "old_unit_price": change.old_unit_price.to_string(),
        })
    });
    changes.collect()
}

fn policies_of(policies: Policies) -> Value {
    json!({ "edit": policies.edit.name(), "merges_lines": policies.merges_lines })
}

/// A whole cart, for a browser whose cursor the history no longer reaches, and everybody in it.
pub(crate) fn view(view: &CartView, split: &Value) -> (Value, BTreeSet<String>) {
    let name = |seat: Seat| view.member(seat);
    let members = view.members.iter().map(|entry| json!({ "id": entry.id, "role": entry.role }));
    let lock = view
        .lock
        .map(|lock| json!({ "holder": lock.holder.and_then(name), "until_ms": lock.until_ms }));
    let json = json!({
        "split": split, "version": view.version, "title": view.title, "status": view.status.name(),
        "currency": view.currency.code(), "preset": view.preset.name(),
        "policies": policies_of(view.policies), "subtotal_minor": view.subtotal.minor,
        "lines": view.lines.iter().map(|line| line_of(view, line)).collect::<Vec<_>>(),
        "members": members.collect::<Vec<_>>(), "lock": lock,
        "ownership_offered_to": view.ownership_offered_to.and_then(name),
    });
    let in_lines = view.lines.iter().flat_map(|line| [line.added_by, line.changed_by]);
    let in_lines = in_lines.chain(view.lines.iter().flat_map(|line| line.beneficiaries.clone()));
    let mentioned = in_lines.filter_map(name).map(str::to_owned);
    (json, view.members.iter().map(|entry| entry.id.clone()).chain(mentioned).collect())
}

fn line_of(view: &CartView, line: &LineItem) -> Value {
    json!({
        "line": line.id.0, "sku": *line.sku, "quantity": line.quantity,
        "unit_price": line.unit_price.to_string(), "note": line.note,
        "campaign": line.campaign, "added_by": view.member(line.added_by), "changed_by": view.member(line.changed_by),
        "added_at_ms": line.added_at_ms,
        "beneficiaries": line.beneficiaries.iter().filter_map(|seat| view.member(*seat)).collect::<Vec<_>>(),
    })
}
