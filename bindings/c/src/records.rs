// @generated from core/src/command.rs by cargo gen
//! Views as structs that borrow from their handle.

#![allow(clippy::needless_borrow, unused_variables, reason = "written alike for every type")]

use cartpool::*;

use crate::input::CartpoolStr;
use crate::output::{Arena, CartpoolMoney, CartpoolOption, Names, bits};

/// What a cart's members agreed on.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPolicies {
    /// Who may edit lines. A `CARTPOOL_EDIT_POLICY_…`.
    pub edit: u32,
    /// Whether adding what is already there grows that line instead of making another.
    pub merges_lines: bool,
    /// Whether viewers may suggest.
    pub allows_suggestions: bool,
}

pub(crate) fn fill_policies(arena: &mut Arena, names: &Names, it: &Policies) -> CartpoolPolicies {
    CartpoolPolicies {
        edit: it.edit as u32,
        merges_lines: it.merges_lines,
        allows_suggestions: it.allows_suggestions,
    }
}

/// A line of a cart.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolLineItem {
    /// The line's id: the version that made it.
    pub id: u64,
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// How many.
    pub quantity: u32,
    /// The price of one; may be finer than the currency.
    pub unit_price: CartpoolStr,
    /// Quantity times unit price, rounded half up once.
    pub line_total: CartpoolMoney,
    /// Who added it.
    pub added_by: CartpoolStr,
    /// Who changed it last.
    pub changed_by: CartpoolStr,
    /// When it was added, in Unix milliseconds, to the second.
    pub added_at_ms: u64,
    /// What sets it apart, in the order of the keys.
    pub options: *const CartpoolOption,
    /// How many.
    pub options_len: usize,
    /// Why, in a member's words.
    pub note: CartpoolStr,
    /// For whom; none means for everybody.
    pub beneficiaries: *const CartpoolStr,
    /// How many.
    pub beneficiaries_len: usize,
    /// What it is for.
    pub purpose: CartpoolStr,
    /// The project it belongs to.
    pub project: CartpoolStr,
    /// Who bears the cost.
    pub cost_centre: CartpoolStr,
    /// The campaign it is pledged to.
    pub campaign: CartpoolStr,
}

pub(crate) fn fill_line_item(arena: &mut Arena, names: &Names, it: &LineItem) -> CartpoolLineItem {
    let options = it.options.iter().map(CartpoolOption::of).collect();
    let (options, options_len) = arena.list(options);
    let beneficiaries = it.beneficiaries.iter().map(|item| names.of(*item)).collect();
    let (beneficiaries, beneficiaries_len) = arena.list(beneficiaries);
    CartpoolLineItem {
        id: it.id.0,
        sku: CartpoolStr::of(&it.sku),
        quantity: it.quantity,
        unit_price: arena.text(&it.unit_price),
        line_total: arena.money(it.line_total),
        added_by: names.of(it.added_by),
        changed_by: names.of(it.changed_by),
        added_at_ms: it.added_at_ms,
        options,
        options_len,
        note: it.note.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        beneficiaries,
        beneficiaries_len,
        purpose: it.purpose.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        project: it.project.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        cost_centre: it
            .cost_centre
            .as_ref()
            .map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        campaign: it.campaign.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
    }
}

/// A member who is present.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolMemberEntry {
    /// The member's id.
    pub id: CartpoolStr,
    /// The role's name.
    pub role: CartpoolStr,
}

pub(crate) fn fill_member_entry(
    arena: &mut Arena,
    names: &Names,
    it: &MemberEntry,
) -> CartpoolMemberEntry {
    CartpoolMemberEntry { id: CartpoolStr::of(&it.id), role: CartpoolStr::of(&it.role) }
}

/// A custom role.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolRoleEntry {
    /// The role's name.
    pub name: CartpoolStr,
    /// What it may do. The bits `1 << CARTPOOL_CAPABILITY_…`.
    pub capabilities: u64,
    /// The most its holder's lines may sum to.
    pub money_cap: *const CartpoolMoney,
    /// The only categories it may add; none means all.
    pub categories_allowed: *const CartpoolStr,
    /// How many.
    pub categories_allowed_len: usize,
    /// Categories it may not add.
    pub categories_denied: *const CartpoolStr,
    /// How many.
    pub categories_denied_len: usize,
}

pub(crate) fn fill_role_entry(
    arena: &mut Arena,
    names: &Names,
    it: &RoleEntry,
) -> CartpoolRoleEntry {
    let categories_allowed =
        it.categories_allowed.iter().map(|item| CartpoolStr::of(&item)).collect();
    let (categories_allowed, categories_allowed_len) = arena.list(categories_allowed);
    let categories_denied =
        it.categories_denied.iter().map(|item| CartpoolStr::of(&item)).collect();
    let (categories_denied, categories_denied_len) = arena.list(categories_denied);
    CartpoolRoleEntry {
        name: CartpoolStr::of(&it.name),
        capabilities: bits(it.capabilities),
        money_cap: match &it.money_cap {
            Some(item) => {
                let item = arena.money(*item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        categories_allowed,
        categories_allowed_len,
        categories_denied,
        categories_denied_len,
    }
}

/// A pending invitation; only those who may invite see it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolInvitationEntry {
    /// The invitation's id: the version that made it.
    pub id: u64,
    /// The role those who join get.
    pub role: CartpoolStr,
    /// Who made it; nobody where the host did.
    pub invited_by: CartpoolStr,
    /// How often it may still be used.
    pub uses_left: u32,
    /// When it expires, in Unix milliseconds.
    pub expires_at_ms: u64,
}

pub(crate) fn fill_invitation_entry(
    arena: &mut Arena,
    names: &Names,
    it: &InvitationEntry,
) -> CartpoolInvitationEntry {
    CartpoolInvitationEntry {
        id: it.id,
        role: CartpoolStr::of(&it.role),
        invited_by: it.invited_by.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
        uses_left: it.uses_left,
        expires_at_ms: it.expires_at_ms,
    }
}

/// A hold on the cart.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolLockEntry {
    /// Who holds it; nobody where the host does.
    pub holder: CartpoolStr,
    /// When it ends by itself, in Unix milliseconds.
    pub until_ms: u64,
}

pub(crate) fn fill_lock_entry(
    arena: &mut Arena,
    names: &Names,
    it: &LockEntry,
) -> CartpoolLockEntry {
    CartpoolLockEntry {
        holder: it.holder.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
        until_ms: it.until_ms,
    }
}

/// A campaign that a cart has pledged to, as the cart knows it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignEntry {
    /// The campaign's id.
    pub campaign: CartpoolStr,
    /// The campaign's version that the cart knows.
    pub campaign_version: u64,
    /// Where the campaign is in its life, without regard to the time of day. A
    /// `CARTPOOL_CAMPAIGN_STATUS_…`.
    pub status: u32,
    /// How many of its tiers are reached.
    pub tiers_reached: u32,
}

pub(crate) fn fill_campaign_entry(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignEntry,
) -> CartpoolCampaignEntry {
    CartpoolCampaignEntry {
        campaign: CartpoolStr::of(&it.campaign),
        campaign_version: it.campaign_version,
        status: it.status as u32,
        tiers_reached: it.tiers_reached,
    }
}

/// A cart at one version, as one principal may see it.
///
/// Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership
/// offer in it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCartView {
    /// The cart's id.
    pub id: CartpoolStr,
    /// The version this is.
    pub version: u64,
    /// Where the cart is in its life. A `CARTPOOL_CART_STATUS_…`.
    pub status: u32,
    /// What the cart is called.
    pub title: CartpoolStr,
    /// What the cart is for.
    pub purpose: CartpoolStr,
    /// The cart's one currency.
    pub currency: CartpoolStr,
    /// The setting it started from. A `CARTPOOL_PRESET_…`.
    pub preset: u32,
    /// The policies in force.
    pub policies: CartpoolPolicies,
    /// Whether anybody but the owner ever joined.
    pub is_shared: bool,
    /// When it was made, in Unix milliseconds.
    pub created_at_ms: u64,
    /// When it last changed, in Unix milliseconds.
    pub changed_at_ms: u64,
    /// The version of the price list the prices are of; 0 before the first repricing.
    pub prices_version: u64,
    /// The lines, oldest first.
    pub lines: *const CartpoolLineItem,
    /// How many.
    pub lines_len: usize,
    /// The sum of the line totals.
    pub subtotal: CartpoolMoney,
    /// What is to be paid: the subtotal with all adjustments.
    pub total: CartpoolMoney,
    /// The members present, in the order they joined.
    pub members: *const CartpoolMemberEntry,
    /// How many.
    pub members_len: usize,
    /// The custom roles.
    pub roles: *const CartpoolRoleEntry,
    /// How many.
    pub roles_len: usize,
    /// The pending invitations.
    pub invitations: *const CartpoolInvitationEntry,
    /// How many.
    pub invitations_len: usize,
    /// The hold on the cart, if one is in force.
    pub lock: *const CartpoolLockEntry,
    /// To whom ownership is offered.
    pub ownership_offered_to: CartpoolStr,
    /// The campaigns that the cart has pledged to.
    pub campaigns: *const CartpoolCampaignEntry,
    /// How many.
    pub campaigns_len: usize,
}

pub(crate) fn fill_cart_view(arena: &mut Arena, names: &Names, it: &CartView) -> CartpoolCartView {
    let lines = it.lines.iter().map(|item| fill_line_item(arena, names, &item)).collect();
    let (lines, lines_len) = arena.list(lines);
    let members = it.members.iter().map(|item| fill_member_entry(arena, names, &item)).collect();
    let (members, members_len) = arena.list(members);
    let roles = it.roles.iter().map(|item| fill_role_entry(arena, names, &item)).collect();
    let (roles, roles_len) = arena.list(roles);
    let invitations =
        it.invitations.iter().map(|item| fill_invitation_entry(arena, names, &item)).collect();
    let (invitations, invitations_len) = arena.list(invitations);
    let campaigns =
        it.campaigns.iter().map(|item| fill_campaign_entry(arena, names, &item)).collect();
    let (campaigns, campaigns_len) = arena.list(campaigns);
    CartpoolCartView {
        id: arena.text(&it.id),
        version: it.version,
        status: it.status as u32,
        title: it.title.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        purpose: it.purpose.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        currency: arena.text(&it.currency),
        preset: it.preset as u32,
        policies: fill_policies(arena, names, &it.policies),
        is_shared: it.is_shared,
        created_at_ms: it.created_at_ms,
        changed_at_ms: it.changed_at_ms,
        prices_version: it.prices_version,
        lines,
        lines_len,
        subtotal: arena.money(it.subtotal),
        total: arena.money(it.total),
        members,
        members_len,
        roles,
        roles_len,
        invitations,
        invitations_len,
        lock: match &it.lock {
            Some(item) => {
                let item = fill_lock_entry(arena, names, &item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        ownership_offered_to: it
            .ownership_offered_to
            .as_ref()
            .map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
        campaigns,
        campaigns_len,
    }
}

/// Something that is added to the lines, or taken off.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAdjustmentEntry {
    /// Its id: the version that made it; 0 for the rounding to the smallest coin.
    pub id: u64,
    /// Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
    pub kind: u32,
    /// What it adds, or takes off where it is negative.
    pub amount: CartpoolMoney,
    /// How many percent, where it is given so.
    pub percent: CartpoolStr,
    /// How it is shared. A `CARTPOOL_ADJUSTMENT_RULE_…`.
    pub rule: u32,
    /// The line it is of.
    pub line: *const u64,
    /// The member it is for.
    pub member: CartpoolStr,
    /// The destination it is of.
    pub destination: CartpoolStr,
    /// What it is called.
    pub label: CartpoolStr,
    /// The code of the coupon that brought it.
    pub coupon: CartpoolStr,
    /// Whether the prices hold it already: then it adds nothing.
    pub is_included: bool,
}

pub(crate) fn fill_adjustment_entry(
    arena: &mut Arena,
    names: &Names,
    it: &AdjustmentEntry,
) -> CartpoolAdjustmentEntry {
    CartpoolAdjustmentEntry {
        id: it.id,
        kind: it.kind as u32,
        amount: arena.money(it.amount),
        percent: it.percent.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
        rule: it.rule as u32,
        line: match &it.line {
            Some(item) => {
                let item = item.0;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        member: it.member.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
        destination: it
            .destination
            .as_ref()
            .map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        label: it.label.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        coupon: it.coupon.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        is_included: it.is_included,
    }
}

/// What one member owes.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolShareEntry {
    /// The member.
    pub member: CartpoolStr,
    /// Their part of the lines.
    pub lines: CartpoolMoney,
    /// Their part of the adjustments, and what a sponsor or a minimum changes.
    pub adjustments: CartpoolMoney,
    /// What they pay in all.
    pub total: CartpoolMoney,
    /// What of it was given back.
    pub refunded: CartpoolMoney,
    /// What they paid the merchant, and the other members.
    pub paid: CartpoolMoney,
    /// What they are owed by the others, or owe where it is negative. Zero before anybody paid.
    pub balance: CartpoolMoney,
}

pub(crate) fn fill_share_entry(
    arena: &mut Arena,
    names: &Names,
    it: &ShareEntry,
) -> CartpoolShareEntry {
    CartpoolShareEntry {
        member: names.of(it.member),
        lines: arena.money(it.lines),
        adjustments: arena.money(it.adjustments),
        total: arena.money(it.total),
        refunded: arena.money(it.refunded),
        paid: arena.money(it.paid),
        balance: arena.money(it.balance),
    }
}

/// A member's part of a split.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSplitPart {
    /// The member.
    pub member: CartpoolStr,
    /// Their weight, percent or amount.
    pub value: CartpoolStr,
}

pub(crate) fn fill_split_part(
    arena: &mut Arena,
    names: &Names,
    it: &SplitPart,
) -> CartpoolSplitPart {
    CartpoolSplitPart { member: names.of(it.member), value: arena.text(&it.value) }
}

/// Who pays for others.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSponsorEntry {
    /// The member.
    pub member: CartpoolStr,
    /// The most they pay for others in all.
    pub amount_max: *const CartpoolMoney,
    /// The most they pay for each.
    pub person_max: *const CartpoolMoney,
}

pub(crate) fn fill_sponsor_entry(
    arena: &mut Arena,
    names: &Names,
    it: &SponsorEntry,
) -> CartpoolSponsorEntry {
    CartpoolSponsorEntry {
        member: names.of(it.member),
        amount_max: match &it.amount_max {
            Some(item) => {
                let item = arena.money(*item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        person_max: match &it.person_max {
            Some(item) => {
                let item = arena.money(*item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
    }
}

/// How a bill is rounded, and what it may come to.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolBillPolicies {
    /// How what is no whole minor unit is rounded. A `CARTPOOL_ROUNDING_MODE_…`.
    pub rounding: u32,
    /// What of a tax in percent is rounded. A `CARTPOOL_ROUNDING_LEVEL_…`.
    pub level: u32,
    /// The total is rounded to this many minor units; 1 changes nothing.
    pub cash_step_minor: u32,
    /// The least a bill may come to, in minor units.
    pub order_min_minor: *const u64,
    /// The most a bill may come to, in minor units.
    pub order_max_minor: *const u64,
    /// Whether a bill beyond these cannot be fixed, or only says so.
    pub is_hard: bool,
}

pub(crate) fn fill_bill_policies(
    arena: &mut Arena,
    names: &Names,
    it: &BillPolicies,
) -> CartpoolBillPolicies {
    CartpoolBillPolicies {
        rounding: it.rounding as u32,
        level: it.level as u32,
        cash_step_minor: it.cash_step_minor,
        order_min_minor: match &it.order_min_minor {
            Some(item) => {
                let item = *item;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        order_max_minor: match &it.order_max_minor {
            Some(item) => {
                let item = *item;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        is_hard: it.is_hard,
    }
}

/// A cart's bill at one version: a pure function of that version, and of the ledger's where
/// the cart has a group.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolBill {
    /// The cart's version.
    pub version: u64,
    /// The version of the group's ledger whose spare cents it counts; 0 without a group.
    pub ledger_version: u64,
    /// The currency.
    pub currency: CartpoolStr,
    /// The sum of the line totals.
    pub subtotal: CartpoolMoney,
    /// What is added and taken off, in the order in which it is counted.
    pub adjustments: *const CartpoolAdjustmentEntry,
    /// How many.
    pub adjustments_len: usize,
    /// What is to be paid.
    pub total: CartpoolMoney,
    /// What was given back.
    pub refunded: CartpoolMoney,
    /// What the merchant got.
    pub paid: CartpoolMoney,
    /// What the merchant still gets, or has to give back where it is negative.
    pub due: CartpoolMoney,
    /// What each owes, in the order in which they joined.
    pub shares: *const CartpoolShareEntry,
    /// How many.
    pub shares_len: usize,
    /// How the lines are shared. A `CARTPOOL_SPLIT_RULE_…`.
    pub split: u32,
    /// Each member's part of that; hidden like every name from those who may not see people.
    pub parts: *const CartpoolSplitPart,
    /// How many.
    pub parts_len: usize,
    /// Whether whoever joins late is spared what was in the cart before.
    pub spares_late_joiners: bool,
    /// Who shares in nothing that is split among everybody.
    pub excluded_members: *const CartpoolStr,
    /// How many.
    pub excluded_members_len: usize,
    /// Who pays for others.
    pub sponsor: *const CartpoolSponsorEntry,
    /// The least that each pays.
    pub share_minimum: *const CartpoolMoney,
    /// The group whose ledger the cart belongs to.
    pub group: CartpoolStr,
    /// How it is rounded and bounded.
    pub policies: CartpoolBillPolicies,
    /// Whether it is fixed.
    pub is_fixed: bool,
    /// Whether it is below the order's minimum.
    pub is_below_min: bool,
    /// Whether it is above the order's maximum.
    pub is_above_max: bool,
}

pub(crate) fn fill_bill(arena: &mut Arena, names: &Names, it: &Bill) -> CartpoolBill {
    let adjustments =
        it.adjustments.iter().map(|item| fill_adjustment_entry(arena, names, &item)).collect();
    let (adjustments, adjustments_len) = arena.list(adjustments);
    let shares = it.shares.iter().map(|item| fill_share_entry(arena, names, &item)).collect();
    let (shares, shares_len) = arena.list(shares);
    let parts = it.parts.iter().map(|item| fill_split_part(arena, names, &item)).collect();
    let (parts, parts_len) = arena.list(parts);
    let excluded_members = it.excluded_members.iter().map(|item| names.of(*item)).collect();
    let (excluded_members, excluded_members_len) = arena.list(excluded_members);
    CartpoolBill {
        version: it.version,
        ledger_version: it.ledger_version,
        currency: arena.text(&it.currency),
        subtotal: arena.money(it.subtotal),
        adjustments,
        adjustments_len,
        total: arena.money(it.total),
        refunded: arena.money(it.refunded),
        paid: arena.money(it.paid),
        due: arena.money(it.due),
        shares,
        shares_len,
        split: it.split as u32,
        parts,
        parts_len,
        spares_late_joiners: it.spares_late_joiners,
        excluded_members,
        excluded_members_len,
        sponsor: match &it.sponsor {
            Some(item) => {
                let item = fill_sponsor_entry(arena, names, &item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        share_minimum: match &it.share_minimum {
            Some(item) => {
                let item = arena.money(*item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        group: it.group.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        policies: fill_bill_policies(arena, names, &it.policies),
        is_fixed: it.is_fixed,
        is_below_min: it.is_below_min,
        is_above_max: it.is_above_max,
    }
}

/// What one member pays of one row of the bill, and why.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCellEntry {
    /// The member.
    pub member: CartpoolStr,
    /// The line, where the row is one.
    pub line: *const u64,
    /// The adjustment, where the row is one.
    pub adjustment: *const u64,
    /// What they pay of it.
    pub amount: CartpoolMoney,
    /// The whole row.
    pub row: CartpoolMoney,
    /// Why. A `CARTPOOL_CELL_REASON_…`.
    pub reason: u32,
    /// Their part …
    pub part: u64,
    /// … of so many.
    pub parts: u64,
    /// The same as a sentence, without a name.
    pub text: CartpoolStr,
}

pub(crate) fn fill_cell_entry(
    arena: &mut Arena,
    names: &Names,
    it: &CellEntry,
) -> CartpoolCellEntry {
    CartpoolCellEntry {
        member: names.of(it.member),
        line: match &it.line {
            Some(item) => {
                let item = item.0;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        adjustment: match &it.adjustment {
            Some(item) => {
                let item = *item;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        amount: arena.money(it.amount),
        row: arena.money(it.row),
        reason: it.reason as u32,
        part: it.part,
        parts: it.parts,
        text: CartpoolStr::of(&it.text),
    }
}

/// Why each owes what they owe: every cell of the bill's table that is not zero.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolExplanation {
    /// The cart's version.
    pub version: u64,
    /// The cells, row by row, and in a row in the order in which members joined.
    pub cells: *const CartpoolCellEntry,
    /// How many.
    pub cells_len: usize,
}

pub(crate) fn fill_explanation(
    arena: &mut Arena,
    names: &Names,
    it: &Explanation,
) -> CartpoolExplanation {
    let cells = it.cells.iter().map(|item| fill_cell_entry(arena, names, &item)).collect();
    let (cells, cells_len) = arena.list(cells);
    CartpoolExplanation { version: it.version, cells, cells_len }
}

/// A payment between two members.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolTransferEntry {
    /// Who pays.
    pub payer: CartpoolStr,
    /// Whom.
    pub payee: CartpoolStr,
    /// How much.
    pub amount: CartpoolMoney,
}

pub(crate) fn fill_transfer_entry(
    arena: &mut Arena,
    names: &Names,
    it: &TransferEntry,
) -> CartpoolTransferEntry {
    CartpoolTransferEntry {
        payer: names.of(it.payer),
        payee: names.of(it.payee),
        amount: arena.money(it.amount),
    }
}

/// Who pays whom, so that everybody has paid what they owe.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSettlement {
    /// The cart's version.
    pub version: u64,
    /// The payments.
    pub transfers: *const CartpoolTransferEntry,
    /// How many.
    pub transfers_len: usize,
    /// Whether there is no way with fewer payments; large groups get a good way instead of the
    /// best.
    pub is_exact: bool,
}

pub(crate) fn fill_settlement(
    arena: &mut Arena,
    names: &Names,
    it: &Settlement,
) -> CartpoolSettlement {
    let transfers =
        it.transfers.iter().map(|item| fill_transfer_entry(arena, names, &item)).collect();
    let (transfers, transfers_len) = arena.list(transfers);
    CartpoolSettlement { version: it.version, transfers, transfers_len, is_exact: it.is_exact }
}

/// A SKU of a campaign.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignSkuEntry {
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// What one costs while no tier is reached.
    pub regular_price: CartpoolStr,
    /// What one costs now.
    pub unit_price: CartpoolStr,
    /// Units that count.
    pub quantity: u64,
}

pub(crate) fn fill_campaign_sku_entry(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignSkuEntry,
) -> CartpoolCampaignSkuEntry {
    CartpoolCampaignSkuEntry {
        sku: CartpoolStr::of(&it.sku),
        regular_price: arena.text(&it.regular_price),
        unit_price: arena.text(&it.unit_price),
        quantity: it.quantity,
    }
}

/// A price tier of a campaign.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignTierEntry {
    /// From how much on, in the campaign's measure.
    pub threshold: u64,
    /// Whether it is reached.
    pub is_reached: bool,
    /// What one of each SKU then costs, in the campaign's order.
    pub unit_prices: *const CartpoolStr,
    /// How many.
    pub unit_prices_len: usize,
}

pub(crate) fn fill_campaign_tier_entry(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignTierEntry,
) -> CartpoolCampaignTierEntry {
    let unit_prices = it.unit_prices.iter().map(|item| arena.text(&item)).collect();
    let (unit_prices, unit_prices_len) = arena.list(unit_prices);
    CartpoolCampaignTierEntry {
        threshold: it.threshold,
        is_reached: it.is_reached,
        unit_prices,
        unit_prices_len,
    }
}

/// Something that everybody is to hear of.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignMoment {
    /// The campaign's version that made it.
    pub version: u64,
    /// When, in Unix milliseconds.
    pub at_ms: u64,
    /// What. A `CARTPOOL_CAMPAIGN_MOMENT_KIND_…`.
    pub kind: u32,
    /// Which tier, counted from 1, where it is about one; else 0.
    pub tier: u32,
}

pub(crate) fn fill_campaign_moment(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignMoment,
) -> CartpoolCampaignMoment {
    CartpoolCampaignMoment {
        version: it.version,
        at_ms: it.at_ms,
        kind: it.kind as u32,
        tier: it.tier,
    }
}

/// What somebody pays for what they have pledged, now and if the campaign got further.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolTippingShare {
    /// Who.
    pub member: CartpoolStr,
    /// Now.
    pub now: CartpoolMoney,
    /// Then.
    pub then: CartpoolMoney,
}

pub(crate) fn fill_tipping_share(
    arena: &mut Arena,
    names: &Names,
    it: &TippingShare,
) -> CartpoolTippingShare {
    CartpoolTippingShare {
        member: CartpoolStr::of(&it.member),
        now: arena.money(it.now),
        then: arena.money(it.then),
    }
}

/// What would bring a campaign further: to its minimum or to its next tier, whichever is
/// nearer.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolTippingPoint {
    /// What must be reached, in the campaign's measure.
    pub threshold: u64,
    /// How much is missing.
    pub missing: u64,
    /// Which tier would be reached, counted from 1; 0 where only the minimum would.
    pub tier: u32,
    /// What one of each SKU would then cost, in the campaign's order.
    pub unit_prices: *const CartpoolStr,
    /// How many.
    pub unit_prices_len: usize,
    /// From whom it may come: members of the cart who may pledge and have pledged nothing yet.
    pub likely: *const CartpoolStr,
    /// How many.
    pub likely_len: usize,
    /// What each in the cart who has pledged pays.
    pub shares: *const CartpoolTippingShare,
    /// How many.
    pub shares_len: usize,
}

pub(crate) fn fill_tipping_point(
    arena: &mut Arena,
    names: &Names,
    it: &TippingPoint,
) -> CartpoolTippingPoint {
    let unit_prices = it.unit_prices.iter().map(|item| arena.text(&item)).collect();
    let (unit_prices, unit_prices_len) = arena.list(unit_prices);
    let likely = it.likely.iter().map(|item| CartpoolStr::of(&item)).collect();
    let (likely, likely_len) = arena.list(likely);
    let shares = it.shares.iter().map(|item| fill_tipping_share(arena, names, &item)).collect();
    let (shares, shares_len) = arena.list(shares);
    CartpoolTippingPoint {
        threshold: it.threshold,
        missing: it.missing,
        tier: it.tier,
        unit_prices,
        unit_prices_len,
        likely,
        likely_len,
        shares,
        shares_len,
    }
}

/// What a cart has pledged on one line.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPledgeEntry {
    /// The line.
    pub line: u64,
    /// Who pledged; empty where people may not be seen.
    pub member: CartpoolStr,
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// How many.
    pub quantity: u32,
    /// How many of them the campaign takes as it is; the others wait.
    pub counted: u32,
}

pub(crate) fn fill_pledge_entry(
    arena: &mut Arena,
    names: &Names,
    it: &PledgeEntry,
) -> CartpoolPledgeEntry {
    CartpoolPledgeEntry {
        line: it.line.0,
        member: CartpoolStr::of(&it.member),
        sku: CartpoolStr::of(&it.sku),
        quantity: it.quantity,
        counted: it.counted,
    }
}

/// A campaign at one version.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignView {
    /// Its id.
    pub id: CartpoolStr,
    /// How many events it has had.
    pub version: u64,
    /// Where it is in its life. A `CARTPOOL_CAMPAIGN_STATUS_…`.
    pub status: u32,
    /// The currency of the carts it is for.
    pub currency: CartpoolStr,
    /// What its thresholds count. A `CARTPOOL_CAMPAIGN_MEASURE_…`.
    pub measure: u32,
    /// What it is for.
    pub skus: *const CartpoolCampaignSkuEntry,
    /// How many.
    pub skus_len: usize,
    /// Its price tiers, lowest first.
    pub tiers: *const CartpoolCampaignTierEntry,
    /// How many.
    pub tiers_len: usize,
    /// At how much it tips, in its measure.
    pub minimum: u64,
    /// Units it takes in all.
    pub maximum: *const u64,
    /// Units a pledge has at least.
    pub member_min: *const u32,
    /// Units one member may pledge, over all carts.
    pub member_max: *const u32,
    /// Who leads it; nothing to members who do not see people.
    pub leader: CartpoolStr,
    /// When it opens, in Unix milliseconds; 0 where it was open from the beginning.
    pub opens_at_ms: u64,
    /// From when on pledges only grow, in Unix milliseconds.
    pub locks_at_ms: u64,
    /// Its deadline, in Unix milliseconds.
    pub closes_at_ms: u64,
    /// What becomes of it below its minimum at its deadline. A `CARTPOOL_DEADLINE_POLICY_…`.
    pub at_deadline: u32,
    /// Whether its deadline was moved.
    pub is_extended: bool,
    /// How much it has reached, in its measure.
    pub reached: u64,
    /// Whether it has reached its minimum.
    pub is_tipped: bool,
    /// How many of its tiers are reached.
    pub tiers_reached: u32,
    /// Units that count.
    pub quantity: u64,
    /// Units that wait because the campaign, or a member, has the most there may be.
    pub waiting: u64,
    /// What the units that count come to now.
    pub amount: CartpoolMoney,
    /// Who holds pledges. Somebody who does so in two carts counts once where the campaign counts
    /// members or bounds what each may pledge, and twice elsewhere.
    pub members: u64,
    /// Carts that have pledged or were about to.
    pub carts: u64,
    /// What everybody was to hear of, oldest first: the last 256.
    pub moments: *const CartpoolCampaignMoment,
    /// How many.
    pub moments_len: usize,
    /// What would bring it further; nothing where it is decided or all is reached.
    pub next: *const CartpoolTippingPoint,
    /// What the reader's cart has pledged; nothing for the host.
    pub pledges: *const CartpoolPledgeEntry,
    /// How many.
    pub pledges_len: usize,
}

pub(crate) fn fill_campaign_view(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignView,
) -> CartpoolCampaignView {
    let skus = it.skus.iter().map(|item| fill_campaign_sku_entry(arena, names, &item)).collect();
    let (skus, skus_len) = arena.list(skus);
    let tiers = it.tiers.iter().map(|item| fill_campaign_tier_entry(arena, names, &item)).collect();
    let (tiers, tiers_len) = arena.list(tiers);
    let moments = it.moments.iter().map(|item| fill_campaign_moment(arena, names, &item)).collect();
    let (moments, moments_len) = arena.list(moments);
    let pledges = it.pledges.iter().map(|item| fill_pledge_entry(arena, names, &item)).collect();
    let (pledges, pledges_len) = arena.list(pledges);
    CartpoolCampaignView {
        id: CartpoolStr::of(&it.id),
        version: it.version,
        status: it.status as u32,
        currency: arena.text(&it.currency),
        measure: it.measure as u32,
        skus,
        skus_len,
        tiers,
        tiers_len,
        minimum: it.minimum,
        maximum: match &it.maximum {
            Some(item) => {
                let item = *item;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        member_min: match &it.member_min {
            Some(item) => {
                let item = *item;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        member_max: match &it.member_max {
            Some(item) => {
                let item = *item;
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        leader: it.leader.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        opens_at_ms: it.opens_at_ms,
        locks_at_ms: it.locks_at_ms,
        closes_at_ms: it.closes_at_ms,
        at_deadline: it.at_deadline as u32,
        is_extended: it.is_extended,
        reached: it.reached,
        is_tipped: it.is_tipped,
        tiers_reached: it.tiers_reached,
        quantity: it.quantity,
        waiting: it.waiting,
        amount: arena.money(it.amount),
        members: it.members,
        carts: it.carts,
        moments,
        moments_len,
        next: match &it.next {
            Some(item) => {
                let item = fill_tipping_point(arena, names, &item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        pledges,
        pledges_len,
    }
}

/// What a member of a cart gets.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignRow {
    /// The cart.
    pub cart: CartpoolStr,
    /// Who pledged.
    pub member: CartpoolStr,
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// How many the campaign takes.
    pub quantity: u32,
    /// How many wait.
    pub waiting: u32,
    /// What those it takes cost now.
    pub amount: CartpoolMoney,
}

pub(crate) fn fill_campaign_row(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignRow,
) -> CartpoolCampaignRow {
    CartpoolCampaignRow {
        cart: arena.text(&it.cart),
        member: CartpoolStr::of(&it.member),
        sku: CartpoolStr::of(&it.sku),
        quantity: it.quantity,
        waiting: it.waiting,
        amount: arena.money(it.amount),
    }
}

/// What a member, or a SKU, comes to over all carts.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignTotal {
    /// The member's id, or the SKU.
    pub name: CartpoolStr,
    /// How many the campaign takes.
    pub quantity: u64,
    /// What they cost now.
    pub amount: CartpoolMoney,
}

pub(crate) fn fill_campaign_total(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignTotal,
) -> CartpoolCampaignTotal {
    CartpoolCampaignTotal {
        name: CartpoolStr::of(&it.name),
        quantity: it.quantity,
        amount: arena.money(it.amount),
    }
}

/// What is to be ordered: for each cart and member, and in all.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignList {
    /// The campaign's version when the list was begun.
    pub version: u64,
    /// By cart, and within it by line.
    pub rows: *const CartpoolCampaignRow,
    /// How many.
    pub rows_len: usize,
    /// By member, over all carts, in the order of their ids.
    pub members: *const CartpoolCampaignTotal,
    /// How many.
    pub members_len: usize,
    /// By SKU, in the campaign's order.
    pub skus: *const CartpoolCampaignTotal,
    /// How many.
    pub skus_len: usize,
}

pub(crate) fn fill_campaign_list(
    arena: &mut Arena,
    names: &Names,
    it: &CampaignList,
) -> CartpoolCampaignList {
    let rows = it.rows.iter().map(|item| fill_campaign_row(arena, names, &item)).collect();
    let (rows, rows_len) = arena.list(rows);
    let members = it.members.iter().map(|item| fill_campaign_total(arena, names, &item)).collect();
    let (members, members_len) = arena.list(members);
    let skus = it.skus.iter().map(|item| fill_campaign_total(arena, names, &item)).collect();
    let (skus, skus_len) = arena.list(skus);
    CartpoolCampaignList {
        version: it.version,
        rows,
        rows_len,
        members,
        members_len,
        skus,
        skus_len,
    }
}
