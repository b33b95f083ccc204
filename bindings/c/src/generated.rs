// @generated from core/src/command.rs by cargo gen
//! Verbs on the handle of a member or of a batch.

#![allow(clippy::too_many_arguments, reason = "a verb has the arguments it has")]

use cartpool::*;

use crate::input::{
    self, CartpoolItemOption, CartpoolOptionalBool, CartpoolOptionalU32, CartpoolOptionalU64,
    CartpoolStr,
};
use crate::member::{CartpoolMember, commit};

/// What `cartpool_add_item` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAddItem {
    /// The price of one, where the engine was opened to take prices from its caller.
    pub unit_price: CartpoolStr,
    /// Choices such as size or colour, in any order.
    pub options: *const CartpoolItemOption,
    /// How many.
    pub options_len: usize,
    /// Why, in the member's words.
    pub note: CartpoolStr,
    /// For whom; nobody named means for everybody.
    pub beneficiaries: *const CartpoolStr,
    /// How many.
    pub beneficiaries_len: usize,
    /// Make a line of its own even if the cart merges lines.
    pub separate: bool,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolAddItem {}

/// Adds `quantity` of `sku` at the price list's price.
///
/// Where the cart merges lines, a line with the same SKU, options, beneficiaries and price
/// grows, if the member may edit it; otherwise, or with `separate`, a new line is made whose
/// id is the new version. If somebody else already put this SKU in the cart, the event says
/// who, how many and when. A line holds at most 9,999 and a cart 250 lines unless configured.
///
/// - `sku`: The merchant's name for the thing.
/// - `quantity`: How many; at least 1.
///
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
/// `quantity_must_not_be_zero`, `sku_not_valid`, `exceeds_options_max`, `option_not_valid`,
/// `exceeds_note_max`, `text_not_valid`, `member_not_found`, `beneficiaries_must_differ`,
/// `unit_price_not_allowed`, `price_not_valid`, `exceeds_unit_price_max`, `price_not_found`,
/// `category_not_allowed`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`,
/// `exceeds_money_cap`, `exceeds_skus_max`.
///
/// Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_add_item(
    handle: CartpoolMember,
    sku: CartpoolStr,
    quantity: u32,
    options: *const CartpoolAddItem,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::AddItem {
                sku: sku.required()?,
                quantity,
                unit_price: options.unit_price.amount()?,
                options: input::item_options(options.options, options.options_len)?,
                note: options.note.optional()?,
                beneficiaries: input::texts(options.beneficiaries, options.beneficiaries_len)?,
                separate: options.separate,
            })
        })
    }
}

/// Changes a line's quantity by `delta`; at zero or below the line is removed.
///
/// Parallel adjustments all count. A delta of 0 changes nothing.
///
/// - `line`: The line.
/// - `delta`: How many more, or fewer if negative.
///
/// Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
/// `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`,
/// `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`, `exceeds_total_max`,
/// `exceeds_money_cap`.
///
/// Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_adjust_quantity(
    handle: CartpoolMember,
    line: u64,
    delta: i32,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || Ok(Command::AdjustQuantity { line: LineId(line), delta }))
    }
}

/// What `cartpool_set_quantity` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetQuantity {
    /// The quantity the member saw.
    pub seen_quantity: CartpoolOptionalU32,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetQuantity {}

/// Sets a line's quantity; the last writer wins.
///
/// With `seen_quantity`, what the member saw when deciding: if the line changed meanwhile the
/// event is marked contested for all to see. It never refuses for that.
///
/// - `line`: The line.
/// - `quantity`: The new quantity; at least 1.
///
/// Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
/// `bill_is_fixed`, `quantity_must_not_be_zero`; of a pledge `campaign_takes_no_pledges`,
/// `pledge_is_locked`, `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`,
/// `exceeds_total_max`, `exceeds_money_cap`.
///
/// Events: `QuantitySet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_quantity(
    handle: CartpoolMember,
    line: u64,
    quantity: u32,
    options: *const CartpoolSetQuantity,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::SetQuantity {
                line: LineId(line),
                quantity,
                seen_quantity: options.seen_quantity.get(),
            })
        })
    }
}

/// Removes a line.
///
/// - `line`: The line.
///
/// Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
/// `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`.
///
/// Events: `ItemRemoved`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_remove_item(
    handle: CartpoolMember,
    line: u64,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::RemoveItem { line: LineId(line) })) }
}

/// Writes a line's note, or clears it.
///
/// The text is kept beside the log, so that it can be erased.
///
/// - `line`: The line.
/// - `note`: The note, up to 1,000 characters; nothing clears it.
///
/// Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
/// `exceeds_note_max`, `text_not_valid`.
///
/// Events: `NoteSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_note(
    handle: CartpoolMember,
    line: u64,
    note: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::SetNote { line: LineId(line), note: note.optional()? })
        })
    }
}

/// Says for whom a line is; an empty list means for everybody.
///
/// - `line`: The line.
/// - `beneficiaries`: Present members.
///
/// Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
/// `bill_is_fixed`, `member_not_found`, `beneficiaries_must_differ`.
///
/// Events: `BeneficiariesSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_beneficiaries(
    handle: CartpoolMember,
    line: u64,
    beneficiaries: *const CartpoolStr,
    beneficiaries_len: usize,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::SetBeneficiaries {
                line: LineId(line),
                beneficiaries: input::texts(beneficiaries, beneficiaries_len)?,
            })
        })
    }
}

/// What `cartpool_set_reason` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetReason {
    /// What it is for.
    pub purpose: CartpoolStr,
    /// The project it belongs to.
    pub project: CartpoolStr,
    /// Who bears the cost.
    pub cost_centre: CartpoolStr,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetReason {}

/// Says what a line is bought for: purpose, project and cost centre, each up to 255
/// characters; nothing clears one.
///
/// - `line`: The line.
///
/// Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
/// `exceeds_title_max`, `text_not_valid`.
///
/// Events: `ReasonSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_reason(
    handle: CartpoolMember,
    line: u64,
    options: *const CartpoolSetReason,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::SetReason {
                line: LineId(line),
                purpose: options.purpose.optional()?,
                project: options.project.optional()?,
                cost_centre: options.cost_centre.optional()?,
            })
        })
    }
}

/// Seats a member with a role.
///
/// Nobody grants what they lack. A cart holds at most 50 members unless configured.
///
/// - `member`: An opaque id of the host's, never an e-mail address.
/// - `role`: A ready-made role or a custom one.
///
/// Refusals: `capability_missing`, `member_id_not_valid`, `role_not_found`,
/// `ownership_must_be_offered`, `capability_missing` (for what the role holds and the actor
/// lacks), `member_already_in_cart`, `exceeds_members_max`.
///
/// Events: `MemberAdded`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_add_member(
    handle: CartpoolMember,
    member: CartpoolStr,
    role: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::AddMember { member: member.required()?, role: role.required()? })
        })
    }
}

/// Removes a member; their lines stay, their open invitations end.
///
/// - `member`: The member.
///
/// Refusals: `capability_missing`, `member_not_found`, `owner_must_stay`,
/// `capability_missing` (for what their role holds and the actor lacks).
///
/// Events: `MemberRemoved`, with the invitations that ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_remove_member(
    handle: CartpoolMember,
    member: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || Ok(Command::RemoveMember { member: member.required()? }))
    }
}

/// Leaves the cart; one's lines stay, one's open invitations end.
///
/// Refusals: `owner_must_stay`.
///
/// Events: `MemberLeft`, with the invitations that ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_leave(handle: CartpoolMember, out_version: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::Leave)) }
}

/// Gives a member another role; their open invitations above the new right end.
///
/// - `member`: The member.
/// - `role`: A ready-made role or a custom one.
///
/// Refusals: `capability_missing`, `member_not_found`, `role_not_found`,
/// `ownership_must_be_offered`, `capability_missing` (for what either role holds and the
/// actor lacks).
///
/// Events: `RoleSet`, with the invitations that ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_role(
    handle: CartpoolMember,
    member: CartpoolStr,
    role: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::SetRole { member: member.required()?, role: role.required()? })
        })
    }
}

/// What `cartpool_define_role` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolDefineRole {
    /// What it may do. The bits `1 << CARTPOOL_CAPABILITY_…`.
    pub capabilities: u64,
    /// The most its holder's lines may sum to, in the cart's currency.
    pub money_cap: CartpoolStr,
    /// The only categories it may add; none named means all.
    pub categories_allowed: *const CartpoolStr,
    /// How many.
    pub categories_allowed_len: usize,
    /// Categories it may not add.
    pub categories_denied: *const CartpoolStr,
    /// How many.
    pub categories_denied_len: usize,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolDefineRole {}

/// Defines a custom role of this cart, or defines it anew for all who have it.
///
/// `money_cap` bounds the sum of the lines a member with this role added; such a member grows
/// only their own lines. With `categories_allowed` only SKUs of these categories may be
/// added; those of `categories_denied` never.
///
/// - `name`: The role's name.
///
/// Refusals: `capability_missing`, `role_name_not_valid`, `ready_role_is_fixed`,
/// `ownership_must_be_offered`, `capability_missing` (for what the role holds or held and the
/// actor lacks), `price_not_valid`, `exceeds_total_max`, `exceeds_categories_max`,
/// `category_not_valid`, `exceeds_roles_max`.
///
/// Events: `RoleDefined`, with the invitations that ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_define_role(
    handle: CartpoolMember,
    name: CartpoolStr,
    options: *const CartpoolDefineRole,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::DefineRole {
                name: name.required()?,
                capabilities: input::capabilities(options.capabilities)?,
                money_cap: options.money_cap.amount()?,
                categories_allowed: input::texts(
                    options.categories_allowed,
                    options.categories_allowed_len,
                )?,
                categories_denied: input::texts(
                    options.categories_denied,
                    options.categories_denied_len,
                )?,
            })
        })
    }
}

/// Offers ownership to a present member; a later offer replaces an earlier one.
///
/// - `member`: The member.
///
/// Refusals: `capability_missing`, `member_not_found`.
///
/// Events: `OwnershipOffered`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_offer_ownership(
    handle: CartpoolMember,
    member: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || Ok(Command::OfferOwnership { member: member.required()? }))
    }
}

/// Accepts the ownership offered to oneself; the former owner becomes an admin.
///
/// Refusals: `ownership_not_offered`.
///
/// Events: `OwnershipAccepted`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_accept_ownership(
    handle: CartpoolMember,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::AcceptOwnership)) }
}

/// Takes an offer of ownership back, or declines the one made to oneself.
///
/// Refusals: `ownership_not_offered`, `capability_missing`.
///
/// Events: `OwnershipDeclined`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_decline_ownership(
    handle: CartpoolMember,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::DeclineOwnership)) }
}

/// What `cartpool_invite` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolInvite {
    /// How often it may be used.
    pub uses_max: CartpoolOptionalU32,
    /// When it expires, in Unix milliseconds.
    pub expires_at_ms: CartpoolOptionalU64,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolInvite {}

/// Makes an invitation by link, whose id is the new version.
///
/// The host makes a `Token`, passes its hash, and puts cart id and token into the link. The
/// default is 7 days and 10 uses; at most 30 days and 100 uses. A link admits at most as
/// editor.
///
/// - `token_hash`: The token's hash.
/// - `role`: The role those who join get.
///
/// Refusals: `capability_missing`, `role_not_found`, `invitation_role_too_high`,
/// `capability_missing` (for what the role holds and the actor lacks),
/// `exceeds_invitation_uses_max`, `deadline_not_valid`, `exceeds_invitations_max`.
///
/// Events: `Invited`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_invite(
    handle: CartpoolMember,
    token_hash: CartpoolStr,
    role: CartpoolStr,
    options: *const CartpoolInvite,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Invite {
                token_hash: token_hash.required()?.parse()?,
                role: role.required()?,
                uses_max: options.uses_max.get(),
                expires_at_ms: options.expires_at_ms.get(),
            })
        })
    }
}

/// Ends a pending invitation.
///
/// - `invitation`: The invitation's id: the version that made it.
///
/// Refusals: `capability_missing`, `invitation_not_found`.
///
/// Events: `InvitationRevoked`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_revoke_invitation(
    handle: CartpoolMember,
    invitation: u64,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::RevokeInvitation { invitation })) }
}

/// Joins the cart by an invitation's token: an outsider's only verb.
///
/// Unknown cart, closed cart, expired, revoked, used up, foreign or never issued: all are
/// `invitation_not_valid`.
///
/// - `token`: The secret from the link.
///
/// Refusals: `invitation_not_valid`, `member_id_not_valid`, `member_already_in_cart`,
/// `exceeds_members_max`.
///
/// Events: `InvitationAccepted`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_accept_invitation(
    handle: CartpoolMember,
    token: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || Ok(Command::AcceptInvitation { token: token.required()? }))
    }
}

/// What `cartpool_lock_cart` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolLockCart {
    /// When the hold ends by itself, in Unix milliseconds.
    pub until_ms: CartpoolOptionalU64,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolLockCart {}

/// Holds the cart: until the deadline nobody else edits lines.
///
/// The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
///
/// Refusals: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
///
/// Events: `CartLocked`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_lock_cart(
    handle: CartpoolMember,
    options: *const CartpoolLockCart,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::LockCart { until_ms: options.until_ms.get() })
        })
    }
}

/// Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes
/// nothing.
///
/// Refusals: `capability_missing`.
///
/// Events: `CartUnlocked`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_unlock_cart(
    handle: CartpoolMember,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::UnlockCart)) }
}

/// What `cartpool_set_policies` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetPolicies {
    /// Who may edit lines. A `CARTPOOL_EDIT_POLICY_…`.
    pub edit: CartpoolOptionalU32,
    /// Whether equal lines merge.
    pub merges_lines: CartpoolOptionalBool,
    /// Whether viewers may suggest.
    pub allows_suggestions: CartpoolOptionalBool,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetPolicies {}

/// Changes the cart's policies; what is not named stays.
///
/// Refusals: `capability_missing`.
///
/// Events: `PoliciesSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_policies(
    handle: CartpoolMember,
    options: *const CartpoolSetPolicies,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::SetPolicies {
                edit: options
                    .edit
                    .get()
                    .map(|it| input::numbered(EditPolicy::ALL, it))
                    .transpose()?,
                merges_lines: options.merges_lines.get(),
                allows_suggestions: options.allows_suggestions.get(),
            })
        })
    }
}

/// What `cartpool_rename_cart` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolRenameCart {
    /// What the cart is called.
    pub title: CartpoolStr,
    /// What the cart is for.
    pub purpose: CartpoolStr,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolRenameCart {}

/// Writes the cart's title and purpose; nothing clears one.
///
/// Refusals: `capability_missing`, `exceeds_title_max`, `text_not_valid`.
///
/// Events: `CartRenamed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_rename_cart(
    handle: CartpoolMember,
    options: *const CartpoolRenameCart,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::RenameCart {
                title: options.title.optional()?,
                purpose: options.purpose.optional()?,
            })
        })
    }
}

/// Closes the cart for good; it can still be read. Pledges are taken back, as when whoever
/// made them leaves; a cart whose pledges are locked cannot be closed before their campaign
/// is decided.
///
/// Refusals: `capability_missing`, `pledge_is_locked`.
///
/// Events: `CartClosed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_close_cart(handle: CartpoolMember, out_version: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::CloseCart)) }
}

/// Brings the cart's prices up to the price list, as every commit and priced read does by
/// itself.
///
/// Refusals: `reserved_for_system`.
///
/// Events: `Repriced`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_reprice(handle: CartpoolMember, out_version: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::Reprice)) }
}

/// What `cartpool_set_split` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetSplit {
    /// Each member's part, as decimal text.
    pub parts: *const CartpoolItemOption,
    /// How many.
    pub parts_len: usize,
    /// Whether whoever joins from now on is spared what is in the cart already.
    pub spares_late_joiners: bool,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetSplit {}

/// Chooses how the lines are shared.
///
/// `parts` gives each member's part as decimal text: a weight, a percent (they sum to 100),
/// or an amount; for `single_payer` it names the one. Under `exact` whoever is not named
/// shares the rest equally. A line's own rule and its beneficiaries stand above the cart's
/// rule. With `spares_late_joiners`, whoever joins from now on shares only in lines made
/// after they joined.
///
/// - `rule`: How. A `CARTPOOL_SPLIT_RULE_…`.
///
/// Refusals: `capability_missing`, `split_not_valid`, `member_not_found`,
/// `percents_must_sum_to_hundred`.
///
/// Events: `SplitSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_split(
    handle: CartpoolMember,
    rule: u32,
    options: *const CartpoolSetSplit,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Bill(BillCommand::SetSplit {
                rule: input::numbered(SplitRule::ALL, rule)?,
                parts: input::item_options(options.parts, options.parts_len)?,
                spares_late_joiners: options.spares_late_joiners,
            }))
        })
    }
}

/// What `cartpool_set_line_split` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetLineSplit {
    /// Each member's part, as decimal text.
    pub parts: *const CartpoolItemOption,
    /// How many.
    pub parts_len: usize,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetLineSplit {}

/// Gives a line a rule of its own.
///
/// - `line`: The line.
/// - `rule`: How. A `CARTPOOL_SPLIT_RULE_…`.
///
/// Refusals: `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`,
/// `percents_must_sum_to_hundred`, `exceeds_splits_max`.
///
/// Events: `LineSplitSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_line_split(
    handle: CartpoolMember,
    line: u64,
    rule: u32,
    options: *const CartpoolSetLineSplit,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Bill(BillCommand::SetLineSplit {
                line: LineId(line),
                rule: input::numbered(SplitRule::ALL, rule)?,
                parts: input::item_options(options.parts, options.parts_len)?,
            }))
        })
    }
}

/// Lets a line follow the cart's rule again.
///
/// - `line`: The line.
///
/// Refusals: `capability_missing`, `line_not_found`.
///
/// Events: `LineSplitCleared`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_clear_line_split(
    handle: CartpoolMember,
    line: u64,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::ClearLineSplit { line: LineId(line) }))
        })
    }
}

/// Says who shares in nothing that is split among everybody. The list replaces the one
/// before.
///
/// - `excluded_members`: Present members.
///
/// Refusals: `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named
/// twice).
///
/// Events: `MembersExcluded`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_excluded_members(
    handle: CartpoolMember,
    excluded_members: *const CartpoolStr,
    excluded_members_len: usize,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::SetExcludedMembers {
                excluded_members: input::texts(excluded_members, excluded_members_len)?,
            }))
        })
    }
}

/// What `cartpool_set_sponsor` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetSponsor {
    /// The most they pay for others in all.
    pub amount_max: CartpoolStr,
    /// The most they pay for each.
    pub person_max: CartpoolStr,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetSponsor {}

/// Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
///
/// Somebody else becomes the sponsor only by whoever manages the cart.
///
/// - `sponsor`: Who pays.
///
/// Refusals: `capability_missing`, `member_not_found`, `capability_missing` (to name
/// another), `price_not_valid`, `exceeds_total_max`.
///
/// Events: `SponsorSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_sponsor(
    handle: CartpoolMember,
    sponsor: CartpoolStr,
    options: *const CartpoolSetSponsor,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Bill(BillCommand::SetSponsor {
                sponsor: sponsor.optional()?,
                amount_max: options.amount_max.amount()?,
                person_max: options.person_max.amount()?,
            }))
        })
    }
}

/// Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends
/// it.
///
/// What is missing is raised, and the others' shares fall in proportion to what they have
/// above it.
///
/// - `minimum`: The least that each pays.
///
/// Refusals: `capability_missing`, `price_not_valid`, `exceeds_total_max`.
///
/// Events: `ShareMinimumSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_share_minimum(
    handle: CartpoolMember,
    minimum: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::SetShareMinimum { minimum: minimum.amount()? }))
        })
    }
}

/// What `cartpool_set_adjustment_split` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetAdjustmentSplit {
    /// Who pays, where one does.
    pub payer: CartpoolStr,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetAdjustmentSplit {}

/// Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the
/// cart (unless chosen), or by one payer.
///
/// - `kind`: Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
/// - `rule`: How. A `CARTPOOL_ADJUSTMENT_RULE_…`.
///
/// Refusals: `capability_missing`, `split_not_valid` (a payer without that rule, or none with
/// it), `member_not_found`.
///
/// Events: `AdjustmentSplitSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_adjustment_split(
    handle: CartpoolMember,
    kind: u32,
    rule: u32,
    options: *const CartpoolSetAdjustmentSplit,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Bill(BillCommand::SetAdjustmentSplit {
                kind: input::numbered(AdjustmentKind::ALL, kind)?,
                rule: input::numbered(AdjustmentRule::ALL, rule)?,
                payer: options.payer.optional()?,
            }))
        })
    }
}

/// What `cartpool_add_adjustment` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAddAdjustment {
    /// How much.
    pub amount: CartpoolStr,
    /// Or how many percent.
    pub percent: CartpoolStr,
    /// Of this line.
    pub line: CartpoolOptionalU64,
    /// For this member.
    pub member: CartpoolStr,
    /// Of the lines for this destination.
    pub destination: CartpoolStr,
    /// What it is called.
    pub label: CartpoolStr,
    /// Whether the prices hold it already: taxes only.
    pub included: bool,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolAddAdjustment {}

/// Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart,
/// a line, a member or a destination; its id is the new version.
///
/// Percents are of the lines it is for, after discounts; for a member of their part of all
/// lines, but a tax is of all of them. Amounts are given without a sign: a discount takes
/// off, and never more than there is. A tax that is `included` is shown and changes no total.
/// Members add tips; the rest is the host's.
///
/// - `kind`: Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
///
/// Refusals: `reserved_for_system`, `capability_missing`, `adjustment_not_valid` (neither or
/// both of amount and percent, more than one target, or `included` on what is no tax),
/// `price_not_valid`, `percent_not_valid`, `exceeds_total_max`, `line_not_found`,
/// `member_not_found`, `exceeds_title_max`, `text_not_valid`, `exceeds_adjustments_max`.
///
/// Events: `AdjustmentAdded`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_add_adjustment(
    handle: CartpoolMember,
    kind: u32,
    options: *const CartpoolAddAdjustment,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Bill(BillCommand::AddAdjustment {
                kind: input::numbered(AdjustmentKind::ALL, kind)?,
                amount: options.amount.amount()?,
                percent: options.percent.amount()?,
                line: options.line.get().map(LineId),
                member: options.member.optional()?,
                destination: options.destination.optional()?,
                label: options.label.optional()?,
                included: options.included,
            }))
        })
    }
}

/// Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons;
/// the rest is the host's.
///
/// - `adjustment`: Its id: the version that made it.
///
/// Refusals: `adjustment_not_found`, `capability_missing`, `reserved_for_system`.
///
/// Events: `AdjustmentRemoved`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_remove_adjustment(
    handle: CartpoolMember,
    adjustment: u64,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::RemoveAdjustment { adjustment }))
        })
    }
}

/// What `cartpool_add_discount` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolAddDiscount {
    /// So many percent off.
    pub percent: CartpoolStr,
    /// So much off.
    pub amount: CartpoolStr,
    /// From each quantity on, so many percent off: quantity to percent, as text.
    pub tiers: *const CartpoolItemOption,
    /// How many.
    pub tiers_len: usize,
    /// Of so many bought …
    pub buy: CartpoolOptionalU32,
    /// … so many more are discounted.
    pub get: CartpoolOptionalU32,
    /// Only these SKUs; none named means every line.
    pub skus: *const CartpoolStr,
    /// How many.
    pub skus_len: usize,
    /// What it is called.
    pub label: CartpoolStr,
    /// Whether it stands alone.
    pub exclusive: bool,
    /// Smaller applies first; 100 unless given.
    pub priority: CartpoolOptionalU32,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolAddDiscount {}

/// Adds a discount by a rule; its id is the new version.
///
/// Exactly one rule: `percent`, `amount`, `tiers` (from a quantity on, in percent), or `buy`
/// and `get` (of so many bought, so many more at `percent` off, free unless given; the
/// cheapest are the ones). Discounts apply one after another, by priority and then age, each
/// to what the ones before left. An exclusive one stands alone: the best of the exclusive
/// ones, or all others together, whichever takes off more.
///
/// Refusals: `reserved_for_system`, `discount_not_valid`, `percent_not_valid`,
/// `price_not_valid`, `exceeds_total_max`, `sku_not_valid`, `exceeds_title_max`,
/// `text_not_valid`, `exceeds_adjustments_max`.
///
/// Events: `DiscountAdded`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_add_discount(
    handle: CartpoolMember,
    options: *const CartpoolAddDiscount,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Bill(BillCommand::AddDiscount {
                percent: options.percent.amount()?,
                amount: options.amount.amount()?,
                tiers: input::item_options(options.tiers, options.tiers_len)?,
                buy: options.buy.get(),
                get: options.get.get(),
                skus: input::texts(options.skus, options.skus_len)?,
                label: options.label.optional()?,
                exclusive: options.exclusive,
                priority: options.priority.get(),
            }))
        })
    }
}

/// Says where a line goes, by a label such as an address's name; nothing clears it.
///
/// - `line`: The line.
/// - `destination`: The label.
///
/// Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
/// `exceeds_title_max`, `text_not_valid`, `exceeds_splits_max`.
///
/// Events: `DestinationSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_destination(
    handle: CartpoolMember,
    line: u64,
    destination: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::SetDestination {
                line: LineId(line),
                destination: destination.optional()?,
            }))
        })
    }
}

/// What `cartpool_set_bill_policies` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolSetBillPolicies {
    /// ISO 3166 alpha-2.
    pub country: CartpoolStr,
    /// How half a minor unit and the like are rounded. A `CARTPOOL_ROUNDING_MODE_…`.
    pub rounding: CartpoolOptionalU32,
    /// What is rounded: taxes by line, by unit, by rate, or once. A `CARTPOOL_ROUNDING_LEVEL_…`.
    pub level: CartpoolOptionalU32,
    /// The smallest coin: the total is rounded to it.
    pub cash_step: CartpoolStr,
    /// The least a bill may come to.
    pub order_min: CartpoolStr,
    /// The most.
    pub order_max: CartpoolStr,
    /// Whether these refuse to fix the bill, or only warn.
    pub is_hard: CartpoolOptionalBool,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolSetBillPolicies {}

/// Sets how the bill is rounded, and the order's minimum and maximum; what is not named
/// stays.
///
/// A country sets rounding, level and cash step to its practice; what is named beside it goes
/// before. A step, a minimum or a maximum of 0 ends it.
///
/// Refusals: `reserved_for_system`, `country_not_known`, `price_not_valid`,
/// `exceeds_total_max`.
///
/// Events: `BillPoliciesSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_bill_policies(
    handle: CartpoolMember,
    options: *const CartpoolSetBillPolicies,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Bill(BillCommand::SetBillPolicies {
                country: options.country.optional()?,
                rounding: options
                    .rounding
                    .get()
                    .map(|it| input::numbered(RoundingMode::ALL, it))
                    .transpose()?,
                level: options
                    .level
                    .get()
                    .map(|it| input::numbered(RoundingLevel::ALL, it))
                    .transpose()?,
                cash_step: options.cash_step.amount()?,
                order_min: options.order_min.amount()?,
                order_max: options.order_max.amount()?,
                is_hard: options.is_hard.get(),
            }))
        })
    }
}

/// Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the
/// host's.
///
/// - `group`: The group's id.
///
/// Refusals: `reserved_for_system`, `group_not_valid`.
///
/// Events: `GroupSet`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_group(
    handle: CartpoolMember,
    group: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::SetGroup { group: group.optional()? }))
        })
    }
}

/// Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed.
/// Entering it again changes nothing.
///
/// Unknown, not yet valid and no longer valid are one: `coupon_not_valid`.
///
/// - `code`: What is printed on it.
///
/// Refusals: `capability_missing`, `coupon_not_valid`, `coupon_used_up`,
/// `coupon_used_by_member`, `version_conflict` (the coupon was defined anew meanwhile),
/// `exceeds_coupons_max`, `exceeds_adjustments_max`.
///
/// Events: `DiscountAdded`, with the coupon's code.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_redeem_coupon(
    handle: CartpoolMember,
    code: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::RedeemCoupon { code: code.required()? }))
        })
    }
}

/// Fixes the bill: from here on lines and shares stay as they are, and spare cents are
/// written to the group's ledger.
///
/// Refusals: `capability_missing`, `campaign_is_undecided`, `bill_must_not_be_empty`,
/// `shares_must_sum_to_total`, `below_order_min`, `exceeds_order_max`, `exceeds_total_max`,
/// `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`,
/// `exceeds_ledger_members_max`, `exceeds_ledger_carts_max`, `exceeds_balance_max`,
/// `storage_busy` (where the group's ledger is busy).
///
/// Events: `BillFixed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_fix_bill(handle: CartpoolMember, out_version: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::Bill(BillCommand::FixBill))) }
}

/// Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
///
/// Refusals: `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.
///
/// Events: `BillReopened`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_reopen_bill(
    handle: CartpoolMember,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { commit(handle, out_version, || Ok(Command::Bill(BillCommand::ReopenBill))) }
}

/// Records that a member paid the merchant.
///
/// - `payer`: Who paid.
/// - `amount`: How much.
///
/// Refusals: `capability_missing`, `bill_is_not_fixed`, `member_not_found`,
/// `price_not_valid`, `amount_must_not_be_zero`, `exceeds_amount_due`.
///
/// Events: `PaymentRecorded`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_record_payment(
    handle: CartpoolMember,
    payer: CartpoolStr,
    amount: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::RecordPayment {
                payer: payer.required()?,
                amount: amount.required_amount()?,
            }))
        })
    }
}

/// Records that one member paid another. The payee says so, or whoever manages the cart. It
/// may be more than is owed: a transfer the other way takes it back.
///
/// - `payer`: Who paid.
/// - `payee`: Whom.
/// - `amount`: How much.
///
/// Refusals: `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid`
/// (both are the same), `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as
/// either's balance of transfers).
///
/// Events: `TransferRecorded`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_record_transfer(
    handle: CartpoolMember,
    payer: CartpoolStr,
    payee: CartpoolStr,
    amount: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::RecordTransfer {
                payer: payer.required()?,
                payee: payee.required()?,
                amount: amount.required_amount()?,
            }))
        })
    }
}

/// Gives back what was paid for so many of a line: to each the very cents their share of it
/// was.
///
/// - `line`: The line.
/// - `quantity`: How many.
///
/// Refusals: `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`,
/// `quantity_must_not_be_zero`, `exceeds_refundable_quantity`.
///
/// Events: `ItemRefunded`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_refund_item(
    handle: CartpoolMember,
    line: u64,
    quantity: u32,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::Bill(BillCommand::RefundItem { line: LineId(line), quantity }))
        })
    }
}

/// What `cartpool_pledge` may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolPledge {
    /// Which of its SKUs; need not be said where it has one.
    pub sku: CartpoolStr,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl input::Options for CartpoolPledge {}

/// Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign
/// counts.
///
/// A member's pledge of the same SKU to the same campaign grows. The ordinary verbs change
/// the line, and the campaign hears of each change: until it locks pledges may shrink, from
/// then on they only grow. What is beyond the campaign's maximum waits, and leaves the cart
/// when the campaign closes. Whoever leaves before the lock takes back what they pledged. A
/// price that the campaign reaches or loses shows at the cart's next read or command; so that
/// nobody else brings a cart above its bound, what it has pledged counts against
/// `exceeds_total_max` at the highest price of any tier or none.
///
/// - `campaign`: The campaign.
/// - `quantity`: How many; at least 1.
///
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
/// `quantity_must_not_be_zero`, `campaign_not_found`, `sku_not_in_campaign`,
/// `campaign_takes_no_pledges`, `category_not_allowed`, `below_pledge_min`,
/// `exceeds_pledge_max`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`,
/// `exceeds_money_cap`, `exceeds_cart_campaigns_max`, `exceeds_skus_max`,
/// `exceeds_campaign_carts_max`.
///
/// Events: `Pledged` for a new line, `ItemIncreased` for one that grew.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_pledge(
    handle: CartpoolMember,
    campaign: CartpoolStr,
    quantity: u32,
    options: *const CartpoolPledge,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            let options = input::options(options);
            Ok(Command::Pledge {
                campaign: campaign.required()?,
                sku: options.sku.optional()?,
                quantity,
            })
        })
    }
}

/// Brings the cart up to a campaign it has pledged to, as every commit and priced read does
/// by itself.
///
/// - `campaign`: The campaign.
///
/// Refusals: `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the
/// campaign is not decided).
///
/// Events: `CampaignFollowed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_follow_campaign(
    handle: CartpoolMember,
    campaign: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        commit(handle, out_version, || {
            Ok(Command::FollowCampaign { campaign: campaign.required()? })
        })
    }
}
