// @generated from core/src/command.rs by cargo gen
'use strict'

const native = require('./native.js')
const { HANDLE, pairs, settled } = require('./refusal.js')

/** One method per verb, each a call on the handle of whoever has it. */
class Verbs {
  /**
   * Adds `quantity` of `sku` at the price list's price.
   *
   * Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows; otherwise, or
   * with `separate`, a new line is made whose id is the new version. If somebody else already put this SKU in
   * the cart, the event says who, how many and when. A line holds at most 9,999 and a cart 250 lines unless
   * configured.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `quantity_must_not_be_zero`,
   * `sku_not_valid`, `exceeds_options_max`, `option_not_valid`, `exceeds_note_max`, `text_not_valid`,
   * `member_not_found`, `beneficiaries_must_differ`, `unit_price_not_allowed`, `price_not_valid`,
   * `exceeds_unit_price_max`, `price_not_found`, `category_not_allowed`, `exceeds_quantity_max`,
   * `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`, `exceeds_skus_max`.
   *
   * Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.
   */
  addItem(sku, quantity, given) {
    if (given === undefined) return settled(native.addItem(this[HANDLE], sku, quantity))
    const { unitPrice, options, note, beneficiaries, separate } = given
    return settled(native.addItemWith(this[HANDLE], sku, quantity, unitPrice, pairs(options), note, beneficiaries, separate))
  }

  /**
   * Changes a line's quantity by `delta`; at zero or below the line is removed.
   *
   * Parallel adjustments all count. A delta of 0 changes nothing.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
   * `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
   *
   * Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
   */
  adjustQuantity(line, delta) {
    return settled(native.adjustQuantity(this[HANDLE], line, delta))
  }

  /**
   * Sets a line's quantity; the last writer wins.
   *
   * With `seenQuantity`, what the member saw when deciding: if the line changed meanwhile the event is marked
   * contested for all to see. It never refuses for that.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
   * `quantity_must_not_be_zero`, `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
   *
   * Events: `QuantitySet`.
   */
  setQuantity(line, quantity, given) {
    if (given === undefined) return settled(native.setQuantity(this[HANDLE], line, quantity))
    const { seenQuantity } = given
    return settled(native.setQuantityWith(this[HANDLE], line, quantity, seenQuantity))
  }

  /**
   * Removes a line.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`.
   *
   * Events: `ItemRemoved`.
   */
  removeItem(line) {
    return settled(native.removeItem(this[HANDLE], line))
  }

  /**
   * Writes a line's note, or clears it.
   *
   * The text is kept beside the log, so that it can be erased.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
   * `exceeds_note_max`, `text_not_valid`.
   *
   * Events: `NoteSet`.
   */
  setNote(line, note) {
    return settled(native.setNote(this[HANDLE], line, note))
  }

  /**
   * Says for whom a line is; an empty list means for everybody.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
   * `member_not_found`, `beneficiaries_must_differ`.
   *
   * Events: `BeneficiariesSet`.
   */
  setBeneficiaries(line, beneficiaries) {
    return settled(native.setBeneficiaries(this[HANDLE], line, beneficiaries))
  }

  /**
   * Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing clears
   * one.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
   * `exceeds_title_max`, `text_not_valid`.
   *
   * Events: `ReasonSet`.
   */
  setReason(line, given) {
    if (given === undefined) return settled(native.setReason(this[HANDLE], line))
    const { purpose, project, costCentre } = given
    return settled(native.setReasonWith(this[HANDLE], line, purpose, project, costCentre))
  }

  /**
   * Seats a member with a role.
   *
   * Nobody grants what they lack. A cart holds at most 50 members unless configured.
   *
   * Refusals: `capability_missing`, `member_id_not_valid`, `role_not_found`, `ownership_must_be_offered`,
   * `capability_missing` (for what the role holds and the actor lacks), `member_already_in_cart`,
   * `exceeds_members_max`.
   *
   * Events: `MemberAdded`.
   */
  addMember(member, role) {
    return settled(native.addMember(this[HANDLE], member, role))
  }

  /**
   * Removes a member; their lines stay, their open invitations end.
   *
   * Refusals: `capability_missing`, `member_not_found`, `owner_must_stay`, `capability_missing` (for what their
   * role holds and the actor lacks).
   *
   * Events: `MemberRemoved`, with the invitations that ended.
   */
  removeMember(member) {
    return settled(native.removeMember(this[HANDLE], member))
  }

  /**
   * Leaves the cart; one's lines stay, one's open invitations end.
   *
   * Refusals: `owner_must_stay`.
   *
   * Events: `MemberLeft`, with the invitations that ended.
   */
  leave() {
    return settled(native.leave(this[HANDLE]))
  }

  /**
   * Gives a member another role; their open invitations above the new right end.
   *
   * Refusals: `capability_missing`, `member_not_found`, `role_not_found`, `ownership_must_be_offered`,
   * `capability_missing` (for what either role holds and the actor lacks).
   *
   * Events: `RoleSet`, with the invitations that ended.
   */
  setRole(member, role) {
    return settled(native.setRole(this[HANDLE], member, role))
  }

  /**
   * Defines a custom role of this cart, or defines it anew for all who have it.
   *
   * `moneyCap` bounds the sum of the lines a member with this role added; such a member grows only their own
   * lines. With `categoriesAllowed` only SKUs of these categories may be added; those of `categoriesDenied`
   * never.
   *
   * Refusals: `capability_missing`, `role_name_not_valid`, `ready_role_is_fixed`, `ownership_must_be_offered`,
   * `capability_missing` (for what the role holds or held and the actor lacks), `price_not_valid`,
   * `exceeds_total_max`, `exceeds_categories_max`, `category_not_valid`, `exceeds_roles_max`.
   *
   * Events: `RoleDefined`, with the invitations that ended.
   */
  defineRole(name, given) {
    if (given === undefined) return settled(native.defineRole(this[HANDLE], name))
    const { capabilities, moneyCap, categoriesAllowed, categoriesDenied } = given
    return settled(native.defineRoleWith(this[HANDLE], name, capabilities, moneyCap, categoriesAllowed, categoriesDenied))
  }

  /**
   * Offers ownership to a present member; a later offer replaces an earlier one.
   *
   * Refusals: `capability_missing`, `member_not_found`.
   *
   * Events: `OwnershipOffered`.
   */
  offerOwnership(member) {
    return settled(native.offerOwnership(this[HANDLE], member))
  }

  /**
   * Accepts the ownership offered to oneself; the former owner becomes an admin.
   *
   * Refusals: `ownership_not_offered`.
   *
   * Events: `OwnershipAccepted`.
   */
  acceptOwnership() {
    return settled(native.acceptOwnership(this[HANDLE]))
  }

  /**
   * Takes an offer of ownership back, or declines the one made to oneself.
   *
   * Refusals: `ownership_not_offered`, `capability_missing`.
   *
   * Events: `OwnershipDeclined`.
   */
  declineOwnership() {
    return settled(native.declineOwnership(this[HANDLE]))
  }

  /**
   * Makes an invitation by link, whose id is the new version.
   *
   * The host makes a `Token`, passes its hash, and puts cart id and token into the link. The default is 7 days
   * and 10 uses; at most 30 days and 100 uses. A link admits at most as editor.
   *
   * Refusals: `capability_missing`, `role_not_found`, `invitation_role_too_high`, `capability_missing` (for what
   * the role holds and the actor lacks), `exceeds_invitation_uses_max`, `deadline_not_valid`,
   * `exceeds_invitations_max`.
   *
   * Events: `Invited`.
   */
  invite(tokenHash, role, given) {
    if (given === undefined) return settled(native.invite(this[HANDLE], tokenHash, role))
    const { usesMax, expiresAtMs } = given
    return settled(native.inviteWith(this[HANDLE], tokenHash, role, usesMax, expiresAtMs))
  }

  /**
   * Ends a pending invitation.
   *
   * Refusals: `capability_missing`, `invitation_not_found`.
   *
   * Events: `InvitationRevoked`.
   */
  revokeInvitation(invitation) {
    return settled(native.revokeInvitation(this[HANDLE], invitation))
  }

  /**
   * Joins the cart by an invitation's token: an outsider's only verb.
   *
   * Unknown cart, closed cart, expired, revoked, used up, foreign or never issued: all are
   * `invitation_not_valid`.
   *
   * Refusals: `invitation_not_valid`, `member_id_not_valid`, `member_already_in_cart`, `exceeds_members_max`.
   *
   * Events: `InvitationAccepted`.
   */
  acceptInvitation(token) {
    return settled(native.acceptInvitation(this[HANDLE], token))
  }

  /**
   * Holds the cart: until the deadline nobody else edits lines.
   *
   * The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
   *
   * Refusals: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
   *
   * Events: `CartLocked`.
   */
  lockCart(given) {
    if (given === undefined) return settled(native.lockCart(this[HANDLE]))
    const { untilMs } = given
    return settled(native.lockCartWith(this[HANDLE], untilMs))
  }

  /**
   * Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
   *
   * Refusals: `capability_missing`.
   *
   * Events: `CartUnlocked`.
   */
  unlockCart() {
    return settled(native.unlockCart(this[HANDLE]))
  }

  /**
   * Changes the cart's policies; what is not named stays.
   *
   * Refusals: `capability_missing`.
   *
   * Events: `PoliciesSet`.
   */
  setPolicies(given) {
    if (given === undefined) return settled(native.setPolicies(this[HANDLE]))
    const { edit, mergesLines, allowsSuggestions } = given
    return settled(native.setPoliciesWith(this[HANDLE], edit, mergesLines, allowsSuggestions))
  }

  /**
   * Writes the cart's title and purpose; nothing clears one.
   *
   * Refusals: `capability_missing`, `exceeds_title_max`, `text_not_valid`.
   *
   * Events: `CartRenamed`.
   */
  renameCart(given) {
    if (given === undefined) return settled(native.renameCart(this[HANDLE]))
    const { title, purpose } = given
    return settled(native.renameCartWith(this[HANDLE], title, purpose))
  }

  /**
   * Closes the cart for good; it can still be read.
   *
   * Refusals: `capability_missing`.
   *
   * Events: `CartClosed`.
   */
  closeCart() {
    return settled(native.closeCart(this[HANDLE]))
  }

  /**
   * Brings the cart's prices up to the price list, as every commit and priced read does by itself.
   *
   * Refusals: `reserved_for_system`.
   *
   * Events: `Repriced`.
   */
  reprice() {
    return settled(native.reprice(this[HANDLE]))
  }
}

module.exports = { Verbs }
