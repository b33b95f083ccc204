// @generated from core/src/command.rs by cargo gen
//! Views as structs that borrow from their handle; events as JSON.

#![allow(clippy::needless_borrow, unused_variables, reason = "written alike for every type")]

use cartpool::*;

use crate::input::CartpoolStr;
use crate::json::{Json, Shown};
use crate::output::{Arena, CartpoolMoney, CartpoolOption, Names, bits};

/// What a cart's members agreed on.
#[repr(C)]
pub struct CartpoolPolicies {
    /// Who may edit lines.
    pub edit: u32,
    /// Whether adding what is already there grows that line instead of making another.
    pub merges_lines: bool,
    /// Whether viewers may suggest.
    pub allows_suggestions: bool,
}

fn fill_policies(arena: &mut Arena, names: &Names, it: &Policies) -> CartpoolPolicies {
    CartpoolPolicies {
        edit: it.edit as u32,
        merges_lines: it.merges_lines,
        allows_suggestions: it.allows_suggestions,
    }
}

/// A line of a cart.
#[repr(C)]
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

fn fill_line_item(arena: &mut Arena, names: &Names, it: &LineItem) -> CartpoolLineItem {
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
pub struct CartpoolMemberEntry {
    /// The member's id.
    pub id: CartpoolStr,
    /// The role's name.
    pub role: CartpoolStr,
}

fn fill_member_entry(arena: &mut Arena, names: &Names, it: &MemberEntry) -> CartpoolMemberEntry {
    CartpoolMemberEntry { id: CartpoolStr::of(&it.id), role: CartpoolStr::of(&it.role) }
}

/// A custom role.
#[repr(C)]
pub struct CartpoolRoleEntry {
    /// The role's name.
    pub name: CartpoolStr,
    /// What it may do.
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

fn fill_role_entry(arena: &mut Arena, names: &Names, it: &RoleEntry) -> CartpoolRoleEntry {
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

fn fill_invitation_entry(
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
pub struct CartpoolLockEntry {
    /// Who holds it; nobody where the host does.
    pub holder: CartpoolStr,
    /// When it ends by itself, in Unix milliseconds.
    pub until_ms: u64,
}

fn fill_lock_entry(arena: &mut Arena, names: &Names, it: &LockEntry) -> CartpoolLockEntry {
    CartpoolLockEntry {
        holder: it.holder.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
        until_ms: it.until_ms,
    }
}

/// A campaign that a cart has pledged to, as the cart knows it.
#[repr(C)]
pub struct CartpoolCampaignEntry {
    /// The campaign's id.
    pub campaign: CartpoolStr,
    /// The campaign's version that the cart knows.
    pub campaign_version: u64,
    /// Where the campaign is in its life, without regard to the time of day.
    pub status: u32,
    /// How many of its tiers are reached.
    pub tiers_reached: u32,
}

fn fill_campaign_entry(
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
pub struct CartpoolCartView {
    /// The cart's id.
    pub id: CartpoolStr,
    /// The version this is.
    pub version: u64,
    /// Where the cart is in its life.
    pub status: u32,
    /// What the cart is called.
    pub title: CartpoolStr,
    /// What the cart is for.
    pub purpose: CartpoolStr,
    /// The cart's one currency.
    pub currency: CartpoolStr,
    /// The setting it started from.
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
pub struct CartpoolAdjustmentEntry {
    /// Its id: the version that made it; 0 for the rounding to the smallest coin.
    pub id: u64,
    /// Which kind.
    pub kind: u32,
    /// What it adds, or takes off where it is negative.
    pub amount: CartpoolMoney,
    /// How many percent, where it is given so.
    pub percent: CartpoolStr,
    /// How it is shared.
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

fn fill_adjustment_entry(
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

fn fill_share_entry(arena: &mut Arena, names: &Names, it: &ShareEntry) -> CartpoolShareEntry {
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
pub struct CartpoolSplitPart {
    /// The member.
    pub member: CartpoolStr,
    /// Their weight, percent or amount.
    pub value: CartpoolStr,
}

fn fill_split_part(arena: &mut Arena, names: &Names, it: &SplitPart) -> CartpoolSplitPart {
    CartpoolSplitPart { member: names.of(it.member), value: arena.text(&it.value) }
}

/// Who pays for others.
#[repr(C)]
pub struct CartpoolSponsorEntry {
    /// The member.
    pub member: CartpoolStr,
    /// The most they pay for others in all.
    pub amount_max: *const CartpoolMoney,
    /// The most they pay for each.
    pub person_max: *const CartpoolMoney,
}

fn fill_sponsor_entry(arena: &mut Arena, names: &Names, it: &SponsorEntry) -> CartpoolSponsorEntry {
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
pub struct CartpoolBillPolicies {
    /// How what is no whole minor unit is rounded.
    pub rounding: u32,
    /// What of a tax in percent is rounded.
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

fn fill_bill_policies(arena: &mut Arena, names: &Names, it: &BillPolicies) -> CartpoolBillPolicies {
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
    /// How the lines are shared.
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
    /// Why.
    pub reason: u32,
    /// Their part …
    pub part: u64,
    /// … of so many.
    pub parts: u64,
    /// The same as a sentence, without a name.
    pub text: CartpoolStr,
}

fn fill_cell_entry(arena: &mut Arena, names: &Names, it: &CellEntry) -> CartpoolCellEntry {
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
pub struct CartpoolTransferEntry {
    /// Who pays.
    pub payer: CartpoolStr,
    /// Whom.
    pub payee: CartpoolStr,
    /// How much.
    pub amount: CartpoolMoney,
}

fn fill_transfer_entry(
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

fn fill_campaign_sku_entry(
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

fn fill_campaign_tier_entry(
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
pub struct CartpoolCampaignMoment {
    /// The campaign's version that made it.
    pub version: u64,
    /// When, in Unix milliseconds.
    pub at_ms: u64,
    /// What.
    pub kind: u32,
    /// Which tier, counted from 1, where it is about one; else 0.
    pub tier: u32,
}

fn fill_campaign_moment(
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
pub struct CartpoolTippingShare {
    /// Who.
    pub member: CartpoolStr,
    /// Now.
    pub now: CartpoolMoney,
    /// Then.
    pub then: CartpoolMoney,
}

fn fill_tipping_share(arena: &mut Arena, names: &Names, it: &TippingShare) -> CartpoolTippingShare {
    CartpoolTippingShare {
        member: CartpoolStr::of(&it.member),
        now: arena.money(it.now),
        then: arena.money(it.then),
    }
}

/// What would bring a campaign further: to its minimum or to its next tier, whichever is
/// nearer.
#[repr(C)]
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
    /// From whom it may come: members of the cart who may add items and have pledged nothing yet.
    pub likely: *const CartpoolStr,
    /// How many.
    pub likely_len: usize,
    /// What each in the cart who has pledged pays.
    pub shares: *const CartpoolTippingShare,
    /// How many.
    pub shares_len: usize,
}

fn fill_tipping_point(arena: &mut Arena, names: &Names, it: &TippingPoint) -> CartpoolTippingPoint {
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

fn fill_pledge_entry(arena: &mut Arena, names: &Names, it: &PledgeEntry) -> CartpoolPledgeEntry {
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
pub struct CartpoolCampaignView {
    /// Its id.
    pub id: CartpoolStr,
    /// How many events it has had.
    pub version: u64,
    /// Where it is in its life.
    pub status: u32,
    /// The currency of the carts it is for.
    pub currency: CartpoolStr,
    /// What its thresholds count.
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
    /// Who leads it.
    pub leader: CartpoolStr,
    /// When it opens, in Unix milliseconds; 0 where it was open from the beginning.
    pub opens_at_ms: u64,
    /// From when on pledges only grow, in Unix milliseconds.
    pub locks_at_ms: u64,
    /// Its deadline, in Unix milliseconds.
    pub closes_at_ms: u64,
    /// What becomes of it below its minimum at its deadline.
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

fn fill_campaign_row(arena: &mut Arena, names: &Names, it: &CampaignRow) -> CartpoolCampaignRow {
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
pub struct CartpoolCampaignTotal {
    /// The member's id, or the SKU.
    pub name: CartpoolStr,
    /// How many the campaign takes.
    pub quantity: u64,
    /// What they cost now.
    pub amount: CartpoolMoney,
}

fn fill_campaign_total(
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
        Event::Bill(BillEvent::SplitSet { rule, parts, spares_late_joiners }) => {
            json.key("rule");
            json.text(rule.name());
            json.key("parts");
            json.open('[');
            for item in parts {
                write_split_part(json, item, shown);
            }
            json.close(']');
            json.key("spares_late_joiners");
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
            json.key("amount_max_minor");
            match amount_max_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("person_max_minor");
            match person_max_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::ShareMinimumSet { minimum_minor }) => {
            json.key("minimum_minor");
            match minimum_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::AdjustmentSplitSet { adjustment_kind, rule, payer }) => {
            json.key("adjustment_kind");
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
            json.key("adjustment_kind");
            json.text(adjustment_kind.name());
            json.key("amount_minor");
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
            json.key("is_included");
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
            json.key("amount_minor");
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
            json.key("is_exclusive");
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
            json.key("old_policies");
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
            json.key("total_minor");
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
            json.key("ledger_version");
            json.number(*ledger_version);
        }
        Event::Bill(BillEvent::BillReopened) => {}
        Event::Bill(BillEvent::PaymentRecorded { payer, amount_minor }) => {
            json.key("payer");
            json.maybe_text(shown.member(*payer));
            json.key("amount_minor");
            json.number(*amount_minor);
        }
        Event::Bill(BillEvent::TransferRecorded { payer, payee, amount_minor }) => {
            json.key("payer");
            json.maybe_text(shown.member(*payer));
            json.key("payee");
            json.maybe_text(shown.member(*payee));
            json.key("amount_minor");
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
            json.key("unit_price");
            json.plain(*unit_price);
            json.key("campaign_version");
            json.number(*campaign_version);
            json.key("status");
            json.text(status.name());
            json.key("tiers_reached");
            json.number(*tiers_reached);
            json.key("locks_at_ms");
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
            json.key("campaign_version");
            json.number(*campaign_version);
            json.key("status");
            json.text(status.name());
            json.key("tiers_reached");
            json.number(*tiers_reached);
            json.key("locks_at_ms");
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
    json.key("cash_step_minor");
    json.number(it.cash_step_minor);
    json.key("order_min_minor");
    match &it.order_min_minor {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("order_max_minor");
    match &it.order_max_minor {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("is_hard");
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
    json.key("old_quantity");
    json.number(it.old_quantity);
    json.key("quantity");
    json.number(it.quantity);
    json.close('}');
}
