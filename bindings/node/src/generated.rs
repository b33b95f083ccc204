// @generated from core/src/command.rs by cargo gen
//! Verbs as functions on handles; events and views as JSON.

#![allow(
    clippy::needless_borrow,
    clippy::too_many_arguments,
    reason = "written alike for every type"
)]

use cartpool::*;
use napi_derive::napi;

use crate::args::{Flag, Number, Text, Texts};
use crate::handles::commit;
use crate::json::{Json, Shown};
use crate::refusal::number;

/// Adds `quantity` of `sku` at the price list's price.
#[napi(catch_unwind)]
pub fn add_item(handle: Number, sku: Text, quantity: Number) -> f64 {
    number(|| {
        let command = Command::AddItem {
            sku: sku.get("sku")?,
            quantity: quantity.u32("quantity")?,
            unit_price: Default::default(),
            options: Default::default(),
            note: Default::default(),
            beneficiaries: Default::default(),
            separate: Default::default(),
        };
        commit(handle.handle(), &command)
    })
}

/// Adds `quantity` of `sku` at the price list's price.
#[napi(catch_unwind)]
pub fn add_item_with(
    handle: Number,
    sku: Text,
    quantity: Number,
    unit_price: Option<Text>,
    options: Option<Texts>,
    note: Option<Text>,
    beneficiaries: Option<Texts>,
    separate: Option<Flag>,
) -> f64 {
    number(|| {
        let command = Command::AddItem {
            sku: sku.get("sku")?,
            quantity: quantity.u32("quantity")?,
            unit_price: unit_price.as_ref().map(|it| it.amount("unitPrice")).transpose()?,
            options: options.as_ref().map_or(Ok(Vec::new()), |it| it.options("options"))?,
            note: note.as_ref().map(|it| it.get("note")).transpose()?,
            beneficiaries: beneficiaries
                .as_ref()
                .map_or(Ok(Vec::new()), |it| it.get("beneficiaries"))?,
            separate: separate.as_ref().map_or(Ok(false), |it| it.get("separate"))?,
        };
        commit(handle.handle(), &command)
    })
}

/// Changes a line's quantity by `delta`; at zero or below the line is removed.
#[napi(catch_unwind)]
pub fn adjust_quantity(handle: Number, line: Number, delta: Number) -> f64 {
    number(|| {
        let command =
            Command::AdjustQuantity { line: LineId(line.u64("line")?), delta: delta.i32("delta")? };
        commit(handle.handle(), &command)
    })
}

/// Sets a line's quantity; the last writer wins.
#[napi(catch_unwind)]
pub fn set_quantity(handle: Number, line: Number, quantity: Number) -> f64 {
    number(|| {
        let command = Command::SetQuantity {
            line: LineId(line.u64("line")?),
            quantity: quantity.u32("quantity")?,
            seen_quantity: Default::default(),
        };
        commit(handle.handle(), &command)
    })
}

/// Sets a line's quantity; the last writer wins.
#[napi(catch_unwind)]
pub fn set_quantity_with(
    handle: Number,
    line: Number,
    quantity: Number,
    seen_quantity: Option<Number>,
) -> f64 {
    number(|| {
        let command = Command::SetQuantity {
            line: LineId(line.u64("line")?),
            quantity: quantity.u32("quantity")?,
            seen_quantity: seen_quantity.as_ref().map(|it| it.u32("seenQuantity")).transpose()?,
        };
        commit(handle.handle(), &command)
    })
}

/// Removes a line.
#[napi(catch_unwind)]
pub fn remove_item(handle: Number, line: Number) -> f64 {
    number(|| {
        let command = Command::RemoveItem { line: LineId(line.u64("line")?) };
        commit(handle.handle(), &command)
    })
}

/// Writes a line's note, or clears it.
#[napi(catch_unwind)]
pub fn set_note(handle: Number, line: Number, note: Option<Text>) -> f64 {
    number(|| {
        let command = Command::SetNote {
            line: LineId(line.u64("line")?),
            note: note.as_ref().map(|it| it.get("note")).transpose()?,
        };
        commit(handle.handle(), &command)
    })
}

/// Says for whom a line is; an empty list means for everybody.
#[napi(catch_unwind)]
pub fn set_beneficiaries(handle: Number, line: Number, beneficiaries: Option<Texts>) -> f64 {
    number(|| {
        let command = Command::SetBeneficiaries {
            line: LineId(line.u64("line")?),
            beneficiaries: beneficiaries
                .as_ref()
                .map_or(Ok(Vec::new()), |it| it.get("beneficiaries"))?,
        };
        commit(handle.handle(), &command)
    })
}

/// Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing clears one.
#[napi(catch_unwind)]
pub fn set_reason(handle: Number, line: Number) -> f64 {
    number(|| {
        let command = Command::SetReason {
            line: LineId(line.u64("line")?),
            purpose: Default::default(),
            project: Default::default(),
            cost_centre: Default::default(),
        };
        commit(handle.handle(), &command)
    })
}

/// Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing clears one.
#[napi(catch_unwind)]
pub fn set_reason_with(
    handle: Number,
    line: Number,
    purpose: Option<Text>,
    project: Option<Text>,
    cost_centre: Option<Text>,
) -> f64 {
    number(|| {
        let command = Command::SetReason {
            line: LineId(line.u64("line")?),
            purpose: purpose.as_ref().map(|it| it.get("purpose")).transpose()?,
            project: project.as_ref().map(|it| it.get("project")).transpose()?,
            cost_centre: cost_centre.as_ref().map(|it| it.get("costCentre")).transpose()?,
        };
        commit(handle.handle(), &command)
    })
}

/// Seats a member with a role.
#[napi(catch_unwind)]
pub fn add_member(handle: Number, member: Text, role: Text) -> f64 {
    number(|| {
        let command = Command::AddMember { member: member.get("member")?, role: role.get("role")? };
        commit(handle.handle(), &command)
    })
}

/// Removes a member; their lines stay, their open invitations end.
#[napi(catch_unwind)]
pub fn remove_member(handle: Number, member: Text) -> f64 {
    number(|| {
        let command = Command::RemoveMember { member: member.get("member")? };
        commit(handle.handle(), &command)
    })
}

/// Leaves the cart; one's lines stay, one's open invitations end.
#[napi(catch_unwind)]
pub fn leave(handle: Number) -> f64 {
    number(|| {
        let command = Command::Leave;
        commit(handle.handle(), &command)
    })
}

/// Gives a member another role; their open invitations above the new right end.
#[napi(catch_unwind)]
pub fn set_role(handle: Number, member: Text, role: Text) -> f64 {
    number(|| {
        let command = Command::SetRole { member: member.get("member")?, role: role.get("role")? };
        commit(handle.handle(), &command)
    })
}

/// Defines a custom role of this cart, or defines it anew for all who have it.
#[napi(catch_unwind)]
pub fn define_role(handle: Number, name: Text) -> f64 {
    number(|| {
        let command = Command::DefineRole {
            name: name.get("name")?,
            capabilities: Default::default(),
            money_cap: Default::default(),
            categories_allowed: Default::default(),
            categories_denied: Default::default(),
        };
        commit(handle.handle(), &command)
    })
}

/// Defines a custom role of this cart, or defines it anew for all who have it.
#[napi(catch_unwind)]
pub fn define_role_with(
    handle: Number,
    name: Text,
    capabilities: Option<Texts>,
    money_cap: Option<Text>,
    categories_allowed: Option<Texts>,
    categories_denied: Option<Texts>,
) -> f64 {
    number(|| {
        let command = Command::DefineRole {
            name: name.get("name")?,
            capabilities: capabilities.as_ref().map_or(Ok(Vec::new()), |it| {
                it.named("capabilities", Capability::ALL, Capability::name)
            })?,
            money_cap: money_cap.as_ref().map(|it| it.amount("moneyCap")).transpose()?,
            categories_allowed: categories_allowed
                .as_ref()
                .map_or(Ok(Vec::new()), |it| it.get("categoriesAllowed"))?,
            categories_denied: categories_denied
                .as_ref()
                .map_or(Ok(Vec::new()), |it| it.get("categoriesDenied"))?,
        };
        commit(handle.handle(), &command)
    })
}

/// Offers ownership to a present member; a later offer replaces an earlier one.
#[napi(catch_unwind)]
pub fn offer_ownership(handle: Number, member: Text) -> f64 {
    number(|| {
        let command = Command::OfferOwnership { member: member.get("member")? };
        commit(handle.handle(), &command)
    })
}

/// Accepts the ownership offered to oneself; the former owner becomes an admin.
#[napi(catch_unwind)]
pub fn accept_ownership(handle: Number) -> f64 {
    number(|| {
        let command = Command::AcceptOwnership;
        commit(handle.handle(), &command)
    })
}

/// Takes an offer of ownership back, or declines the one made to oneself.
#[napi(catch_unwind)]
pub fn decline_ownership(handle: Number) -> f64 {
    number(|| {
        let command = Command::DeclineOwnership;
        commit(handle.handle(), &command)
    })
}

/// Makes an invitation by link, whose id is the new version.
#[napi(catch_unwind)]
pub fn invite(handle: Number, token_hash: Text, role: Text) -> f64 {
    number(|| {
        let command = Command::Invite {
            token_hash: token_hash.parsed("tokenHash")?,
            role: role.get("role")?,
            uses_max: Default::default(),
            expires_at_ms: Default::default(),
        };
        commit(handle.handle(), &command)
    })
}

/// Makes an invitation by link, whose id is the new version.
#[napi(catch_unwind)]
pub fn invite_with(
    handle: Number,
    token_hash: Text,
    role: Text,
    uses_max: Option<Number>,
    expires_at_ms: Option<Number>,
) -> f64 {
    number(|| {
        let command = Command::Invite {
            token_hash: token_hash.parsed("tokenHash")?,
            role: role.get("role")?,
            uses_max: uses_max.as_ref().map(|it| it.u32("usesMax")).transpose()?,
            expires_at_ms: expires_at_ms.as_ref().map(|it| it.u64("expiresAtMs")).transpose()?,
        };
        commit(handle.handle(), &command)
    })
}

/// Ends a pending invitation.
#[napi(catch_unwind)]
pub fn revoke_invitation(handle: Number, invitation: Number) -> f64 {
    number(|| {
        let command = Command::RevokeInvitation { invitation: invitation.u64("invitation")? };
        commit(handle.handle(), &command)
    })
}

/// Joins the cart by an invitation's token: an outsider's only verb.
#[napi(catch_unwind)]
pub fn accept_invitation(handle: Number, token: Text) -> f64 {
    number(|| {
        let command = Command::AcceptInvitation { token: token.get("token")? };
        commit(handle.handle(), &command)
    })
}

/// Holds the cart: until the deadline nobody else edits lines.
#[napi(catch_unwind)]
pub fn lock_cart(handle: Number) -> f64 {
    number(|| {
        let command = Command::LockCart { until_ms: Default::default() };
        commit(handle.handle(), &command)
    })
}

/// Holds the cart: until the deadline nobody else edits lines.
#[napi(catch_unwind)]
pub fn lock_cart_with(handle: Number, until_ms: Option<Number>) -> f64 {
    number(|| {
        let command = Command::LockCart {
            until_ms: until_ms.as_ref().map(|it| it.u64("untilMs")).transpose()?,
        };
        commit(handle.handle(), &command)
    })
}

/// Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
#[napi(catch_unwind)]
pub fn unlock_cart(handle: Number) -> f64 {
    number(|| {
        let command = Command::UnlockCart;
        commit(handle.handle(), &command)
    })
}

/// Changes the cart's policies; what is not named stays.
#[napi(catch_unwind)]
pub fn set_policies(handle: Number) -> f64 {
    number(|| {
        let command = Command::SetPolicies {
            edit: Default::default(),
            merges_lines: Default::default(),
            allows_suggestions: Default::default(),
        };
        commit(handle.handle(), &command)
    })
}

/// Changes the cart's policies; what is not named stays.
#[napi(catch_unwind)]
pub fn set_policies_with(
    handle: Number,
    edit: Option<Text>,
    merges_lines: Option<Flag>,
    allows_suggestions: Option<Flag>,
) -> f64 {
    number(|| {
        let command = Command::SetPolicies {
            edit: edit
                .as_ref()
                .map(|it| it.named("edit", EditPolicy::ALL, EditPolicy::name))
                .transpose()?,
            merges_lines: merges_lines.as_ref().map(|it| it.get("mergesLines")).transpose()?,
            allows_suggestions: allows_suggestions
                .as_ref()
                .map(|it| it.get("allowsSuggestions"))
                .transpose()?,
        };
        commit(handle.handle(), &command)
    })
}

/// Writes the cart's title and purpose; nothing clears one.
#[napi(catch_unwind)]
pub fn rename_cart(handle: Number) -> f64 {
    number(|| {
        let command =
            Command::RenameCart { title: Default::default(), purpose: Default::default() };
        commit(handle.handle(), &command)
    })
}

/// Writes the cart's title and purpose; nothing clears one.
#[napi(catch_unwind)]
pub fn rename_cart_with(handle: Number, title: Option<Text>, purpose: Option<Text>) -> f64 {
    number(|| {
        let command = Command::RenameCart {
            title: title.as_ref().map(|it| it.get("title")).transpose()?,
            purpose: purpose.as_ref().map(|it| it.get("purpose")).transpose()?,
        };
        commit(handle.handle(), &command)
    })
}

/// Closes the cart for good; it can still be read.
#[napi(catch_unwind)]
pub fn close_cart(handle: Number) -> f64 {
    number(|| {
        let command = Command::CloseCart;
        commit(handle.handle(), &command)
    })
}

/// Brings the cart's prices up to the price list, as every commit and priced read does by itself.
#[napi(catch_unwind)]
pub fn reprice(handle: Number) -> f64 {
    number(|| {
        let command = Command::Reprice;
        commit(handle.handle(), &command)
    })
}

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
            json.key("unitPrice");
            json.plain(*unit_price);
            json.key("isCallersPrice");
            json.flag(*is_callers_price);
            json.key("alreadyInCart");
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
            json.key("alreadyInCart");
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
            json.key("oldQuantity");
            json.number(*old_quantity);
            json.key("quantity");
            json.number(*quantity);
            json.key("isContested");
            json.flag(*is_contested);
        }
        Event::ItemRemoved { line, old_quantity } => {
            json.key("line");
            json.number(*line);
            json.key("oldQuantity");
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
            json.key("costCentre");
            match cost_centre {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Repriced { prices_version, changes } => {
            json.key("pricesVersion");
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
            json.key("oldRole");
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
            json.key("moneyCapMinor");
            match money_cap_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("categoriesAllowed");
            json.open('[');
            for item in categories_allowed {
                json.text(item);
            }
            json.close(']');
            json.key("categoriesDenied");
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
            json.key("oldOwner");
            json.maybe_text(shown.member(*old_owner));
        }
        Event::OwnershipDeclined { member } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
        }
        Event::Invited { token_hash, role, uses_max, expires_at_ms } => {
            json.key("tokenHash");
            json.text(&token_hash.text());
            json.key("role");
            json.text(role);
            json.key("usesMax");
            json.number(*uses_max);
            json.key("expiresAtMs");
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
            json.key("untilMs");
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
            json.key("oldPolicies");
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
    json.key("mergesLines");
    json.flag(it.merges_lines);
    json.key("allowsSuggestions");
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
    json.key("addedAgoS");
    json.number(it.added_ago_s);
    json.close('}');
}

fn write_price_change(json: &mut Json, it: &PriceChange) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("oldUnitPrice");
    json.plain(it.old_unit_price);
    json.key("unitPrice");
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
    json.key("unitPrice");
    json.plain(it.unit_price);
    json.key("lineTotal");
    json.money(it.line_total);
    json.key("addedBy");
    json.maybe_text(shown.member(it.added_by));
    json.key("changedBy");
    json.maybe_text(shown.member(it.changed_by));
    json.key("addedAtMs");
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
    json.key("costCentre");
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
    json.key("moneyCap");
    match &it.money_cap {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.key("categoriesAllowed");
    json.open('[');
    for item in &it.categories_allowed {
        json.text(item);
    }
    json.close(']');
    json.key("categoriesDenied");
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
    json.key("invitedBy");
    match &it.invited_by {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("usesLeft");
    json.number(it.uses_left);
    json.key("expiresAtMs");
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
    json.key("untilMs");
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
    json.key("isShared");
    json.flag(it.is_shared);
    json.key("createdAtMs");
    json.number(it.created_at_ms);
    json.key("changedAtMs");
    json.number(it.changed_at_ms);
    json.key("pricesVersion");
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
    json.key("ownershipOfferedTo");
    match &it.ownership_offered_to {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.close('}');
}
