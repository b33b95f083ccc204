// @generated from core/src/command.rs by cargo gen
//! Events and views as JSON.

#![allow(clippy::match_same_arms, clippy::needless_borrow, clippy::too_many_lines)]
#![allow(clippy::trivially_copy_pass_by_ref, reason = "written alike for every type")]

use crate::event::{AlreadyInCart, Event, PriceChange};
use crate::policy::Policies;
use crate::view::{CartView, InvitationEntry, LineItem, LockEntry, MemberEntry, RoleEntry};

use super::json::{Json, Shown};

/// Writes the fields of `event` after those every event has.
pub(crate) fn event_fields(json: &mut Json, event: &Event<'_>, shown: &impl Shown) {
    match event {
        Event::CartCreated { owner, currency, preset, policies, title, purpose } => {
            json.key("owner");
            json.text(owner);
            json.key("currency");
            json.plain(*currency);
            json.key("preset");
            json.text(preset.name());
            json.key("policies");
            write_policies(json, policies);
            json.key("title");
            match title {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("purpose");
            match purpose {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
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
            json.key("sku");
            json.text(sku);
            json.key("quantity");
            json.number(*quantity);
            json.key("unit_price");
            json.plain(*unit_price);
            json.key("is_callers_price");
            json.flag(*is_callers_price);
            json.key("already_in_cart");
            match already_in_cart {
                Some(item) => {
                    write_already_in_cart(json, item, shown);
                }
                None => json.null(),
            }
            json.key("options");
            json.open('{');
            for option in options {
                json.key(&option.key).text(&option.value);
            }
            json.close('}');
            json.key("note");
            match note {
                Some(item) => {
                    json.maybe_text(shown.text(*item));
                }
                None => json.null(),
            }
            json.key("beneficiaries");
            json.open('[');
            for item in beneficiaries {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
        }
        Event::ItemIncreased { line, added, quantity, already_in_cart } => {
            json.key("line");
            json.number(*line);
            json.key("added");
            json.number(*added);
            json.key("quantity");
            json.number(*quantity);
            json.key("already_in_cart");
            match already_in_cart {
                Some(item) => {
                    write_already_in_cart(json, item, shown);
                }
                None => json.null(),
            }
        }
        Event::QuantityAdjusted { line, delta, quantity } => {
            json.key("line");
            json.number(*line);
            json.key("delta");
            json.number(*delta);
            json.key("quantity");
            json.number(*quantity);
        }
        Event::QuantitySet { line, old_quantity, quantity, is_contested } => {
            json.key("line");
            json.number(*line);
            json.key("old_quantity");
            json.number(*old_quantity);
            json.key("quantity");
            json.number(*quantity);
            json.key("is_contested");
            json.flag(*is_contested);
        }
        Event::ItemRemoved { line, old_quantity } => {
            json.key("line");
            json.number(*line);
            json.key("old_quantity");
            json.number(*old_quantity);
        }
        Event::NoteSet { line, note } => {
            json.key("line");
            json.number(*line);
            json.key("note");
            match note {
                Some(item) => {
                    json.maybe_text(shown.text(*item));
                }
                None => json.null(),
            }
        }
        Event::BeneficiariesSet { line, beneficiaries } => {
            json.key("line");
            json.number(*line);
            json.key("beneficiaries");
            json.open('[');
            for item in beneficiaries {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
        }
        Event::ReasonSet { line, purpose, project, cost_centre } => {
            json.key("line");
            json.number(*line);
            json.key("purpose");
            match purpose {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("project");
            match project {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("cost_centre");
            match cost_centre {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Repriced { prices_version, changes } => {
            json.key("prices_version");
            json.number(*prices_version);
            json.key("changes");
            json.open('[');
            for item in changes {
                write_price_change(json, item);
            }
            json.close(']');
        }
        Event::MemberAdded { member, role } => {
            json.key("member");
            json.text(member);
            json.key("role");
            json.text(role);
        }
        Event::MemberRemoved { member, voided } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::MemberLeft { voided } => {
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::RoleSet { member, old_role, role, voided } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
            json.key("old_role");
            json.text(old_role);
            json.key("role");
            json.text(role);
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::RoleDefined {
            name,
            capabilities,
            money_cap_minor,
            categories_allowed,
            categories_denied,
            voided,
        } => {
            json.key("name");
            json.text(name);
            json.key("capabilities");
            json.capabilities(*capabilities);
            json.key("money_cap_minor");
            match money_cap_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("categories_allowed");
            json.open('[');
            for item in categories_allowed {
                json.text(item);
            }
            json.close(']');
            json.key("categories_denied");
            json.open('[');
            for item in categories_denied {
                json.text(item);
            }
            json.close(']');
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::OwnershipOffered { member } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
        }
        Event::OwnershipAccepted { old_owner } => {
            json.key("old_owner");
            json.maybe_text(shown.member(*old_owner));
        }
        Event::OwnershipDeclined { member } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
        }
        Event::Invited { token_hash, role, uses_max, expires_at_ms } => {
            json.key("token_hash");
            json.text(&token_hash.text());
            json.key("role");
            json.text(role);
            json.key("uses_max");
            json.number(*uses_max);
            json.key("expires_at_ms");
            json.number(*expires_at_ms);
        }
        Event::InvitationRevoked { invitation } => {
            json.key("invitation");
            json.number(*invitation);
        }
        Event::InvitationAccepted { invitation, member, role } => {
            json.key("invitation");
            json.number(*invitation);
            json.key("member");
            json.text(member);
            json.key("role");
            json.text(role);
        }
        Event::CartLocked { until_ms } => {
            json.key("until_ms");
            json.number(*until_ms);
        }
        Event::CartUnlocked { holder } => {
            json.key("holder");
            match holder {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
        }
        Event::PoliciesSet { old_policies, policies } => {
            json.key("old_policies");
            write_policies(json, old_policies);
            json.key("policies");
            write_policies(json, policies);
        }
        Event::CartRenamed { title, purpose } => {
            json.key("title");
            match title {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("purpose");
            match purpose {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::CartClosed => {}
    }
}

fn write_policies(json: &mut Json, it: &Policies) {
    json.open('{');
    json.key("edit");
    json.text(it.edit.name());
    json.key("merges_lines");
    json.flag(it.merges_lines);
    json.key("allows_suggestions");
    json.flag(it.allows_suggestions);
    json.close('}');
}

fn write_already_in_cart(json: &mut Json, it: &AlreadyInCart, shown: &impl Shown) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("quantity");
    json.number(it.quantity);
    json.key("added_ago_s");
    json.number(it.added_ago_s);
    json.close('}');
}

fn write_price_change(json: &mut Json, it: &PriceChange) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("old_unit_price");
    json.plain(it.old_unit_price);
    json.key("unit_price");
    json.plain(it.unit_price);
    json.close('}');
}

fn write_line_item(json: &mut Json, it: &LineItem, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.number(it.id);
    json.key("sku");
    json.text(&it.sku);
    json.key("quantity");
    json.number(it.quantity);
    json.key("unit_price");
    json.plain(it.unit_price);
    json.key("line_total");
    json.money(it.line_total);
    json.key("added_by");
    json.maybe_text(shown.member(it.added_by));
    json.key("changed_by");
    json.maybe_text(shown.member(it.changed_by));
    json.key("added_at_ms");
    json.number(it.added_at_ms);
    json.key("options");
    json.open('{');
    for option in &it.options {
        json.key(&option.key).text(&option.value);
    }
    json.close('}');
    json.key("note");
    match &it.note {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("beneficiaries");
    json.open('[');
    for item in &it.beneficiaries {
        json.maybe_text(shown.member(*item));
    }
    json.close(']');
    json.key("purpose");
    match &it.purpose {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("project");
    match &it.project {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("cost_centre");
    match &it.cost_centre {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.close('}');
}

fn write_member_entry(json: &mut Json, it: &MemberEntry) {
    json.open('{');
    json.key("id");
    json.text(&it.id);
    json.key("role");
    json.text(&it.role);
    json.close('}');
}

fn write_role_entry(json: &mut Json, it: &RoleEntry) {
    json.open('{');
    json.key("name");
    json.text(&it.name);
    json.key("capabilities");
    json.capabilities(it.capabilities);
    json.key("money_cap");
    match &it.money_cap {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.key("categories_allowed");
    json.open('[');
    for item in &it.categories_allowed {
        json.text(item);
    }
    json.close(']');
    json.key("categories_denied");
    json.open('[');
    for item in &it.categories_denied {
        json.text(item);
    }
    json.close(']');
    json.close('}');
}

fn write_invitation_entry(json: &mut Json, it: &InvitationEntry, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.number(it.id);
    json.key("role");
    json.text(&it.role);
    json.key("invited_by");
    match &it.invited_by {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("uses_left");
    json.number(it.uses_left);
    json.key("expires_at_ms");
    json.number(it.expires_at_ms);
    json.close('}');
}

fn write_lock_entry(json: &mut Json, it: &LockEntry, shown: &impl Shown) {
    json.open('{');
    json.key("holder");
    match &it.holder {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("until_ms");
    json.number(it.until_ms);
    json.close('}');
}

pub(crate) fn write_cart_view(json: &mut Json, it: &CartView, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.plain(it.id);
    json.key("version");
    json.number(it.version);
    json.key("status");
    json.text(it.status.name());
    json.key("title");
    match &it.title {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("purpose");
    match &it.purpose {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("currency");
    json.plain(it.currency);
    json.key("preset");
    json.text(it.preset.name());
    json.key("policies");
    write_policies(json, &it.policies);
    json.key("is_shared");
    json.flag(it.is_shared);
    json.key("created_at_ms");
    json.number(it.created_at_ms);
    json.key("changed_at_ms");
    json.number(it.changed_at_ms);
    json.key("prices_version");
    json.number(it.prices_version);
    json.key("lines");
    json.open('[');
    for item in &it.lines {
        write_line_item(json, item, shown);
    }
    json.close(']');
    json.key("subtotal");
    json.money(it.subtotal);
    json.key("total");
    json.money(it.total);
    json.key("members");
    json.open('[');
    for item in &it.members {
        write_member_entry(json, item);
    }
    json.close(']');
    json.key("roles");
    json.open('[');
    for item in &it.roles {
        write_role_entry(json, item);
    }
    json.close(']');
    json.key("invitations");
    json.open('[');
    for item in &it.invitations {
        write_invitation_entry(json, item, shown);
    }
    json.close(']');
    json.key("lock");
    match &it.lock {
        Some(item) => {
            write_lock_entry(json, item, shown);
        }
        None => json.null(),
    }
    json.key("ownership_offered_to");
    match &it.ownership_offered_to {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.close('}');
}
