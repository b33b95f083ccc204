// @generated from core/src/command.rs by cargo gen
//! Events as structs that borrow from their page.

#![allow(clippy::needless_borrow, unused_variables, reason = "written alike for every type")]

use cartpool::*;

use crate::input::CartpoolStr;
use crate::output::{Arena, CartpoolOption, Names, bits};
use crate::records::*;

/// What was in the cart already when somebody added the same SKU.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAlreadyInCart {
    /// The oldest line with this SKU that somebody else added.
    pub line: u64,
    /// Who added it.
    pub member: CartpoolStr,
    /// How many it held before.
    pub quantity: u32,
    /// How many seconds before this event it was added.
    pub added_ago_s: u32,
}

fn fill_already_in_cart(
    arena: &mut Arena,
    names: &Names,
    it: &AlreadyInCart,
) -> CartpoolAlreadyInCart {
    CartpoolAlreadyInCart {
        line: it.line.0,
        member: names.of(it.member),
        quantity: it.quantity,
        added_ago_s: it.added_ago_s,
    }
}

/// A line whose price the price list changed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPriceChange {
    /// The line.
    pub line: u64,
    /// Its price before.
    pub old_unit_price: CartpoolStr,
    /// Its price now.
    pub unit_price: CartpoolStr,
}

fn fill_price_change(arena: &mut Arena, names: &Names, it: &PriceChange) -> CartpoolPriceChange {
    CartpoolPriceChange {
        line: it.line.0,
        old_unit_price: arena.text(&it.old_unit_price),
        unit_price: arena.text(&it.unit_price),
    }
}

/// A step of a discount by quantity.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolQuantityTier {
    /// From this quantity on …
    pub quantity: u32,
    /// … so many percent off.
    pub percent: CartpoolStr,
}

fn fill_quantity_tier(arena: &mut Arena, names: &Names, it: &QuantityTier) -> CartpoolQuantityTier {
    CartpoolQuantityTier { quantity: it.quantity, percent: arena.text(&it.percent) }
}

/// What a member pays, or gets back, in minor units.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolMinorShare {
    /// The member.
    pub member: CartpoolStr,
    /// How much.
    pub minor: i64,
}

fn fill_minor_share(arena: &mut Arena, names: &Names, it: &MinorShare) -> CartpoolMinorShare {
    CartpoolMinorShare { member: names.of(it.member), minor: it.minor }
}

/// A pledge that a campaign did not take in full, when it closed or came to nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPledgeCut {
    /// The line.
    pub line: u64,
    /// How many it held.
    pub old_quantity: u32,
    /// How many it holds now; at 0 the line is gone.
    pub quantity: u32,
}

fn fill_pledge_cut(arena: &mut Arena, names: &Names, it: &PledgeCut) -> CartpoolPledgeCut {
    CartpoolPledgeCut { line: it.line.0, old_quantity: it.old_quantity, quantity: it.quantity }
}

/// What a `CARTPOOL_EVENT_CART_CREATED` says. The cart was made and its owner seated.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCartCreated {
    /// The owner's id; the owner has seat 0.
    pub owner: CartpoolStr,
    /// The cart's one currency.
    pub currency: CartpoolStr,
    /// The setting it started from. A `CARTPOOL_PRESET_…`.
    pub preset: u32,
    /// The policies it started with.
    pub policies: CartpoolPolicies,
    /// What the cart is called.
    pub title: CartpoolStr,
    /// What the cart is for.
    pub purpose: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_ITEM_ADDED` says. A new line; its id is this event's version.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolItemAdded {
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    pub unit_price: CartpoolStr,
    /// Whether the caller gave the price, which the price list then leaves alone.
    pub is_callers_price: bool,
    /// What was in the cart already, if somebody else had put it there.
    pub already_in_cart: *const CartpoolAlreadyInCart,
    /// Options, note and beneficiaries, where there are any.
    pub options: *const CartpoolOption,
    /// How many.
    pub options_len: usize,
    /// The note.
    pub note: CartpoolStr,
    /// For whom.
    pub beneficiaries: *const CartpoolStr,
    /// How many.
    pub beneficiaries_len: usize,
}

/// What a `CARTPOOL_EVENT_ITEM_INCREASED` says. An added item merged into a line.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolItemIncreased {
    /// The line.
    pub line: u64,
    /// How many were added.
    pub added: u32,
    /// How many it holds now.
    pub quantity: u32,
    /// What was in the cart already, if somebody else had put it there.
    pub already_in_cart: *const CartpoolAlreadyInCart,
}

/// What a `CARTPOOL_EVENT_QUANTITY_ADJUSTED` says. A line's quantity was changed by a difference.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolQuantityAdjusted {
    /// The line.
    pub line: u64,
    /// The difference.
    pub delta: i32,
    /// How many it holds now.
    pub quantity: u32,
}

/// What a `CARTPOOL_EVENT_QUANTITY_SET` says. A line's quantity was set.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolQuantitySet {
    /// The line.
    pub line: u64,
    /// How many it held.
    pub old_quantity: u32,
    /// How many it holds now.
    pub quantity: u32,
    /// Whether the member had seen another quantity than the line held.
    pub is_contested: bool,
}

/// What a `CARTPOOL_EVENT_ITEM_REMOVED` says. A line was removed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolItemRemoved {
    /// The line.
    pub line: u64,
    /// How many it held.
    pub old_quantity: u32,
}

/// What a `CARTPOOL_EVENT_NOTE_SET` says. A line's note was written or cleared.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolNoteSet {
    /// The line.
    pub line: u64,
    /// The note.
    pub note: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_BENEFICIARIES_SET` says. A line's beneficiaries were named.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolBeneficiariesSet {
    /// The line.
    pub line: u64,
    /// For whom; none means for everybody.
    pub beneficiaries: *const CartpoolStr,
    /// How many.
    pub beneficiaries_len: usize,
}

/// What a `CARTPOOL_EVENT_REASON_SET` says. A line's reason was written.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolReasonSet {
    /// The line.
    pub line: u64,
    /// What it is for.
    pub purpose: CartpoolStr,
    /// The project it belongs to.
    pub project: CartpoolStr,
    /// Who bears the cost.
    pub cost_centre: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_REPRICED` says. Lines took over the price list's new prices.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolRepriced {
    /// The version of the price list the cart now knows.
    pub prices_version: u64,
    /// The lines that changed.
    pub changes: *const CartpoolPriceChange,
    /// How many.
    pub changes_len: usize,
}

/// What a `CARTPOOL_EVENT_MEMBER_ADDED` says. A member was seated.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolMemberAdded {
    /// The member's id; the seat is the next free one.
    pub member: CartpoolStr,
    /// The role's name.
    pub role: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_MEMBER_REMOVED` says. A member was removed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolMemberRemoved {
    /// The member.
    pub member: CartpoolStr,
    /// The invitations that ended with it.
    pub voided: *const u64,
    /// How many.
    pub voided_len: usize,
}

/// What a `CARTPOOL_EVENT_MEMBER_LEFT` says. A member left.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolMemberLeft {
    /// The invitations that ended with it.
    pub voided: *const u64,
    /// How many.
    pub voided_len: usize,
}

/// What a `CARTPOOL_EVENT_ROLE_SET` says. A member got another role.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolRoleSet {
    /// The member.
    pub member: CartpoolStr,
    /// The role's name before.
    pub old_role: CartpoolStr,
    /// The role's name now.
    pub role: CartpoolStr,
    /// The invitations that ended with it.
    pub voided: *const u64,
    /// How many.
    pub voided_len: usize,
}

/// What a `CARTPOOL_EVENT_ROLE_DEFINED` says. A custom role was defined, or defined anew.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolRoleDefined {
    /// The role's name.
    pub name: CartpoolStr,
    /// What it may do. The bits `1 << CARTPOOL_CAPABILITY_…`.
    pub capabilities: u64,
    /// The most its holder's lines may sum to, in minor units.
    pub money_cap_minor: *const u64,
    /// The only categories it may add; none means all.
    pub categories_allowed: *const CartpoolStr,
    /// How many.
    pub categories_allowed_len: usize,
    /// Categories it may not add.
    pub categories_denied: *const CartpoolStr,
    /// How many.
    pub categories_denied_len: usize,
    /// The invitations that ended with it.
    pub voided: *const u64,
    /// How many.
    pub voided_len: usize,
}

/// What a `CARTPOOL_EVENT_OWNERSHIP_OFFERED` says. Ownership was offered.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolOwnershipOffered {
    /// To whom.
    pub member: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_OWNERSHIP_ACCEPTED` says. Ownership was accepted; the former owner is an admin.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolOwnershipAccepted {
    /// The former owner.
    pub old_owner: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_OWNERSHIP_DECLINED` says. The offer of ownership was declined or taken back.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolOwnershipDeclined {
    /// To whom it had been made.
    pub member: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_INVITED` says. An invitation was made; its id is this event's version.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolInvited {
    /// The token's hash.
    pub token_hash: CartpoolStr,
    /// The role those who join get.
    pub role: CartpoolStr,
    /// How often it may be used.
    pub uses_max: u32,
    /// When it expires, in Unix milliseconds.
    pub expires_at_ms: u64,
}

/// What a `CARTPOOL_EVENT_INVITATION_REVOKED` says. An invitation was ended.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolInvitationRevoked {
    /// The invitation's id.
    pub invitation: u64,
}

/// What a `CARTPOOL_EVENT_INVITATION_ACCEPTED` says. Somebody joined by an invitation.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolInvitationAccepted {
    /// The invitation's id.
    pub invitation: u64,
    /// The member's id; the seat is the next free one.
    pub member: CartpoolStr,
    /// The role's name.
    pub role: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_CART_LOCKED` says. The cart was locked, or its lock's deadline moved.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCartLocked {
    /// When the hold ends by itself, in Unix milliseconds.
    pub until_ms: u64,
}

/// What a `CARTPOOL_EVENT_CART_UNLOCKED` says. The cart's lock was ended.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCartUnlocked {
    /// Who held it.
    pub holder: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_POLICIES_SET` says. The cart's policies changed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPoliciesSet {
    /// The policies before.
    pub old_policies: CartpoolPolicies,
    /// The policies now.
    pub policies: CartpoolPolicies,
}

/// What a `CARTPOOL_EVENT_CART_RENAMED` says. The cart's title or purpose changed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCartRenamed {
    /// What the cart is called.
    pub title: CartpoolStr,
    /// What the cart is for.
    pub purpose: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_SPLIT_SET` says. The cart's split was chosen.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSplitSet {
    /// How. A `CARTPOOL_SPLIT_RULE_…`.
    pub rule: u32,
    /// Each member's part.
    pub parts: *const CartpoolSplitPart,
    /// How many.
    pub parts_len: usize,
    /// Whether whoever joins from now on is spared what is in the cart already.
    pub spares_late_joiners: bool,
}

/// What a `CARTPOOL_EVENT_LINE_SPLIT_SET` says. A line got a rule of its own.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolLineSplitSet {
    /// The line.
    pub line: u64,
    /// How. A `CARTPOOL_SPLIT_RULE_…`.
    pub rule: u32,
    /// Each member's part.
    pub parts: *const CartpoolSplitPart,
    /// How many.
    pub parts_len: usize,
}

/// What a `CARTPOOL_EVENT_LINE_SPLIT_CLEARED` says. A line follows the cart's rule again.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolLineSplitCleared {
    /// The line.
    pub line: u64,
}

/// What a `CARTPOOL_EVENT_MEMBERS_EXCLUDED` says. These members share in nothing that is split among everybody.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolMembersExcluded {
    /// Who; nobody else.
    pub members: *const CartpoolStr,
    /// How many.
    pub members_len: usize,
}

/// What a `CARTPOOL_EVENT_SPONSOR_SET` says. A sponsor was named, or there is none any more.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSponsorSet {
    /// Who pays.
    pub member: CartpoolStr,
    /// The most they pay for others in all, in minor units.
    pub amount_max_minor: *const u64,
    /// The most they pay for each, in minor units.
    pub person_max_minor: *const u64,
}

/// What a `CARTPOOL_EVENT_SHARE_MINIMUM_SET` says. The least that each pays was set.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolShareMinimumSet {
    /// In minor units.
    pub minimum_minor: *const u64,
}

/// What a `CARTPOOL_EVENT_ADJUSTMENT_SPLIT_SET` says. How a kind of adjustment is shared was chosen.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAdjustmentSplitSet {
    /// Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
    pub adjustment_kind: u32,
    /// How. A `CARTPOOL_ADJUSTMENT_RULE_…`.
    pub rule: u32,
    /// Who pays, where one does.
    pub payer: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_ADJUSTMENT_ADDED` says. An adjustment was added; its id is this event's version.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAdjustmentAdded {
    /// Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
    pub adjustment_kind: u32,
    /// How much, in minor units.
    pub amount_minor: *const u64,
    /// Or how many percent.
    pub percent: CartpoolStr,
    /// Of this line.
    pub line: *const u64,
    /// For this member.
    pub member: CartpoolStr,
    /// Of the lines for this destination.
    pub destination: CartpoolStr,
    /// What it is called.
    pub label: CartpoolStr,
    /// Whether the prices hold it already.
    pub is_included: bool,
}

/// What a `CARTPOOL_EVENT_ADJUSTMENT_REMOVED` says. An adjustment, a discount or a coupon was taken out.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAdjustmentRemoved {
    /// Its id.
    pub adjustment: u64,
    /// The coupon that is free again.
    pub coupon: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_DISCOUNT_ADDED` says. A discount was added, by the host or by a coupon; its id is this event's version.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolDiscountAdded {
    /// So many percent off.
    pub percent: CartpoolStr,
    /// So much off, in minor units.
    pub amount_minor: *const u64,
    /// From each quantity on, so many percent off.
    pub tiers: *const CartpoolQuantityTier,
    /// How many.
    pub tiers_len: usize,
    /// Of so many bought …
    pub buy: *const u32,
    /// … so many more are discounted.
    pub get: *const u32,
    /// Only these SKUs; none means every line.
    pub skus: *const CartpoolStr,
    /// How many.
    pub skus_len: usize,
    /// What it is called.
    pub label: CartpoolStr,
    /// Whether it stands alone.
    pub is_exclusive: bool,
    /// Smaller applies first.
    pub priority: u32,
    /// The code of the coupon that brought it.
    pub coupon: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_DESTINATION_SET` says. A line's destination was named or cleared.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolDestinationSet {
    /// The line.
    pub line: u64,
    /// The label.
    pub destination: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_BILL_POLICIES_SET` says. How the bill is rounded and bounded was set.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolBillPoliciesSet {
    /// As it was.
    pub old_policies: CartpoolBillPolicies,
    /// As it is.
    pub policies: CartpoolBillPolicies,
}

/// What a `CARTPOOL_EVENT_GROUP_SET` says. The cart belongs to this group's ledger, or to none.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolGroupSet {
    /// The group's id.
    pub group: CartpoolStr,
}

/// What a `CARTPOOL_EVENT_BILL_FIXED` says. The bill was fixed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolBillFixed {
    /// What it comes to, in minor units.
    pub total_minor: i64,
    /// What each pays, everybody who is on the bill.
    pub shares: *const CartpoolMinorShare,
    /// How many.
    pub shares_len: usize,
    /// How far each was behind in spare cents before, in 2^-32 minor units.
    pub behind: *const i64,
    /// How many.
    pub behind_len: usize,
    /// Who shares in what is split among everybody.
    pub sharing: *const CartpoolStr,
    /// How many.
    pub sharing_len: usize,
    /// The version of the group's ledger in which the spare cents stand; 0 without a group.
    pub ledger_version: u64,
}

/// What a `CARTPOOL_EVENT_PAYMENT_RECORDED` says. A member paid the merchant.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPaymentRecorded {
    /// Who.
    pub payer: CartpoolStr,
    /// How much, in minor units.
    pub amount_minor: u64,
}

/// What a `CARTPOOL_EVENT_TRANSFER_RECORDED` says. A member paid another.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolTransferRecorded {
    /// Who.
    pub payer: CartpoolStr,
    /// Whom.
    pub payee: CartpoolStr,
    /// How much, in minor units.
    pub amount_minor: u64,
}

/// What a `CARTPOOL_EVENT_ITEM_REFUNDED` says. What was paid for some of a line was given back.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolItemRefunded {
    /// The line.
    pub line: u64,
    /// How many.
    pub quantity: u32,
    /// What each gets back.
    pub shares: *const CartpoolMinorShare,
    /// How many.
    pub shares_len: usize,
}

/// What a `CARTPOOL_EVENT_PLEDGED` says. A new line, pledged to a campaign; its id is this event's version.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPledged {
    /// The campaign.
    pub campaign: CartpoolStr,
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// How many.
    pub quantity: u32,
    /// The price of one, at the tier that the campaign had reached.
    pub unit_price: CartpoolStr,
    /// The campaign's version that the cart then knew.
    pub campaign_version: u64,
    /// Where the campaign was in its life. A `CARTPOOL_CAMPAIGN_STATUS_…`.
    pub status: u32,
    /// How many of its tiers were reached.
    pub tiers_reached: u32,
    /// From when on pledges only grow, in Unix milliseconds.
    pub locks_at_ms: u64,
}

/// What a `CARTPOOL_EVENT_CAMPAIGN_FOLLOWED` says. The cart took over what became of a campaign it has pledged to.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignFollowed {
    /// The campaign.
    pub campaign: CartpoolStr,
    /// The campaign's version that the cart now knows.
    pub campaign_version: u64,
    /// Where the campaign is in its life. A `CARTPOOL_CAMPAIGN_STATUS_…`.
    pub status: u32,
    /// How many of its tiers are reached.
    pub tiers_reached: u32,
    /// From when on pledges only grow, in Unix milliseconds.
    pub locks_at_ms: u64,
    /// The lines whose price changed with it.
    pub changes: *const CartpoolPriceChange,
    /// How many.
    pub changes_len: usize,
    /// The pledges that it does not take in full.
    pub cuts: *const CartpoolPledgeCut,
    /// How many.
    pub cuts_len: usize,
}

/// An event's own fields. The event's kind says which member holds them; a kind without fields has none.
#[repr(C)]
#[derive(Clone, Copy)]
pub union CartpoolEventBody {
    /// The cart was made and its owner seated.
    pub cart_created: CartpoolCartCreated,
    /// A new line; its id is this event's version.
    pub item_added: CartpoolItemAdded,
    /// An added item merged into a line.
    pub item_increased: CartpoolItemIncreased,
    /// A line's quantity was changed by a difference.
    pub quantity_adjusted: CartpoolQuantityAdjusted,
    /// A line's quantity was set.
    pub quantity_set: CartpoolQuantitySet,
    /// A line was removed.
    pub item_removed: CartpoolItemRemoved,
    /// A line's note was written or cleared.
    pub note_set: CartpoolNoteSet,
    /// A line's beneficiaries were named.
    pub beneficiaries_set: CartpoolBeneficiariesSet,
    /// A line's reason was written.
    pub reason_set: CartpoolReasonSet,
    /// Lines took over the price list's new prices.
    pub repriced: CartpoolRepriced,
    /// A member was seated.
    pub member_added: CartpoolMemberAdded,
    /// A member was removed.
    pub member_removed: CartpoolMemberRemoved,
    /// A member left.
    pub member_left: CartpoolMemberLeft,
    /// A member got another role.
    pub role_set: CartpoolRoleSet,
    /// A custom role was defined, or defined anew.
    pub role_defined: CartpoolRoleDefined,
    /// Ownership was offered.
    pub ownership_offered: CartpoolOwnershipOffered,
    /// Ownership was accepted; the former owner is an admin.
    pub ownership_accepted: CartpoolOwnershipAccepted,
    /// The offer of ownership was declined or taken back.
    pub ownership_declined: CartpoolOwnershipDeclined,
    /// An invitation was made; its id is this event's version.
    pub invited: CartpoolInvited,
    /// An invitation was ended.
    pub invitation_revoked: CartpoolInvitationRevoked,
    /// Somebody joined by an invitation.
    pub invitation_accepted: CartpoolInvitationAccepted,
    /// The cart was locked, or its lock's deadline moved.
    pub cart_locked: CartpoolCartLocked,
    /// The cart's lock was ended.
    pub cart_unlocked: CartpoolCartUnlocked,
    /// The cart's policies changed.
    pub policies_set: CartpoolPoliciesSet,
    /// The cart's title or purpose changed.
    pub cart_renamed: CartpoolCartRenamed,
    /// The cart's split was chosen.
    pub split_set: CartpoolSplitSet,
    /// A line got a rule of its own.
    pub line_split_set: CartpoolLineSplitSet,
    /// A line follows the cart's rule again.
    pub line_split_cleared: CartpoolLineSplitCleared,
    /// These members share in nothing that is split among everybody.
    pub members_excluded: CartpoolMembersExcluded,
    /// A sponsor was named, or there is none any more.
    pub sponsor_set: CartpoolSponsorSet,
    /// The least that each pays was set.
    pub share_minimum_set: CartpoolShareMinimumSet,
    /// How a kind of adjustment is shared was chosen.
    pub adjustment_split_set: CartpoolAdjustmentSplitSet,
    /// An adjustment was added; its id is this event's version.
    pub adjustment_added: CartpoolAdjustmentAdded,
    /// An adjustment, a discount or a coupon was taken out.
    pub adjustment_removed: CartpoolAdjustmentRemoved,
    /// A discount was added, by the host or by a coupon; its id is this event's version.
    pub discount_added: CartpoolDiscountAdded,
    /// A line's destination was named or cleared.
    pub destination_set: CartpoolDestinationSet,
    /// How the bill is rounded and bounded was set.
    pub bill_policies_set: CartpoolBillPoliciesSet,
    /// The cart belongs to this group's ledger, or to none.
    pub group_set: CartpoolGroupSet,
    /// The bill was fixed.
    pub bill_fixed: CartpoolBillFixed,
    /// A member paid the merchant.
    pub payment_recorded: CartpoolPaymentRecorded,
    /// A member paid another.
    pub transfer_recorded: CartpoolTransferRecorded,
    /// What was paid for some of a line was given back.
    pub item_refunded: CartpoolItemRefunded,
    /// A new line, pledged to a campaign; its id is this event's version.
    pub pledged: CartpoolPledged,
    /// The cart took over what became of a campaign it has pledged to.
    pub campaign_followed: CartpoolCampaignFollowed,
}

/// What `event` says beside its head.
pub(crate) fn event_body(arena: &mut Arena, names: &Names, event: &Event<'_>) -> CartpoolEventBody {
    match event {
        Event::CartCreated { owner, currency, preset, policies, title, purpose } => {
            CartpoolEventBody {
                cart_created: CartpoolCartCreated {
                    owner: arena.text(&owner),
                    currency: arena.text(&currency),
                    preset: *preset as u32,
                    policies: fill_policies(arena, names, &policies),
                    title: title.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                    purpose: purpose.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                },
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
            let options = options.iter().map(|item| CartpoolOption::copied(arena, item)).collect();
            let (options, options_len) = arena.list(options);
            let beneficiaries = beneficiaries.iter().map(|item| names.of(*item)).collect();
            let (beneficiaries, beneficiaries_len) = arena.list(beneficiaries);
            CartpoolEventBody {
                item_added: CartpoolItemAdded {
                    sku: arena.text(&sku),
                    quantity: *quantity,
                    unit_price: arena.text(&unit_price),
                    is_callers_price: *is_callers_price,
                    already_in_cart: match &already_in_cart {
                        Some(item) => {
                            let item = fill_already_in_cart(arena, names, &item);
                            arena.one(item)
                        }
                        None => core::ptr::null(),
                    },
                    options,
                    options_len,
                    note: note.as_ref().map_or(CartpoolStr::ABSENT, |item| names.text(*item)),
                    beneficiaries,
                    beneficiaries_len,
                },
            }
        }
        Event::ItemIncreased { line, added, quantity, already_in_cart } => CartpoolEventBody {
            item_increased: CartpoolItemIncreased {
                line: line.0,
                added: *added,
                quantity: *quantity,
                already_in_cart: match &already_in_cart {
                    Some(item) => {
                        let item = fill_already_in_cart(arena, names, &item);
                        arena.one(item)
                    }
                    None => core::ptr::null(),
                },
            },
        },
        Event::QuantityAdjusted { line, delta, quantity } => CartpoolEventBody {
            quantity_adjusted: CartpoolQuantityAdjusted {
                line: line.0,
                delta: *delta,
                quantity: *quantity,
            },
        },
        Event::QuantitySet { line, old_quantity, quantity, is_contested } => CartpoolEventBody {
            quantity_set: CartpoolQuantitySet {
                line: line.0,
                old_quantity: *old_quantity,
                quantity: *quantity,
                is_contested: *is_contested,
            },
        },
        Event::ItemRemoved { line, old_quantity } => CartpoolEventBody {
            item_removed: CartpoolItemRemoved { line: line.0, old_quantity: *old_quantity },
        },
        Event::NoteSet { line, note } => CartpoolEventBody {
            note_set: CartpoolNoteSet {
                line: line.0,
                note: note.as_ref().map_or(CartpoolStr::ABSENT, |item| names.text(*item)),
            },
        },
        Event::BeneficiariesSet { line, beneficiaries } => {
            let beneficiaries = beneficiaries.iter().map(|item| names.of(*item)).collect();
            let (beneficiaries, beneficiaries_len) = arena.list(beneficiaries);
            CartpoolEventBody {
                beneficiaries_set: CartpoolBeneficiariesSet {
                    line: line.0,
                    beneficiaries,
                    beneficiaries_len,
                },
            }
        }
        Event::ReasonSet { line, purpose, project, cost_centre } => CartpoolEventBody {
            reason_set: CartpoolReasonSet {
                line: line.0,
                purpose: purpose.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                project: project.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                cost_centre: cost_centre
                    .as_ref()
                    .map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
            },
        },
        Event::Repriced { prices_version, changes } => {
            let changes =
                changes.iter().map(|item| fill_price_change(arena, names, &item)).collect();
            let (changes, changes_len) = arena.list(changes);
            CartpoolEventBody {
                repriced: CartpoolRepriced {
                    prices_version: *prices_version,
                    changes,
                    changes_len,
                },
            }
        }
        Event::MemberAdded { member, role } => CartpoolEventBody {
            member_added: CartpoolMemberAdded {
                member: arena.text(&member),
                role: arena.text(&role),
            },
        },
        Event::MemberRemoved { member, voided } => {
            let voided = voided.to_vec();
            let (voided, voided_len) = arena.list(voided);
            CartpoolEventBody {
                member_removed: CartpoolMemberRemoved {
                    member: names.of(*member),
                    voided,
                    voided_len,
                },
            }
        }
        Event::MemberLeft { voided } => {
            let voided = voided.to_vec();
            let (voided, voided_len) = arena.list(voided);
            CartpoolEventBody { member_left: CartpoolMemberLeft { voided, voided_len } }
        }
        Event::RoleSet { member, old_role, role, voided } => {
            let voided = voided.to_vec();
            let (voided, voided_len) = arena.list(voided);
            CartpoolEventBody {
                role_set: CartpoolRoleSet {
                    member: names.of(*member),
                    old_role: arena.text(&old_role),
                    role: arena.text(&role),
                    voided,
                    voided_len,
                },
            }
        }
        Event::RoleDefined {
            name,
            capabilities,
            money_cap_minor,
            categories_allowed,
            categories_denied,
            voided,
        } => {
            let categories_allowed =
                categories_allowed.iter().map(|item| arena.text(&item)).collect();
            let (categories_allowed, categories_allowed_len) = arena.list(categories_allowed);
            let categories_denied =
                categories_denied.iter().map(|item| arena.text(&item)).collect();
            let (categories_denied, categories_denied_len) = arena.list(categories_denied);
            let voided = voided.to_vec();
            let (voided, voided_len) = arena.list(voided);
            CartpoolEventBody {
                role_defined: CartpoolRoleDefined {
                    name: arena.text(&name),
                    capabilities: bits(*capabilities),
                    money_cap_minor: match &money_cap_minor {
                        Some(item) => {
                            let item = *item;
                            arena.one(item)
                        }
                        None => core::ptr::null(),
                    },
                    categories_allowed,
                    categories_allowed_len,
                    categories_denied,
                    categories_denied_len,
                    voided,
                    voided_len,
                },
            }
        }
        Event::OwnershipOffered { member } => CartpoolEventBody {
            ownership_offered: CartpoolOwnershipOffered { member: names.of(*member) },
        },
        Event::OwnershipAccepted { old_owner } => CartpoolEventBody {
            ownership_accepted: CartpoolOwnershipAccepted { old_owner: names.of(*old_owner) },
        },
        Event::OwnershipDeclined { member } => CartpoolEventBody {
            ownership_declined: CartpoolOwnershipDeclined { member: names.of(*member) },
        },
        Event::Invited { token_hash, role, uses_max, expires_at_ms } => CartpoolEventBody {
            invited: CartpoolInvited {
                token_hash: arena.text(&token_hash.text()),
                role: arena.text(&role),
                uses_max: *uses_max,
                expires_at_ms: *expires_at_ms,
            },
        },
        Event::InvitationRevoked { invitation } => CartpoolEventBody {
            invitation_revoked: CartpoolInvitationRevoked { invitation: *invitation },
        },
        Event::InvitationAccepted { invitation, member, role } => CartpoolEventBody {
            invitation_accepted: CartpoolInvitationAccepted {
                invitation: *invitation,
                member: arena.text(&member),
                role: arena.text(&role),
            },
        },
        Event::CartLocked { until_ms } => {
            CartpoolEventBody { cart_locked: CartpoolCartLocked { until_ms: *until_ms } }
        }
        Event::CartUnlocked { holder } => CartpoolEventBody {
            cart_unlocked: CartpoolCartUnlocked {
                holder: holder.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
            },
        },
        Event::PoliciesSet { old_policies, policies } => CartpoolEventBody {
            policies_set: CartpoolPoliciesSet {
                old_policies: fill_policies(arena, names, &old_policies),
                policies: fill_policies(arena, names, &policies),
            },
        },
        Event::CartRenamed { title, purpose } => CartpoolEventBody {
            cart_renamed: CartpoolCartRenamed {
                title: title.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                purpose: purpose.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
            },
        },
        Event::Bill(BillEvent::SplitSet { rule, parts, spares_late_joiners }) => {
            let parts = parts.iter().map(|item| fill_split_part(arena, names, &item)).collect();
            let (parts, parts_len) = arena.list(parts);
            CartpoolEventBody {
                split_set: CartpoolSplitSet {
                    rule: *rule as u32,
                    parts,
                    parts_len,
                    spares_late_joiners: *spares_late_joiners,
                },
            }
        }
        Event::Bill(BillEvent::LineSplitSet { line, rule, parts }) => {
            let parts = parts.iter().map(|item| fill_split_part(arena, names, &item)).collect();
            let (parts, parts_len) = arena.list(parts);
            CartpoolEventBody {
                line_split_set: CartpoolLineSplitSet {
                    line: line.0,
                    rule: *rule as u32,
                    parts,
                    parts_len,
                },
            }
        }
        Event::Bill(BillEvent::LineSplitCleared { line }) => {
            CartpoolEventBody { line_split_cleared: CartpoolLineSplitCleared { line: line.0 } }
        }
        Event::Bill(BillEvent::MembersExcluded { members }) => {
            let members = members.iter().map(|item| names.of(*item)).collect();
            let (members, members_len) = arena.list(members);
            CartpoolEventBody { members_excluded: CartpoolMembersExcluded { members, members_len } }
        }
        Event::Bill(BillEvent::SponsorSet { member, amount_max_minor, person_max_minor }) => {
            CartpoolEventBody {
                sponsor_set: CartpoolSponsorSet {
                    member: member.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
                    amount_max_minor: match &amount_max_minor {
                        Some(item) => {
                            let item = *item;
                            arena.one(item)
                        }
                        None => core::ptr::null(),
                    },
                    person_max_minor: match &person_max_minor {
                        Some(item) => {
                            let item = *item;
                            arena.one(item)
                        }
                        None => core::ptr::null(),
                    },
                },
            }
        }
        Event::Bill(BillEvent::ShareMinimumSet { minimum_minor }) => CartpoolEventBody {
            share_minimum_set: CartpoolShareMinimumSet {
                minimum_minor: match &minimum_minor {
                    Some(item) => {
                        let item = *item;
                        arena.one(item)
                    }
                    None => core::ptr::null(),
                },
            },
        },
        Event::Bill(BillEvent::AdjustmentSplitSet { adjustment_kind, rule, payer }) => {
            CartpoolEventBody {
                adjustment_split_set: CartpoolAdjustmentSplitSet {
                    adjustment_kind: *adjustment_kind as u32,
                    rule: *rule as u32,
                    payer: payer.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
                },
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
        }) => CartpoolEventBody {
            adjustment_added: CartpoolAdjustmentAdded {
                adjustment_kind: *adjustment_kind as u32,
                amount_minor: match &amount_minor {
                    Some(item) => {
                        let item = *item;
                        arena.one(item)
                    }
                    None => core::ptr::null(),
                },
                percent: percent.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                line: match &line {
                    Some(item) => {
                        let item = item.0;
                        arena.one(item)
                    }
                    None => core::ptr::null(),
                },
                member: member.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
                destination: destination
                    .as_ref()
                    .map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                label: label.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                is_included: *is_included,
            },
        },
        Event::Bill(BillEvent::AdjustmentRemoved { adjustment, coupon }) => CartpoolEventBody {
            adjustment_removed: CartpoolAdjustmentRemoved {
                adjustment: *adjustment,
                coupon: coupon.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
            },
        },
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
            let tiers = tiers.iter().map(|item| fill_quantity_tier(arena, names, &item)).collect();
            let (tiers, tiers_len) = arena.list(tiers);
            let skus = skus.iter().map(|item| arena.text(&item)).collect();
            let (skus, skus_len) = arena.list(skus);
            CartpoolEventBody {
                discount_added: CartpoolDiscountAdded {
                    percent: percent.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                    amount_minor: match &amount_minor {
                        Some(item) => {
                            let item = *item;
                            arena.one(item)
                        }
                        None => core::ptr::null(),
                    },
                    tiers,
                    tiers_len,
                    buy: match &buy {
                        Some(item) => {
                            let item = *item;
                            arena.one(item)
                        }
                        None => core::ptr::null(),
                    },
                    get: match &get {
                        Some(item) => {
                            let item = *item;
                            arena.one(item)
                        }
                        None => core::ptr::null(),
                    },
                    skus,
                    skus_len,
                    label: label.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                    is_exclusive: *is_exclusive,
                    priority: *priority,
                    coupon: coupon.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
                },
            }
        }
        Event::Bill(BillEvent::DestinationSet { line, destination }) => CartpoolEventBody {
            destination_set: CartpoolDestinationSet {
                line: line.0,
                destination: destination
                    .as_ref()
                    .map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
            },
        },
        Event::Bill(BillEvent::BillPoliciesSet { old_policies, policies }) => CartpoolEventBody {
            bill_policies_set: CartpoolBillPoliciesSet {
                old_policies: fill_bill_policies(arena, names, &old_policies),
                policies: fill_bill_policies(arena, names, &policies),
            },
        },
        Event::Bill(BillEvent::GroupSet { group }) => CartpoolEventBody {
            group_set: CartpoolGroupSet {
                group: group.as_ref().map_or(CartpoolStr::ABSENT, |item| arena.text(&item)),
            },
        },
        Event::Bill(BillEvent::BillFixed {
            total_minor,
            shares,
            behind,
            sharing,
            ledger_version,
        }) => {
            let shares = shares.iter().map(|item| fill_minor_share(arena, names, &item)).collect();
            let (shares, shares_len) = arena.list(shares);
            let behind = behind.to_vec();
            let (behind, behind_len) = arena.list(behind);
            let sharing = sharing.iter().map(|item| names.of(*item)).collect();
            let (sharing, sharing_len) = arena.list(sharing);
            CartpoolEventBody {
                bill_fixed: CartpoolBillFixed {
                    total_minor: *total_minor,
                    shares,
                    shares_len,
                    behind,
                    behind_len,
                    sharing,
                    sharing_len,
                    ledger_version: *ledger_version,
                },
            }
        }
        Event::Bill(BillEvent::PaymentRecorded { payer, amount_minor }) => CartpoolEventBody {
            payment_recorded: CartpoolPaymentRecorded {
                payer: names.of(*payer),
                amount_minor: *amount_minor,
            },
        },
        Event::Bill(BillEvent::TransferRecorded { payer, payee, amount_minor }) => {
            CartpoolEventBody {
                transfer_recorded: CartpoolTransferRecorded {
                    payer: names.of(*payer),
                    payee: names.of(*payee),
                    amount_minor: *amount_minor,
                },
            }
        }
        Event::Bill(BillEvent::ItemRefunded { line, quantity, shares }) => {
            let shares = shares.iter().map(|item| fill_minor_share(arena, names, &item)).collect();
            let (shares, shares_len) = arena.list(shares);
            CartpoolEventBody {
                item_refunded: CartpoolItemRefunded {
                    line: line.0,
                    quantity: *quantity,
                    shares,
                    shares_len,
                },
            }
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
        } => CartpoolEventBody {
            pledged: CartpoolPledged {
                campaign: arena.text(&campaign),
                sku: arena.text(&sku),
                quantity: *quantity,
                unit_price: arena.text(&unit_price),
                campaign_version: *campaign_version,
                status: *status as u32,
                tiers_reached: *tiers_reached,
                locks_at_ms: *locks_at_ms,
            },
        },
        Event::CampaignFollowed {
            campaign,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
            changes,
            cuts,
        } => {
            let changes =
                changes.iter().map(|item| fill_price_change(arena, names, &item)).collect();
            let (changes, changes_len) = arena.list(changes);
            let cuts = cuts.iter().map(|item| fill_pledge_cut(arena, names, &item)).collect();
            let (cuts, cuts_len) = arena.list(cuts);
            CartpoolEventBody {
                campaign_followed: CartpoolCampaignFollowed {
                    campaign: arena.text(&campaign),
                    campaign_version: *campaign_version,
                    status: *status as u32,
                    tiers_reached: *tiers_reached,
                    locks_at_ms: *locks_at_ms,
                    changes,
                    changes_len,
                    cuts,
                    cuts_len,
                },
            }
        }
        // SAFETY: all zeros are a value of every member.
        _ => unsafe { core::mem::zeroed() },
    }
}
