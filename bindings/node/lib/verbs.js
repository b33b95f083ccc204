// @generated from core/src/command.rs by cargo gen
'use strict'

const native = require('./native.js')
const { HANDLE, bag, pairs, settled } = require('./refusal.js')
const { Held } = require('./hold.js')
const { answer, laidOut, laidOutWithText, quick } = require('./registers.js')

/** One method per verb, each a call on the handle of whoever has it. */
class Verbs extends Held {
  /**
   * Adds `quantity` of `sku` at the price list's price.
   *
   * Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows, if the member
   * may edit it; otherwise, or with `separate`, a new line is made whose id is the new version. If somebody else
   * already put this SKU in the cart, the event says who, how many and when. A line holds at most 9,999 and a
   * cart 250 lines unless configured.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
   * `quantity_must_not_be_zero`, `sku_not_valid`, `exceeds_options_max`, `option_not_valid`, `exceeds_note_max`,
   * `text_not_valid`, `member_not_found`, `beneficiaries_must_differ`, `unit_price_not_allowed`,
   * `price_not_valid`, `exceeds_unit_price_max`, `price_not_found`, `category_not_allowed`,
   * `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`, `exceeds_skus_max`.
   *
   * Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.
   */
  addItem(sku, quantity, given) {
    if (given === undefined) {
      if (!laidOutWithText(this[HANDLE], sku, quantity)) return settled(native.addItem(this[HANDLE], sku, quantity))
      quick.addItem()
      return settled(answer())
    }
    const { unitPrice, options, note, beneficiaries, separate } = bag(given)
    return settled(native.addItemWith(this[HANDLE], sku, quantity, unitPrice, pairs(options), note, beneficiaries, separate))
  }

  /**
   * Changes a line's quantity by `delta`; at zero or below the line is removed.
   *
   * Parallel adjustments all count. A delta of 0 changes nothing.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`;
   * of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`, `below_pledge_min`, `exceeds_pledge_max`;
   * `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
   *
   * Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
   */
  adjustQuantity(line, delta) {
    if (!laidOut(this[HANDLE], line, delta)) return settled(native.adjustQuantity(this[HANDLE], line, delta))
    quick.adjustQuantity()
    return settled(answer())
  }

  /**
   * Sets a line's quantity; the last writer wins.
   *
   * With `seenQuantity`, what the member saw when deciding: if the line changed meanwhile the event is marked
   * contested for all to see. It never refuses for that.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`,
   * `quantity_must_not_be_zero`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`,
   * `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
   *
   * Events: `QuantitySet`.
   */
  setQuantity(line, quantity, given) {
    if (given === undefined) {
      if (!laidOut(this[HANDLE], line, quantity)) return settled(native.setQuantity(this[HANDLE], line, quantity))
      quick.setQuantity()
      return settled(answer())
    }
    const { seenQuantity } = bag(given)
    return settled(native.setQuantityWith(this[HANDLE], line, quantity, seenQuantity))
  }

  /**
   * Removes a line.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`;
   * of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`.
   *
   * Events: `ItemRemoved`.
   */
  removeItem(line) {
    if (!laidOut(this[HANDLE], line, 0)) return settled(native.removeItem(this[HANDLE], line))
    quick.removeItem()
    return settled(answer())
  }

  /**
   * Writes a line's note, or clears it.
   *
   * The text is kept beside the log, so that it can be erased.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
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
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`,
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
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
   * `exceeds_title_max`, `text_not_valid`.
   *
   * Events: `ReasonSet`.
   */
  setReason(line, given) {
    if (given === undefined) return settled(native.setReason(this[HANDLE], line))
    const { purpose, project, costCentre } = bag(given)
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
    const { capabilities, moneyCap, categoriesAllowed, categoriesDenied } = bag(given)
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
    const { usesMax, expiresAtMs } = bag(given)
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
    const { untilMs } = bag(given)
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
    const { edit, mergesLines, allowsSuggestions } = bag(given)
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
    const { title, purpose } = bag(given)
    return settled(native.renameCartWith(this[HANDLE], title, purpose))
  }

  /**
   * Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made them leaves; a
   * cart whose pledges are locked cannot be closed before their campaign is decided.
   *
   * Refusals: `capability_missing`, `pledge_is_locked`.
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

  /**
   * Chooses how the lines are shared.
   *
   * `parts` gives each member's part as decimal text: a weight, a percent (they sum to 100), or an amount; for
   * `single_payer` it names the one. Under `exact` whoever is not named shares the rest equally. A line's own
   * rule and its beneficiaries stand above the cart's rule. With `sparesLateJoiners`, whoever joins from now on
   * shares only in lines made after they joined.
   *
   * Refusals: `capability_missing`, `split_not_valid`, `member_not_found`, `percents_must_sum_to_hundred`.
   *
   * Events: `SplitSet`.
   */
  setSplit(rule, given) {
    if (given === undefined) return settled(native.setSplit(this[HANDLE], rule))
    const { parts, sparesLateJoiners } = bag(given)
    return settled(native.setSplitWith(this[HANDLE], rule, pairs(parts), sparesLateJoiners))
  }

  /**
   * Gives a line a rule of its own.
   *
   * Refusals: `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`,
   * `percents_must_sum_to_hundred`, `exceeds_splits_max`.
   *
   * Events: `LineSplitSet`.
   */
  setLineSplit(line, rule, given) {
    if (given === undefined) return settled(native.setLineSplit(this[HANDLE], line, rule))
    const { parts } = bag(given)
    return settled(native.setLineSplitWith(this[HANDLE], line, rule, pairs(parts)))
  }

  /**
   * Lets a line follow the cart's rule again.
   *
   * Refusals: `capability_missing`, `line_not_found`.
   *
   * Events: `LineSplitCleared`.
   */
  clearLineSplit(line) {
    return settled(native.clearLineSplit(this[HANDLE], line))
  }

  /**
   * Says who shares in nothing that is split among everybody. The list replaces the one before.
   *
   * Refusals: `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named twice).
   *
   * Events: `MembersExcluded`.
   */
  setExcludedMembers(excludedMembers) {
    return settled(native.setExcludedMembers(this[HANDLE], excludedMembers))
  }

  /**
   * Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
   *
   * Somebody else becomes the sponsor only by whoever manages the cart.
   *
   * Refusals: `capability_missing`, `member_not_found`, `capability_missing` (to name another),
   * `price_not_valid`, `exceeds_total_max`.
   *
   * Events: `SponsorSet`.
   */
  setSponsor(sponsor, given) {
    if (given === undefined) return settled(native.setSponsor(this[HANDLE], sponsor))
    const { amountMax, personMax } = bag(given)
    return settled(native.setSponsorWith(this[HANDLE], sponsor, amountMax, personMax))
  }

  /**
   * Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.
   *
   * What is missing is raised, and the others' shares fall in proportion to what they have above it.
   *
   * Refusals: `capability_missing`, `price_not_valid`, `exceeds_total_max`.
   *
   * Events: `ShareMinimumSet`.
   */
  setShareMinimum(minimum) {
    return settled(native.setShareMinimum(this[HANDLE], minimum))
  }

  /**
   * Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart (unless
   * chosen), or by one payer.
   *
   * Refusals: `capability_missing`, `split_not_valid` (a payer without that rule, or none with it),
   * `member_not_found`.
   *
   * Events: `AdjustmentSplitSet`.
   */
  setAdjustmentSplit(kind, rule, given) {
    if (given === undefined) return settled(native.setAdjustmentSplit(this[HANDLE], kind, rule))
    const { payer } = bag(given)
    return settled(native.setAdjustmentSplitWith(this[HANDLE], kind, rule, payer))
  }

  /**
   * Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a line, a member
   * or a destination; its id is the new version.
   *
   * Percents are of the lines it is for, after discounts; for a member of their part of all lines, but a tax is
   * of all of them. Amounts are given without a sign: a discount takes off, and never more than there is. A tax
   * that is `included` is shown and changes no total. Members add tips; the rest is the host's.
   *
   * Refusals: `reserved_for_system`, `capability_missing`, `adjustment_not_valid` (neither or both of amount and
   * percent, more than one target, or `included` on what is no tax), `price_not_valid`, `percent_not_valid`,
   * `exceeds_total_max`, `line_not_found`, `member_not_found`, `exceeds_title_max`, `text_not_valid`,
   * `exceeds_adjustments_max`.
   *
   * Events: `AdjustmentAdded`.
   */
  addAdjustment(kind, given) {
    if (given === undefined) return settled(native.addAdjustment(this[HANDLE], kind))
    const { amount, percent, line, member, destination, label, included } = bag(given)
    return settled(native.addAdjustmentWith(this[HANDLE], kind, amount, percent, line, member, destination, label, included))
  }

  /**
   * Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the rest is the
   * host's.
   *
   * Refusals: `adjustment_not_found`, `capability_missing`, `reserved_for_system`.
   *
   * Events: `AdjustmentRemoved`.
   */
  removeAdjustment(adjustment) {
    return settled(native.removeAdjustment(this[HANDLE], adjustment))
  }

  /**
   * Adds a discount by a rule; its id is the new version.
   *
   * Exactly one rule: `percent`, `amount`, `tiers` (from a quantity on, in percent), or `buy` and `get` (of so
   * many bought, so many more at `percent` off, free unless given; the cheapest are the ones). Discounts apply
   * one after another, by priority and then age, each to what the ones before left. An exclusive one stands
   * alone: the best of the exclusive ones, or all others together, whichever takes off more.
   *
   * Refusals: `reserved_for_system`, `discount_not_valid`, `percent_not_valid`, `price_not_valid`,
   * `exceeds_total_max`, `sku_not_valid`, `exceeds_title_max`, `text_not_valid`, `exceeds_adjustments_max`.
   *
   * Events: `DiscountAdded`.
   */
  addDiscount(given) {
    if (given === undefined) return settled(native.addDiscount(this[HANDLE]))
    const { percent, amount, tiers, buy, get, skus, label, exclusive, priority } = bag(given)
    return settled(native.addDiscountWith(this[HANDLE], percent, amount, pairs(tiers), buy, get, skus, label, exclusive, priority))
  }

  /**
   * Says where a line goes, by a label such as an address's name; nothing clears it.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
   * `exceeds_title_max`, `text_not_valid`, `exceeds_splits_max`.
   *
   * Events: `DestinationSet`.
   */
  setDestination(line, destination) {
    return settled(native.setDestination(this[HANDLE], line, destination))
  }

  /**
   * Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.
   *
   * A country sets rounding, level and cash step to its practice; what is named beside it goes before. A step, a
   * minimum or a maximum of 0 ends it.
   *
   * Refusals: `reserved_for_system`, `country_not_known`, `price_not_valid`, `exceeds_total_max`.
   *
   * Events: `BillPoliciesSet`.
   */
  setBillPolicies(given) {
    if (given === undefined) return settled(native.setBillPolicies(this[HANDLE]))
    const { country, rounding, level, cashStep, orderMin, orderMax, isHard } = bag(given)
    return settled(native.setBillPoliciesWith(this[HANDLE], country, rounding, level, cashStep, orderMin, orderMax, isHard))
  }

  /**
   * Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the host's.
   *
   * Refusals: `reserved_for_system`, `group_not_valid`.
   *
   * Events: `GroupSet`.
   */
  setGroup(group) {
    return settled(native.setGroup(this[HANDLE], group))
  }

  /**
   * Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering it again
   * changes nothing.
   *
   * Unknown, not yet valid and no longer valid are one: `coupon_not_valid`.
   *
   * Refusals: `capability_missing`, `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`,
   * `version_conflict` (the coupon was defined anew meanwhile), `exceeds_coupons_max`,
   * `exceeds_adjustments_max`.
   *
   * Events: `DiscountAdded`, with the coupon's code.
   */
  redeemCoupon(code) {
    return settled(native.redeemCoupon(this[HANDLE], code))
  }

  /**
   * Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to the group's
   * ledger.
   *
   * Refusals: `capability_missing`, `campaign_is_undecided`, `bill_must_not_be_empty`,
   * `shares_must_sum_to_total`, `below_order_min`, `exceeds_order_max`, `exceeds_total_max`, `coupon_not_valid`,
   * `coupon_used_up`, `coupon_used_by_member`, `exceeds_ledger_members_max`, `exceeds_ledger_carts_max`,
   * `exceeds_balance_max`, `storage_busy` (where the group's ledger is busy).
   *
   * Events: `BillFixed`.
   */
  fixBill() {
    return settled(native.fixBill(this[HANDLE]))
  }

  /**
   * Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
   *
   * Refusals: `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.
   *
   * Events: `BillReopened`.
   */
  reopenBill() {
    return settled(native.reopenBill(this[HANDLE]))
  }

  /**
   * Records that a member paid the merchant.
   *
   * Refusals: `capability_missing`, `bill_is_not_fixed`, `member_not_found`, `price_not_valid`,
   * `amount_must_not_be_zero`, `exceeds_amount_due`.
   *
   * Events: `PaymentRecorded`.
   */
  recordPayment(payer, amount) {
    return settled(native.recordPayment(this[HANDLE], payer, amount))
  }

  /**
   * Records that one member paid another. The payee says so, or whoever manages the cart. It may be more than is
   * owed: a transfer the other way takes it back.
   *
   * Refusals: `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid` (both are the
   * same), `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as either's balance of transfers).
   *
   * Events: `TransferRecorded`.
   */
  recordTransfer(payer, payee, amount) {
    return settled(native.recordTransfer(this[HANDLE], payer, payee, amount))
  }

  /**
   * Gives back what was paid for so many of a line: to each the very cents their share of it was.
   *
   * Refusals: `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`, `quantity_must_not_be_zero`,
   * `exceeds_refundable_quantity`.
   *
   * Events: `ItemRefunded`.
   */
  refundItem(line, quantity) {
    return settled(native.refundItem(this[HANDLE], line, quantity))
  }

  /**
   * Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign counts.
   *
   * A member's pledge of the same SKU to the same campaign grows. The ordinary verbs change the line, and the
   * campaign hears of each change: until it locks pledges may shrink, from then on they only grow. What is
   * beyond the campaign's maximum waits, and leaves the cart when the campaign closes. Whoever leaves before the
   * lock takes back what they pledged. A price that the campaign reaches or loses shows at the cart's next read
   * or command; so that nobody else brings a cart above its bound, what it has pledged counts against
   * `exceeds_total_max` at the highest price of any tier or none.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
   * `quantity_must_not_be_zero`, `campaign_not_found`, `sku_not_in_campaign`, `campaign_takes_no_pledges`,
   * `category_not_allowed`, `below_pledge_min`, `exceeds_pledge_max`, `exceeds_quantity_max`,
   * `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`, `exceeds_cart_campaigns_max`,
   * `exceeds_skus_max`, `exceeds_campaign_carts_max`.
   *
   * Events: `Pledged` for a new line, `ItemIncreased` for one that grew.
   */
  pledge(campaign, quantity, given) {
    if (given === undefined) return settled(native.pledge(this[HANDLE], campaign, quantity))
    const { sku } = bag(given)
    return settled(native.pledgeWith(this[HANDLE], campaign, sku, quantity))
  }

  /**
   * Brings the cart up to a campaign it has pledged to, as every commit and priced read does by itself.
   *
   * Refusals: `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the campaign is not
   * decided).
   *
   * Events: `CampaignFollowed`.
   */
  followCampaign(campaign) {
    return settled(native.followCampaign(this[HANDLE], campaign))
  }
}

module.exports = { Verbs }
