// @generated from core/src/command.rs by cargo gen
//! Verbs on the handle of a member or of a batch.

#![allow(clippy::too_many_arguments, reason = "a verb has the arguments it has")]

use cartpool::{Command, EditPolicy, LineId};

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
/// grows; otherwise, or with `separate`, a new line is made whose id is the new version. If
/// somebody else already put this SKU in the cart, the event says who, how many and when. A
/// line holds at most 9,999 and a cart 250 lines unless configured.
///
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`,
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
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
/// `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
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
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
/// `quantity_must_not_be_zero`, `exceeds_quantity_max`, `exceeds_total_max`,
/// `exceeds_money_cap`.
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
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`.
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
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
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
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
/// `member_not_found`, `beneficiaries_must_differ`.
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
/// Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
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
    /// What it may do.
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
    /// Who may edit lines.
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

/// Closes the cart for good; it can still be read.
///
/// Refusals: `capability_missing`.
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
