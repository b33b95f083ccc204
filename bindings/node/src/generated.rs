// @generated from core/src/command.rs by cargo gen
//! Verbs as functions on handles; events and views as JSON.

#![allow(
    clippy::needless_borrow,
    clippy::too_many_arguments,
    reason = "written alike for every type"
)]

use cartpool::*;
use napi::sys::{napi_callback_info, napi_env, napi_value};
use napi_derive::napi;

use crate::args::{Flag, Number, Text, Texts};
use crate::handles::commit;
use crate::json::{Json, Shown};
use crate::refusal::number;
use crate::registers::{Quick, Registers};

/// The verbs whose arguments may be laid out in memory.
pub(crate) const QUICK: [(&str, Quick); 4] = [
    ("addItem", add_item_quick),
    ("adjustQuantity", adjust_quantity_quick),
    ("setQuantity", set_quantity_quick),
    ("removeItem", remove_item_quick),
];

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
extern "C" fn add_item_quick(_: napi_env, _: napi_callback_info) -> napi_value {
    Registers::answer(|registers| {
        number(|| {
            let command = Command::AddItem {
                sku: registers.text("sku")?,
                quantity: registers.number(0).u32("quantity")?,
                unit_price: Default::default(),
                options: Default::default(),
                note: Default::default(),
                beneficiaries: Default::default(),
                separate: Default::default(),
            };
            commit(registers.handle(), &command)
        })
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

/// Changes a line's quantity by `delta`; at zero or below the line is removed.
extern "C" fn adjust_quantity_quick(_: napi_env, _: napi_callback_info) -> napi_value {
    Registers::answer(|registers| {
        number(|| {
            let command = Command::AdjustQuantity {
                line: LineId(registers.number(0).u64("line")?),
                delta: registers.number(1).i32("delta")?,
            };
            commit(registers.handle(), &command)
        })
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
extern "C" fn set_quantity_quick(_: napi_env, _: napi_callback_info) -> napi_value {
    Registers::answer(|registers| {
        number(|| {
            let command = Command::SetQuantity {
                line: LineId(registers.number(0).u64("line")?),
                quantity: registers.number(1).u32("quantity")?,
                seen_quantity: Default::default(),
            };
            commit(registers.handle(), &command)
        })
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

/// Removes a line.
extern "C" fn remove_item_quick(_: napi_env, _: napi_callback_info) -> napi_value {
    Registers::answer(|registers| {
        number(|| {
            let command = Command::RemoveItem { line: LineId(registers.number(0).u64("line")?) };
            commit(registers.handle(), &command)
        })
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

/// Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made them leaves; a cart whose pledges are locked cannot be closed before their campaign is decided.
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

/// Chooses how the lines are shared.
#[napi(catch_unwind)]
pub fn set_split(handle: Number, rule: Text) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetSplit {
            rule: rule.named("rule", SplitRule::ALL, SplitRule::name)?,
            parts: Default::default(),
            spares_late_joiners: Default::default(),
        });
        commit(handle.handle(), &command)
    })
}

/// Chooses how the lines are shared.
#[napi(catch_unwind)]
pub fn set_split_with(
    handle: Number,
    rule: Text,
    parts: Option<Texts>,
    spares_late_joiners: Option<Flag>,
) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetSplit {
            rule: rule.named("rule", SplitRule::ALL, SplitRule::name)?,
            parts: parts.as_ref().map_or(Ok(Vec::new()), |it| it.options("parts"))?,
            spares_late_joiners: spares_late_joiners
                .as_ref()
                .map_or(Ok(false), |it| it.get("sparesLateJoiners"))?,
        });
        commit(handle.handle(), &command)
    })
}

/// Gives a line a rule of its own.
#[napi(catch_unwind)]
pub fn set_line_split(handle: Number, line: Number, rule: Text) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetLineSplit {
            line: LineId(line.u64("line")?),
            rule: rule.named("rule", SplitRule::ALL, SplitRule::name)?,
            parts: Default::default(),
        });
        commit(handle.handle(), &command)
    })
}

/// Gives a line a rule of its own.
#[napi(catch_unwind)]
pub fn set_line_split_with(handle: Number, line: Number, rule: Text, parts: Option<Texts>) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetLineSplit {
            line: LineId(line.u64("line")?),
            rule: rule.named("rule", SplitRule::ALL, SplitRule::name)?,
            parts: parts.as_ref().map_or(Ok(Vec::new()), |it| it.options("parts"))?,
        });
        commit(handle.handle(), &command)
    })
}

/// Lets a line follow the cart's rule again.
#[napi(catch_unwind)]
pub fn clear_line_split(handle: Number, line: Number) -> f64 {
    number(|| {
        let command =
            Command::Bill(BillCommand::ClearLineSplit { line: LineId(line.u64("line")?) });
        commit(handle.handle(), &command)
    })
}

/// Says who shares in nothing that is split among everybody. The list replaces the one before.
#[napi(catch_unwind)]
pub fn set_excluded_members(handle: Number, excluded_members: Option<Texts>) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetExcludedMembers {
            excluded_members: excluded_members
                .as_ref()
                .map_or(Ok(Vec::new()), |it| it.get("excludedMembers"))?,
        });
        commit(handle.handle(), &command)
    })
}

/// Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
#[napi(catch_unwind)]
pub fn set_sponsor(handle: Number, sponsor: Option<Text>) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetSponsor {
            sponsor: sponsor.as_ref().map(|it| it.get("sponsor")).transpose()?,
            amount_max: Default::default(),
            person_max: Default::default(),
        });
        commit(handle.handle(), &command)
    })
}

/// Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
#[napi(catch_unwind)]
pub fn set_sponsor_with(
    handle: Number,
    sponsor: Option<Text>,
    amount_max: Option<Text>,
    person_max: Option<Text>,
) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetSponsor {
            sponsor: sponsor.as_ref().map(|it| it.get("sponsor")).transpose()?,
            amount_max: amount_max.as_ref().map(|it| it.amount("amountMax")).transpose()?,
            person_max: person_max.as_ref().map(|it| it.amount("personMax")).transpose()?,
        });
        commit(handle.handle(), &command)
    })
}

/// Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.
#[napi(catch_unwind)]
pub fn set_share_minimum(handle: Number, minimum: Option<Text>) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetShareMinimum {
            minimum: minimum.as_ref().map(|it| it.amount("minimum")).transpose()?,
        });
        commit(handle.handle(), &command)
    })
}

/// Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart (unless chosen), or by one payer.
#[napi(catch_unwind)]
pub fn set_adjustment_split(handle: Number, kind: Text, rule: Text) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetAdjustmentSplit {
            kind: kind.named("kind", AdjustmentKind::ALL, AdjustmentKind::name)?,
            rule: rule.named("rule", AdjustmentRule::ALL, AdjustmentRule::name)?,
            payer: Default::default(),
        });
        commit(handle.handle(), &command)
    })
}

/// Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart (unless chosen), or by one payer.
#[napi(catch_unwind)]
pub fn set_adjustment_split_with(
    handle: Number,
    kind: Text,
    rule: Text,
    payer: Option<Text>,
) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetAdjustmentSplit {
            kind: kind.named("kind", AdjustmentKind::ALL, AdjustmentKind::name)?,
            rule: rule.named("rule", AdjustmentRule::ALL, AdjustmentRule::name)?,
            payer: payer.as_ref().map(|it| it.get("payer")).transpose()?,
        });
        commit(handle.handle(), &command)
    })
}

/// Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a line, a member or a destination; its id is the new version.
#[napi(catch_unwind)]
pub fn add_adjustment(handle: Number, kind: Text) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::AddAdjustment {
            kind: kind.named("kind", AdjustmentKind::ALL, AdjustmentKind::name)?,
            amount: Default::default(),
            percent: Default::default(),
            line: Default::default(),
            member: Default::default(),
            destination: Default::default(),
            label: Default::default(),
            included: Default::default(),
        });
        commit(handle.handle(), &command)
    })
}

/// Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a line, a member or a destination; its id is the new version.
#[napi(catch_unwind)]
pub fn add_adjustment_with(
    handle: Number,
    kind: Text,
    amount: Option<Text>,
    percent: Option<Text>,
    line: Option<Number>,
    member: Option<Text>,
    destination: Option<Text>,
    label: Option<Text>,
    included: Option<Flag>,
) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::AddAdjustment {
            kind: kind.named("kind", AdjustmentKind::ALL, AdjustmentKind::name)?,
            amount: amount.as_ref().map(|it| it.amount("amount")).transpose()?,
            percent: percent.as_ref().map(|it| it.amount("percent")).transpose()?,
            line: line.as_ref().map(|it| it.u64("line")).transpose()?.map(LineId),
            member: member.as_ref().map(|it| it.get("member")).transpose()?,
            destination: destination.as_ref().map(|it| it.get("destination")).transpose()?,
            label: label.as_ref().map(|it| it.get("label")).transpose()?,
            included: included.as_ref().map_or(Ok(false), |it| it.get("included"))?,
        });
        commit(handle.handle(), &command)
    })
}

/// Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the rest is the host's.
#[napi(catch_unwind)]
pub fn remove_adjustment(handle: Number, adjustment: Number) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::RemoveAdjustment {
            adjustment: adjustment.u64("adjustment")?,
        });
        commit(handle.handle(), &command)
    })
}

/// Adds a discount by a rule; its id is the new version.
#[napi(catch_unwind)]
pub fn add_discount(handle: Number) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::AddDiscount {
            percent: Default::default(),
            amount: Default::default(),
            tiers: Default::default(),
            buy: Default::default(),
            get: Default::default(),
            skus: Default::default(),
            label: Default::default(),
            exclusive: Default::default(),
            priority: Default::default(),
        });
        commit(handle.handle(), &command)
    })
}

/// Adds a discount by a rule; its id is the new version.
#[napi(catch_unwind)]
pub fn add_discount_with(
    handle: Number,
    percent: Option<Text>,
    amount: Option<Text>,
    tiers: Option<Texts>,
    buy: Option<Number>,
    get: Option<Number>,
    skus: Option<Texts>,
    label: Option<Text>,
    exclusive: Option<Flag>,
    priority: Option<Number>,
) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::AddDiscount {
            percent: percent.as_ref().map(|it| it.amount("percent")).transpose()?,
            amount: amount.as_ref().map(|it| it.amount("amount")).transpose()?,
            tiers: tiers.as_ref().map_or(Ok(Vec::new()), |it| it.options("tiers"))?,
            buy: buy.as_ref().map(|it| it.u32("buy")).transpose()?,
            get: get.as_ref().map(|it| it.u32("get")).transpose()?,
            skus: skus.as_ref().map_or(Ok(Vec::new()), |it| it.get("skus"))?,
            label: label.as_ref().map(|it| it.get("label")).transpose()?,
            exclusive: exclusive.as_ref().map_or(Ok(false), |it| it.get("exclusive"))?,
            priority: priority.as_ref().map(|it| it.u32("priority")).transpose()?,
        });
        commit(handle.handle(), &command)
    })
}

/// Says where a line goes, by a label such as an address's name; nothing clears it.
#[napi(catch_unwind)]
pub fn set_destination(handle: Number, line: Number, destination: Option<Text>) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetDestination {
            line: LineId(line.u64("line")?),
            destination: destination.as_ref().map(|it| it.get("destination")).transpose()?,
        });
        commit(handle.handle(), &command)
    })
}

/// Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.
#[napi(catch_unwind)]
pub fn set_bill_policies(handle: Number) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetBillPolicies {
            country: Default::default(),
            rounding: Default::default(),
            level: Default::default(),
            cash_step: Default::default(),
            order_min: Default::default(),
            order_max: Default::default(),
            is_hard: Default::default(),
        });
        commit(handle.handle(), &command)
    })
}

/// Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.
#[napi(catch_unwind)]
pub fn set_bill_policies_with(
    handle: Number,
    country: Option<Text>,
    rounding: Option<Text>,
    level: Option<Text>,
    cash_step: Option<Text>,
    order_min: Option<Text>,
    order_max: Option<Text>,
    is_hard: Option<Flag>,
) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetBillPolicies {
            country: country.as_ref().map(|it| it.get("country")).transpose()?,
            rounding: rounding
                .as_ref()
                .map(|it| it.named("rounding", RoundingMode::ALL, RoundingMode::name))
                .transpose()?,
            level: level
                .as_ref()
                .map(|it| it.named("level", RoundingLevel::ALL, RoundingLevel::name))
                .transpose()?,
            cash_step: cash_step.as_ref().map(|it| it.amount("cashStep")).transpose()?,
            order_min: order_min.as_ref().map(|it| it.amount("orderMin")).transpose()?,
            order_max: order_max.as_ref().map(|it| it.amount("orderMax")).transpose()?,
            is_hard: is_hard.as_ref().map(|it| it.get("isHard")).transpose()?,
        });
        commit(handle.handle(), &command)
    })
}

/// Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the host's.
#[napi(catch_unwind)]
pub fn set_group(handle: Number, group: Option<Text>) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::SetGroup {
            group: group.as_ref().map(|it| it.get("group")).transpose()?,
        });
        commit(handle.handle(), &command)
    })
}

/// Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering it again changes nothing.
#[napi(catch_unwind)]
pub fn redeem_coupon(handle: Number, code: Text) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::RedeemCoupon { code: code.get("code")? });
        commit(handle.handle(), &command)
    })
}

/// Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to the group's ledger.
#[napi(catch_unwind)]
pub fn fix_bill(handle: Number) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::FixBill);
        commit(handle.handle(), &command)
    })
}

/// Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
#[napi(catch_unwind)]
pub fn reopen_bill(handle: Number) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::ReopenBill);
        commit(handle.handle(), &command)
    })
}

/// Records that a member paid the merchant.
#[napi(catch_unwind)]
pub fn record_payment(handle: Number, payer: Text, amount: Text) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::RecordPayment {
            payer: payer.get("payer")?,
            amount: amount.amount("amount")?,
        });
        commit(handle.handle(), &command)
    })
}

/// Records that one member paid another. The payee says so, or whoever manages the cart. It may be more than is owed: a transfer the other way takes it back.
#[napi(catch_unwind)]
pub fn record_transfer(handle: Number, payer: Text, payee: Text, amount: Text) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::RecordTransfer {
            payer: payer.get("payer")?,
            payee: payee.get("payee")?,
            amount: amount.amount("amount")?,
        });
        commit(handle.handle(), &command)
    })
}

/// Gives back what was paid for so many of a line: to each the very cents their share of it was.
#[napi(catch_unwind)]
pub fn refund_item(handle: Number, line: Number, quantity: Number) -> f64 {
    number(|| {
        let command = Command::Bill(BillCommand::RefundItem {
            line: LineId(line.u64("line")?),
            quantity: quantity.u32("quantity")?,
        });
        commit(handle.handle(), &command)
    })
}

/// Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign counts.
#[napi(catch_unwind)]
pub fn pledge(handle: Number, campaign: Text, quantity: Number) -> f64 {
    number(|| {
        let command = Command::Pledge {
            campaign: campaign.get("campaign")?,
            sku: Default::default(),
            quantity: quantity.u32("quantity")?,
        };
        commit(handle.handle(), &command)
    })
}

/// Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign counts.
#[napi(catch_unwind)]
pub fn pledge_with(handle: Number, campaign: Text, sku: Option<Text>, quantity: Number) -> f64 {
    number(|| {
        let command = Command::Pledge {
            campaign: campaign.get("campaign")?,
            sku: sku.as_ref().map(|it| it.get("sku")).transpose()?,
            quantity: quantity.u32("quantity")?,
        };
        commit(handle.handle(), &command)
    })
}

/// Brings the cart up to a campaign it has pledged to, as every commit and priced read does by itself.
#[napi(catch_unwind)]
pub fn follow_campaign(handle: Number, campaign: Text) -> f64 {
    number(|| {
        let command = Command::FollowCampaign { campaign: campaign.get("campaign")? };
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
        Event::Bill(BillEvent::SplitSet { rule, parts, spares_late_joiners }) => {
            json.key("rule");
            json.text(rule.name());
            json.key("parts");
            json.open('[');
            for item in parts {
                write_split_part(json, item, shown);
            }
            json.close(']');
            json.key("sparesLateJoiners");
            json.flag(*spares_late_joiners);
        }
        Event::Bill(BillEvent::LineSplitSet { line, rule, parts }) => {
            json.key("line");
            json.number(*line);
            json.key("rule");
            json.text(rule.name());
            json.key("parts");
            json.open('[');
            for item in parts {
                write_split_part(json, item, shown);
            }
            json.close(']');
        }
        Event::Bill(BillEvent::LineSplitCleared { line }) => {
            json.key("line");
            json.number(*line);
        }
        Event::Bill(BillEvent::MembersExcluded { members }) => {
            json.key("members");
            json.open('[');
            for item in members {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
        }
        Event::Bill(BillEvent::SponsorSet { member, amount_max_minor, person_max_minor }) => {
            json.key("member");
            match member {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
            json.key("amountMaxMinor");
            match amount_max_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("personMaxMinor");
            match person_max_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::ShareMinimumSet { minimum_minor }) => {
            json.key("minimumMinor");
            match minimum_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::AdjustmentSplitSet { adjustment_kind, rule, payer }) => {
            json.key("adjustmentKind");
            json.text(adjustment_kind.name());
            json.key("rule");
            json.text(rule.name());
            json.key("payer");
            match payer {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::AdjustmentAdded {
            adjustment_kind,
            amount_minor,
            percent,
            line,
            member,
            destination,
            label,
            is_included,
        }) => {
            json.key("adjustmentKind");
            json.text(adjustment_kind.name());
            json.key("amountMinor");
            match amount_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("percent");
            match percent {
                Some(item) => {
                    json.plain(*item);
                }
                None => json.null(),
            }
            json.key("line");
            match line {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("member");
            match member {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
            json.key("destination");
            match destination {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("label");
            match label {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("isIncluded");
            json.flag(*is_included);
        }
        Event::Bill(BillEvent::AdjustmentRemoved { adjustment, coupon }) => {
            json.key("adjustment");
            json.number(*adjustment);
            json.key("coupon");
            match coupon {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::DiscountAdded {
            percent,
            amount_minor,
            tiers,
            buy,
            get,
            skus,
            label,
            is_exclusive,
            priority,
            coupon,
        }) => {
            json.key("percent");
            match percent {
                Some(item) => {
                    json.plain(*item);
                }
                None => json.null(),
            }
            json.key("amountMinor");
            match amount_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("tiers");
            json.open('[');
            for item in tiers {
                write_quantity_tier(json, item);
            }
            json.close(']');
            json.key("buy");
            match buy {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("get");
            match get {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("skus");
            json.open('[');
            for item in skus {
                json.text(item);
            }
            json.close(']');
            json.key("label");
            match label {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("isExclusive");
            json.flag(*is_exclusive);
            json.key("priority");
            json.number(*priority);
            json.key("coupon");
            match coupon {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::DestinationSet { line, destination }) => {
            json.key("line");
            json.number(*line);
            json.key("destination");
            match destination {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::BillPoliciesSet { old_policies, policies }) => {
            json.key("oldPolicies");
            write_bill_policies(json, old_policies);
            json.key("policies");
            write_bill_policies(json, policies);
        }
        Event::Bill(BillEvent::GroupSet { group }) => {
            json.key("group");
            match group {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::BillFixed {
            total_minor,
            shares,
            behind,
            sharing,
            ledger_version,
        }) => {
            json.key("totalMinor");
            json.number(*total_minor);
            json.key("shares");
            json.open('[');
            for item in shares {
                write_minor_share(json, item, shown);
            }
            json.close(']');
            json.key("behind");
            json.open('[');
            for item in behind {
                json.number(*item);
            }
            json.close(']');
            json.key("sharing");
            json.open('[');
            for item in sharing {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
            json.key("ledgerVersion");
            json.number(*ledger_version);
        }
        Event::Bill(BillEvent::BillReopened) => {}
        Event::Bill(BillEvent::PaymentRecorded { payer, amount_minor }) => {
            json.key("payer");
            json.maybe_text(shown.member(*payer));
            json.key("amountMinor");
            json.number(*amount_minor);
        }
        Event::Bill(BillEvent::TransferRecorded { payer, payee, amount_minor }) => {
            json.key("payer");
            json.maybe_text(shown.member(*payer));
            json.key("payee");
            json.maybe_text(shown.member(*payee));
            json.key("amountMinor");
            json.number(*amount_minor);
        }
        Event::Bill(BillEvent::ItemRefunded { line, quantity, shares }) => {
            json.key("line");
            json.number(*line);
            json.key("quantity");
            json.number(*quantity);
            json.key("shares");
            json.open('[');
            for item in shares {
                write_minor_share(json, item, shown);
            }
            json.close(']');
        }
        Event::Pledged {
            campaign,
            sku,
            quantity,
            unit_price,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
        } => {
            json.key("campaign");
            json.text(campaign);
            json.key("sku");
            json.text(sku);
            json.key("quantity");
            json.number(*quantity);
            json.key("unitPrice");
            json.plain(*unit_price);
            json.key("campaignVersion");
            json.number(*campaign_version);
            json.key("status");
            json.text(status.name());
            json.key("tiersReached");
            json.number(*tiers_reached);
            json.key("locksAtMs");
            json.number(*locks_at_ms);
        }
        Event::CampaignFollowed {
            campaign,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
            changes,
            cuts,
        } => {
            json.key("campaign");
            json.text(campaign);
            json.key("campaignVersion");
            json.number(*campaign_version);
            json.key("status");
            json.text(status.name());
            json.key("tiersReached");
            json.number(*tiers_reached);
            json.key("locksAtMs");
            json.number(*locks_at_ms);
            json.key("changes");
            json.open('[');
            for item in changes {
                write_price_change(json, item);
            }
            json.close(']');
            json.key("cuts");
            json.open('[');
            for item in cuts {
                write_pledge_cut(json, item);
            }
            json.close(']');
        }
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

fn write_split_part(json: &mut Json, it: &SplitPart, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("value");
    json.plain(it.value);
    json.close('}');
}

fn write_quantity_tier(json: &mut Json, it: &QuantityTier) {
    json.open('{');
    json.key("quantity");
    json.number(it.quantity);
    json.key("percent");
    json.plain(it.percent);
    json.close('}');
}

fn write_bill_policies(json: &mut Json, it: &BillPolicies) {
    json.open('{');
    json.key("rounding");
    json.text(it.rounding.name());
    json.key("level");
    json.text(it.level.name());
    json.key("cashStepMinor");
    json.number(it.cash_step_minor);
    json.key("orderMinMinor");
    match &it.order_min_minor {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("orderMaxMinor");
    match &it.order_max_minor {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("isHard");
    json.flag(it.is_hard);
    json.close('}');
}

fn write_minor_share(json: &mut Json, it: &MinorShare, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("minor");
    json.number(it.minor);
    json.close('}');
}

fn write_pledge_cut(json: &mut Json, it: &PledgeCut) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("oldQuantity");
    json.number(it.old_quantity);
    json.key("quantity");
    json.number(it.quantity);
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
    json.key("campaign");
    match &it.campaign {
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

fn write_campaign_entry(json: &mut Json, it: &CampaignEntry) {
    json.open('{');
    json.key("campaign");
    json.text(&it.campaign);
    json.key("campaignVersion");
    json.number(it.campaign_version);
    json.key("status");
    json.text(it.status.name());
    json.key("tiersReached");
    json.number(it.tiers_reached);
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
    json.key("campaigns");
    json.open('[');
    for item in &it.campaigns {
        write_campaign_entry(json, item);
    }
    json.close(']');
    json.close('}');
}

fn write_adjustment_entry(json: &mut Json, it: &AdjustmentEntry, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.number(it.id);
    json.key("kind");
    json.text(it.kind.name());
    json.key("amount");
    json.money(it.amount);
    json.key("percent");
    match &it.percent {
        Some(item) => {
            json.plain(*item);
        }
        None => json.null(),
    }
    json.key("rule");
    json.text(it.rule.name());
    json.key("line");
    match &it.line {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("member");
    match &it.member {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("destination");
    match &it.destination {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("label");
    match &it.label {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("coupon");
    match &it.coupon {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("isIncluded");
    json.flag(it.is_included);
    json.close('}');
}

fn write_share_entry(json: &mut Json, it: &ShareEntry, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("lines");
    json.money(it.lines);
    json.key("adjustments");
    json.money(it.adjustments);
    json.key("total");
    json.money(it.total);
    json.key("refunded");
    json.money(it.refunded);
    json.key("paid");
    json.money(it.paid);
    json.key("balance");
    json.money(it.balance);
    json.close('}');
}

fn write_sponsor_entry(json: &mut Json, it: &SponsorEntry, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("amountMax");
    match &it.amount_max {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.key("personMax");
    match &it.person_max {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.close('}');
}

pub(crate) fn write_bill(json: &mut Json, it: &Bill, shown: &impl Shown) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("ledgerVersion");
    json.number(it.ledger_version);
    json.key("currency");
    json.plain(it.currency);
    json.key("subtotal");
    json.money(it.subtotal);
    json.key("adjustments");
    json.open('[');
    for item in &it.adjustments {
        write_adjustment_entry(json, item, shown);
    }
    json.close(']');
    json.key("total");
    json.money(it.total);
    json.key("refunded");
    json.money(it.refunded);
    json.key("paid");
    json.money(it.paid);
    json.key("due");
    json.money(it.due);
    json.key("shares");
    json.open('[');
    for item in &it.shares {
        write_share_entry(json, item, shown);
    }
    json.close(']');
    json.key("split");
    json.text(it.split.name());
    json.key("parts");
    json.open('[');
    for item in &it.parts {
        write_split_part(json, item, shown);
    }
    json.close(']');
    json.key("sparesLateJoiners");
    json.flag(it.spares_late_joiners);
    json.key("excludedMembers");
    json.open('[');
    for item in &it.excluded_members {
        json.maybe_text(shown.member(*item));
    }
    json.close(']');
    json.key("sponsor");
    match &it.sponsor {
        Some(item) => {
            write_sponsor_entry(json, item, shown);
        }
        None => json.null(),
    }
    json.key("shareMinimum");
    match &it.share_minimum {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.key("group");
    match &it.group {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("policies");
    write_bill_policies(json, &it.policies);
    json.key("isFixed");
    json.flag(it.is_fixed);
    json.key("isBelowMin");
    json.flag(it.is_below_min);
    json.key("isAboveMax");
    json.flag(it.is_above_max);
    json.close('}');
}

fn write_cell_entry(json: &mut Json, it: &CellEntry, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("line");
    match &it.line {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("adjustment");
    match &it.adjustment {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("amount");
    json.money(it.amount);
    json.key("row");
    json.money(it.row);
    json.key("reason");
    json.text(it.reason.name());
    json.key("part");
    json.number(it.part);
    json.key("parts");
    json.number(it.parts);
    json.key("text");
    json.text(&it.text);
    json.close('}');
}

pub(crate) fn write_explanation(json: &mut Json, it: &Explanation, shown: &impl Shown) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("cells");
    json.open('[');
    for item in &it.cells {
        write_cell_entry(json, item, shown);
    }
    json.close(']');
    json.close('}');
}

fn write_transfer_entry(json: &mut Json, it: &TransferEntry, shown: &impl Shown) {
    json.open('{');
    json.key("payer");
    json.maybe_text(shown.member(it.payer));
    json.key("payee");
    json.maybe_text(shown.member(it.payee));
    json.key("amount");
    json.money(it.amount);
    json.close('}');
}

pub(crate) fn write_settlement(json: &mut Json, it: &Settlement, shown: &impl Shown) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("transfers");
    json.open('[');
    for item in &it.transfers {
        write_transfer_entry(json, item, shown);
    }
    json.close(']');
    json.key("isExact");
    json.flag(it.is_exact);
    json.close('}');
}

fn write_campaign_sku_entry(json: &mut Json, it: &CampaignSkuEntry) {
    json.open('{');
    json.key("sku");
    json.text(&it.sku);
    json.key("regularPrice");
    json.plain(it.regular_price);
    json.key("unitPrice");
    json.plain(it.unit_price);
    json.key("quantity");
    json.number(it.quantity);
    json.close('}');
}

fn write_campaign_tier_entry(json: &mut Json, it: &CampaignTierEntry) {
    json.open('{');
    json.key("threshold");
    json.number(it.threshold);
    json.key("isReached");
    json.flag(it.is_reached);
    json.key("unitPrices");
    json.open('[');
    for item in &it.unit_prices {
        json.plain(*item);
    }
    json.close(']');
    json.close('}');
}

fn write_campaign_moment(json: &mut Json, it: &CampaignMoment) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("atMs");
    json.number(it.at_ms);
    json.key("kind");
    json.text(it.kind.name());
    json.key("tier");
    json.number(it.tier);
    json.close('}');
}

fn write_tipping_share(json: &mut Json, it: &TippingShare) {
    json.open('{');
    json.key("member");
    json.text(&it.member);
    json.key("now");
    json.money(it.now);
    json.key("then");
    json.money(it.then);
    json.close('}');
}

fn write_tipping_point(json: &mut Json, it: &TippingPoint) {
    json.open('{');
    json.key("threshold");
    json.number(it.threshold);
    json.key("missing");
    json.number(it.missing);
    json.key("tier");
    json.number(it.tier);
    json.key("unitPrices");
    json.open('[');
    for item in &it.unit_prices {
        json.plain(*item);
    }
    json.close(']');
    json.key("likely");
    json.open('[');
    for item in &it.likely {
        json.text(item);
    }
    json.close(']');
    json.key("shares");
    json.open('[');
    for item in &it.shares {
        write_tipping_share(json, item);
    }
    json.close(']');
    json.close('}');
}

fn write_pledge_entry(json: &mut Json, it: &PledgeEntry) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("member");
    json.text(&it.member);
    json.key("sku");
    json.text(&it.sku);
    json.key("quantity");
    json.number(it.quantity);
    json.key("counted");
    json.number(it.counted);
    json.close('}');
}

pub(crate) fn write_campaign_view(json: &mut Json, it: &CampaignView) {
    json.open('{');
    json.key("id");
    json.text(&it.id);
    json.key("version");
    json.number(it.version);
    json.key("status");
    json.text(it.status.name());
    json.key("currency");
    json.plain(it.currency);
    json.key("measure");
    json.text(it.measure.name());
    json.key("skus");
    json.open('[');
    for item in &it.skus {
        write_campaign_sku_entry(json, item);
    }
    json.close(']');
    json.key("tiers");
    json.open('[');
    for item in &it.tiers {
        write_campaign_tier_entry(json, item);
    }
    json.close(']');
    json.key("minimum");
    json.number(it.minimum);
    json.key("maximum");
    match &it.maximum {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("memberMin");
    match &it.member_min {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("memberMax");
    match &it.member_max {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("leader");
    match &it.leader {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("opensAtMs");
    json.number(it.opens_at_ms);
    json.key("locksAtMs");
    json.number(it.locks_at_ms);
    json.key("closesAtMs");
    json.number(it.closes_at_ms);
    json.key("atDeadline");
    json.text(it.at_deadline.name());
    json.key("isExtended");
    json.flag(it.is_extended);
    json.key("reached");
    json.number(it.reached);
    json.key("isTipped");
    json.flag(it.is_tipped);
    json.key("tiersReached");
    json.number(it.tiers_reached);
    json.key("quantity");
    json.number(it.quantity);
    json.key("waiting");
    json.number(it.waiting);
    json.key("amount");
    json.money(it.amount);
    json.key("members");
    json.number(it.members);
    json.key("carts");
    json.number(it.carts);
    json.key("moments");
    json.open('[');
    for item in &it.moments {
        write_campaign_moment(json, item);
    }
    json.close(']');
    json.key("next");
    match &it.next {
        Some(item) => {
            write_tipping_point(json, item);
        }
        None => json.null(),
    }
    json.key("pledges");
    json.open('[');
    for item in &it.pledges {
        write_pledge_entry(json, item);
    }
    json.close(']');
    json.close('}');
}

fn write_campaign_row(json: &mut Json, it: &CampaignRow) {
    json.open('{');
    json.key("cart");
    json.plain(it.cart);
    json.key("member");
    json.text(&it.member);
    json.key("sku");
    json.text(&it.sku);
    json.key("quantity");
    json.number(it.quantity);
    json.key("waiting");
    json.number(it.waiting);
    json.key("amount");
    json.money(it.amount);
    json.close('}');
}

fn write_campaign_total(json: &mut Json, it: &CampaignTotal) {
    json.open('{');
    json.key("name");
    json.text(&it.name);
    json.key("quantity");
    json.number(it.quantity);
    json.key("amount");
    json.money(it.amount);
    json.close('}');
}

pub(crate) fn write_campaign_list(json: &mut Json, it: &CampaignList) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("rows");
    json.open('[');
    for item in &it.rows {
        write_campaign_row(json, item);
    }
    json.close(']');
    json.key("members");
    json.open('[');
    for item in &it.members {
        write_campaign_total(json, item);
    }
    json.close(']');
    json.key("skus");
    json.open('[');
    for item in &it.skus {
        write_campaign_total(json, item);
    }
    json.close(']');
    json.close('}');
}

/// Writes a view as `views.js` reads it, a line for each part.
pub(crate) fn view_parts(json: &mut Json, it: &CartView, shown: &impl Shown) {
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
    json.next_part();
    json.open('[');
    for item in &it.lines {
        write_line_item(json, item, shown);
    }
    json.close(']');
    json.next_part();
    json.money(it.subtotal);
    json.next_part();
    json.money(it.total);
    json.next_part();
    json.open('[');
    for item in &it.members {
        write_member_entry(json, item);
    }
    json.close(']');
    json.next_part();
    json.open('[');
    for item in &it.roles {
        write_role_entry(json, item);
    }
    json.close(']');
    json.next_part();
    json.open('[');
    for item in &it.invitations {
        write_invitation_entry(json, item, shown);
    }
    json.close(']');
    json.next_part();
    json.open('[');
    for item in &it.campaigns {
        write_campaign_entry(json, item);
    }
    json.close(']');
}
