// @generated from core/src/command.rs by cargo gen

/** An integer, exactly: a safe integer or a bigint. Anything else is refused. */
export type Integer = number | bigint

/** What sets a line apart: `{ size: 'L' }`, or entries as a `Map` has them. */
export type ItemOptions = { readonly [key: string]: string } | Iterable<readonly [string, string]>

/** Exact decimals, as text, by a member or a quantity: `{ ana: '2' }`, or entries as a `Map` has them. */
export type Decimals = { readonly [key: string]: string } | Iterable<readonly [string, string]>

/** An amount of money. */
export interface Money {
  /** The exact decimal, with the currency's digits. */
  readonly amount: string
  /** The same in the currency's minor units. */
  readonly minor: number
  /** The ISO 4217 code. */
  readonly currency: string
}

/** What every event has. */
export interface EventHead {
  /** The version the event made. */
  readonly version: number
  /** When, in Unix milliseconds; never before the event before it. */
  readonly atMs: number
  /** The member who caused it; null for the host itself, and where people may not be seen. */
  readonly actor: string | null
  /** Whether the host itself caused it. */
  readonly isSystem: boolean
}

/** A setting a cart starts from; `Preset::policies` shows all it decides. */
export type Preset =
  | 'family'
  | 'friends'
  | 'team'
  | 'wholesale'
  | 'group_buy'
  | 'public'

/** Who may edit lines. */
export type EditPolicy =
  | 'open'
  | 'own_lines'
  | 'owner_only'
  | 'suggest_only'

/** How lines are shared. */
export type SplitRule =
  | 'equal'
  | 'by_line'
  | 'by_weight'
  | 'by_percent'
  | 'exact'
  | 'single_payer'

/** What is added to the lines, or taken off. */
export type AdjustmentKind =
  | 'discount'
  | 'fee'
  | 'shipping'
  | 'tax'
  | 'tip'
  | 'cash_rounding'

/** How an adjustment is shared. */
export type AdjustmentRule =
  | 'proportional'
  | 'equal'
  | 'payer'

/** Which way what is between two minor units goes. */
export type RoundingMode =
  | 'half_up'
  | 'half_even'
  | 'half_down'
  | 'up'
  | 'down'

/** Where tax is rounded; what is summed up to there is exact. */
export type RoundingLevel =
  | 'line'
  | 'unit'
  | 'tax_rate'
  | 'total'

/** Where a campaign is in its life. */
export type CampaignStatus =
  | 'scheduled'
  | 'open'
  | 'tipped'
  | 'filling'
  | 'topping_up'
  | 'closed'
  | 'ordered'
  | 'failed'
  | 'cancelled'

/** Where a cart is in its life. */
export type CartStatus =
  | 'open'
  | 'closed'

/** Why a member pays a part of a row. */
export type CellReason =
  | 'equal'
  | 'own'
  | 'beneficiary'
  | 'weight'
  | 'percent'
  | 'exact'
  | 'payer'
  | 'proportional'
  | 'sponsor'
  | 'minimum'
  | 'refund'

/** What a campaign's thresholds count. */
export type CampaignMeasure =
  | 'quantity'
  | 'money'
  | 'members'

/** What becomes of a campaign that is below its minimum at its deadline. */
export type DeadlinePolicy =
  | 'fail'
  | 'extend_once'
  | 'order_anyway'
  | 'leader_tops_up'

/** Something about a campaign that everybody is to hear of. */
export type CampaignMomentKind =
  | 'tipped'
  | 'tip_lost'
  | 'tier_reached'
  | 'tier_lost'
  | 'extended'
  | 'topping_up'
  | 'closed'
  | 'ordered'
  | 'failed'
  | 'cancelled'

/** What kind of trouble a code is; hosts map each kind to one error class. */
export type ErrorKind =
  | 'invalid'
  | 'not_found'
  | 'denied'
  | 'conflict'
  | 'limit'
  | 'internal'
  | 'storage'

/** A single permission. */
export type Capability =
  | 'view_items'
  | 'view_people'
  | 'comment'
  | 'suggest'
  | 'vote'
  | 'veto'
  | 'add_items'
  | 'edit_own_lines'
  | 'edit_any_lines'
  | 'lock_cart'
  | 'manage_cart'
  | 'invite_members'
  | 'manage_members'
  | 'manage_roles'
  | 'own_cart'
  | 'submit_purchase'
  | 'approve_purchase'
  | 'manage_budgets'
  | 'split_bill'
  | 'apply_coupons'
  | 'pledge'
  | 'manage_campaigns'
  | 'checkout'
  | 'export_cart'

/** Why a call was refused. */
export type ErrorCode =
  | 'internal_error'
  | 'engine_is_closed'
  | 'cart_is_damaged'
  | 'limits_not_valid'
  | 'exceeds_memory_max'
  | 'rate_exceeded'
  | 'handle_not_valid'
  | 'text_must_be_utf8'
  | 'argument_not_valid'
  | 'cart_not_found'
  | 'cart_is_closed'
  | 'cart_is_locked'
  | 'version_conflict'
  | 'version_not_found'
  | 'version_no_longer_kept'
  | 'exceeds_cart_bytes_max'
  | 'exceeds_events_max'
  | 'cart_id_not_valid'
  | 'cart_already_exists'
  | 'capability_missing'
  | 'reserved_for_system'
  | 'member_not_found'
  | 'member_already_in_cart'
  | 'member_id_not_valid'
  | 'exceeds_members_max'
  | 'role_not_found'
  | 'role_name_not_valid'
  | 'exceeds_roles_max'
  | 'ready_role_is_fixed'
  | 'ownership_must_be_offered'
  | 'ownership_not_offered'
  | 'owner_must_stay'
  | 'exceeds_categories_max'
  | 'category_not_valid'
  | 'line_not_found'
  | 'quantity_must_not_be_zero'
  | 'exceeds_quantity_max'
  | 'exceeds_lines_max'
  | 'sku_not_valid'
  | 'suggestion_required'
  | 'exceeds_money_cap'
  | 'category_not_allowed'
  | 'exceeds_note_max'
  | 'exceeds_options_max'
  | 'option_not_valid'
  | 'beneficiaries_must_differ'
  | 'exceeds_title_max'
  | 'text_not_valid'
  | 'deadline_not_valid'
  | 'price_not_found'
  | 'unit_price_not_allowed'
  | 'price_not_valid'
  | 'exceeds_unit_price_max'
  | 'exceeds_total_max'
  | 'currency_not_valid'
  | 'exceeds_skus_max'
  | 'invitation_not_valid'
  | 'invitation_not_found'
  | 'exceeds_invitations_max'
  | 'invitation_role_too_high'
  | 'exceeds_invitation_uses_max'
  | 'token_hash_not_valid'
  | 'command_id_not_valid'
  | 'command_id_reused'
  | 'command_id_too_old'
  | 'exceeds_batch_max'
  | 'batch_must_not_be_empty'
  | 'exceeds_batch_bytes_max'
  | 'not_allowed_in_batch'
  | 'exceeds_command_bytes_max'
  | 'exceeds_event_bytes_max'
  | 'command_not_valid'
  | 'cursor_not_valid'
  | 'exceeds_watches_max'
  | 'storage_busy'
  | 'storage_failed'
  | 'storage_is_damaged'
  | 'storage_not_recognized'
  | 'storage_too_new'
  | 'storage_is_read_only'
  | 'storage_not_found'
  | 'durability_not_valid'
  | 'engine_is_forked'
  | 'split_not_valid'
  | 'percents_must_sum_to_hundred'
  | 'shares_must_sum_to_total'
  | 'exceeds_splits_max'
  | 'adjustment_not_found'
  | 'adjustment_not_valid'
  | 'discount_not_valid'
  | 'percent_not_valid'
  | 'exceeds_adjustments_max'
  | 'exceeds_coupons_max'
  | 'country_not_known'
  | 'bill_is_fixed'
  | 'bill_is_not_fixed'
  | 'bill_is_paid'
  | 'bill_must_not_be_empty'
  | 'below_order_min'
  | 'exceeds_order_max'
  | 'amount_must_not_be_zero'
  | 'exceeds_amount_due'
  | 'coupon_not_valid'
  | 'coupon_used_up'
  | 'coupon_used_by_member'
  | 'coupon_not_found'
  | 'coupon_code_not_valid'
  | 'coupon_terms_not_valid'
  | 'exceeds_coupon_members_max'
  | 'exceeds_coupon_uses_max'
  | 'group_not_valid'
  | 'ledger_must_balance'
  | 'exceeds_ledger_members_max'
  | 'exceeds_ledger_carts_max'
  | 'exceeds_balance_max'
  | 'transfer_not_valid'
  | 'exceeds_accounts_max'
  | 'exceeds_refundable_quantity'
  | 'campaign_not_found'
  | 'campaign_id_not_valid'
  | 'campaign_terms_not_valid'
  | 'campaign_already_exists'
  | 'campaign_takes_no_pledges'
  | 'pledge_is_locked'
  | 'below_pledge_min'
  | 'exceeds_pledge_max'
  | 'sku_not_in_campaign'
  | 'campaign_is_undecided'
  | 'campaign_is_over'
  | 'campaign_is_not_closed'
  | 'exceeds_cart_campaigns_max'
  | 'exceeds_campaign_carts_max'
  | 'exceeds_campaign_skus_max'
  | 'exceeds_campaign_tiers_max'

/** The engine's bounds; a refusal names the bound and its value. */
export interface Limits {
  /** Lines in a cart. 250 unless configured, at most 10000. */
  readonly linesMax: number
  /** Quantity of a line. 9999 unless configured, at most 1000000. */
  readonly quantityMax: number
  /** Unit price, in minor units. 99999999 unless configured, at most 99999999999. */
  readonly unitPriceMax: number
  /** A cart's total, in minor units. 999999999999 unless configured, at most 999999999999999. */
  readonly totalMax: number
  /** Members present in a cart. 50 unless configured, at most 10000. */
  readonly membersMax: number
  /** Seats a cart ever gives out; ex-members keep theirs. 1000 unless configured, at most 20000. */
  readonly seatsMax: number
  /** Pending invitations of a cart. 50 unless configured, at most 1000. */
  readonly invitationsMax: number
  /** Uses of one invitation. 100 unless configured, at most 100. */
  readonly invitationUsesMax: number
  /** Custom roles of a cart. 16 unless configured, at most 16. */
  readonly rolesMax: number
  /** Categories a role allows, and categories it denies. 32 unless configured, at most 256. */
  readonly roleCategoriesMax: number
  /** Bytes of a SKU, a member id, a role name or a category. 64 unless configured, at most 255. */
  readonly idBytesMax: number
  /** Characters of a title, a purpose, a project or a cost centre. 255 unless configured, at most 255. */
  readonly titleCharsMax: number
  /** Characters of a note. 1000 unless configured, at most 5000. */
  readonly noteCharsMax: number
  /** Options of a line. 20 unless configured, at most 50. */
  readonly optionsMax: number
  /** Characters of an option's key. 40 unless configured, at most 40. */
  readonly optionKeyCharsMax: number
  /** Characters of an option's value. 500 unless configured, at most 500. */
  readonly optionValueCharsMax: number
  /** Commands in a batch. 100 unless configured, at most 250. */
  readonly batchCommandsMax: number
  /** Encoded bytes of a batch. 262144 unless configured, at most 1048576. */
  readonly batchBytesMax: number
  /** Encoded bytes of a command. 16384 unless configured, at most 65536. */
  readonly commandBytesMax: number
  /** Encoded bytes of an event. 16384 unless configured, at most 65536. */
  readonly eventBytesMax: number
  /** Bytes of a cart's state, without its history. 262144 unless configured, at most 2097152. */
  readonly cartBytesMax: number
  /** Events a cart keeps in memory, in blocks of 256. 1024 unless configured, at most 65536. */
  readonly historyEventsMax: number
  /** Applied command ids a cart remembers. 1024 unless configured, at most 100000. */
  readonly commandIdsMax: number
  /** Refused command ids a cart remembers. 256 unless configured, at most 100000. */
  readonly refusedIdsMax: number
  /** SKUs the engine knows. 1000000 unless configured, at most 100000000. */
  readonly skusMax: number
  /** Watches of one cart. 1000 unless configured, at most 1000000. */
  readonly cartWatchesMax: number
  /** Watches of the engine. 100000 unless configured, at most 10000000. */
  readonly engineWatchesMax: number
  /** Events in one page of the feed. 1024 unless configured, at most 65536. */
  readonly pageEventsMax: number
  /** Adjustments, discounts and coupons of a cart. 50 unless configured, at most 250. */
  readonly adjustmentsMax: number
  /** Coupons of a cart. 5 unless configured, at most 10. */
  readonly couponsMax: number
  /** Lines of a cart with a rule, and lines with a destination of their own. 250 unless configured, at most 10000. */
  readonly splitsMax: number
  /** How far ahead a lock's deadline may be. 86400000 unless configured, at most 86400000. */
  readonly lockMsMax: number
  /** How far ahead an invitation may expire. 2592000000 unless configured, at most 2592000000. */
  readonly invitationMsMax: number
  /** Coupons of an engine without a store, its ledgers, and its campaigns. 1000000 unless configured, at most 100000000. */
  readonly accountsMax: number
  /** Members who use one coupon. 100000 unless configured, at most 1000000. */
  readonly couponMembersMax: number
  /** Uses of one coupon, whatever its terms allow. 100000 unless configured, at most 1000000. */
  readonly couponUsesMax: number
  /** Members in a group's ledger. 1000 unless configured, at most 10000. */
  readonly ledgerMembersMax: number
  /** Carts in a group's ledger that are not folded into its sums. 10000 unless configured, at most 100000. */
  readonly ledgerCartsMax: number
  /** Campaigns that a cart has pledged to and that are not over. 8 unless configured, at most 15. */
  readonly cartCampaignsMax: number
  /** SKUs of a campaign. 50 unless configured, at most 1000. */
  readonly campaignSkusMax: number
  /** Price tiers of a campaign. 20 unless configured, at most 100. */
  readonly campaignTiersMax: number
  /** Carts that a campaign spans. 1000000 unless configured, at most 10000000. */
  readonly campaignCartsMax: number
  /** How far ahead a reservation's deadline may be. 86400000 unless configured, at most 86400000. */
  readonly reservationMsMax: number
}

/** What a cart's members agreed on. */
export interface Policies {
  /** Who may edit lines. */
  readonly edit: EditPolicy
  /** Whether adding what is already there grows that line instead of making another. */
  readonly mergesLines: boolean
  /** Whether viewers may suggest. */
  readonly allowsSuggestions: boolean
}

/** What was in the cart already when somebody added the same SKU. */
export interface AlreadyInCart {
  /** The oldest line with this SKU that somebody else added. */
  readonly line: number
  /** Who added it. */
  readonly member: string | null
  /** How many it held before. */
  readonly quantity: number
  /** How many seconds before this event it was added. */
  readonly addedAgoS: number
}

/** A line whose price the price list changed. */
export interface PriceChange {
  /** The line. */
  readonly line: number
  /** Its price before. */
  readonly oldUnitPrice: string
  /** Its price now. */
  readonly unitPrice: string
}

/** A member's part of a split. */
export interface SplitPart {
  /** The member. */
  readonly member: string | null
  /** Their weight, percent or amount. */
  readonly value: string
}

/** A step of a discount by quantity. */
export interface QuantityTier {
  /** From this quantity on … */
  readonly quantity: number
  /** … so many percent off. */
  readonly percent: string
}

/** How a bill is rounded, and what it may come to. */
export interface BillPolicies {
  /** How what is no whole minor unit is rounded. */
  readonly rounding: RoundingMode
  /** What of a tax in percent is rounded. */
  readonly level: RoundingLevel
  /** The total is rounded to this many minor units; 1 changes nothing. */
  readonly cashStepMinor: number
  /** The least a bill may come to, in minor units. */
  readonly orderMinMinor: number | null
  /** The most a bill may come to, in minor units. */
  readonly orderMaxMinor: number | null
  /** Whether a bill beyond these cannot be fixed, or only says so. */
  readonly isHard: boolean
}

/** What a member pays, or gets back, in minor units. */
export interface MinorShare {
  /** The member. */
  readonly member: string | null
  /** How much. */
  readonly minor: number
}

/** A pledge that a campaign did not take in full, when it closed or came to nothing. */
export interface PledgeCut {
  /** The line. */
  readonly line: number
  /** How many it held. */
  readonly oldQuantity: number
  /** How many it holds now; at 0 the line is gone. */
  readonly quantity: number
}

/** A line of a cart. */
export interface LineItem {
  /** The line's id: the version that made it. */
  readonly id: number
  /** The merchant's name for the thing. */
  readonly sku: string
  /** How many. */
  readonly quantity: number
  /** The price of one; may be finer than the currency. */
  readonly unitPrice: string
  /** Quantity times unit price, rounded half up once. */
  readonly lineTotal: Money
  /** Who added it. */
  readonly addedBy: string | null
  /** Who changed it last. */
  readonly changedBy: string | null
  /** When it was added, in Unix milliseconds, to the second. */
  readonly addedAtMs: number
  /** What sets it apart, in the order of the keys. */
  readonly options: { [key: string]: string }
  /** Why, in a member's words. */
  readonly note: string | null
  /** For whom; none means for everybody. */
  readonly beneficiaries: (string | null)[]
  /** What it is for. */
  readonly purpose: string | null
  /** The project it belongs to. */
  readonly project: string | null
  /** Who bears the cost. */
  readonly costCentre: string | null
  /** The campaign it is pledged to. */
  readonly campaign: string | null
}

/** A member who is present. */
export interface MemberEntry {
  /** The member's id. */
  readonly id: string
  /** The role's name. */
  readonly role: string
}

/** A custom role. */
export interface RoleEntry {
  /** The role's name. */
  readonly name: string
  /** What it may do. */
  readonly capabilities: Capability[]
  /** The most its holder's lines may sum to. */
  readonly moneyCap: Money | null
  /** The only categories it may add; none means all. */
  readonly categoriesAllowed: string[]
  /** Categories it may not add. */
  readonly categoriesDenied: string[]
}

/** A pending invitation; only those who may invite see it. */
export interface InvitationEntry {
  /** The invitation's id: the version that made it. */
  readonly id: number
  /** The role those who join get. */
  readonly role: string
  /** Who made it; nobody where the host did. */
  readonly invitedBy: string | null
  /** How often it may still be used. */
  readonly usesLeft: number
  /** When it expires, in Unix milliseconds. */
  readonly expiresAtMs: number
}

/** A hold on the cart. */
export interface LockEntry {
  /** Who holds it; nobody where the host does. */
  readonly holder: string | null
  /** When it ends by itself, in Unix milliseconds. */
  readonly untilMs: number
}

/** A campaign that a cart has pledged to, as the cart knows it. */
export interface CampaignEntry {
  /** The campaign's id. */
  readonly campaign: string
  /** The campaign's version that the cart knows. */
  readonly campaignVersion: number
  /** Where the campaign is in its life, without regard to the time of day. */
  readonly status: CampaignStatus
  /** How many of its tiers are reached. */
  readonly tiersReached: number
}

/**
 * A cart at one version, as one principal may see it.
 *
 * Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer in it.
 */
export interface CartView {
  /** The cart's id. */
  readonly id: string
  /** The version this is. */
  readonly version: number
  /** Where the cart is in its life. */
  readonly status: CartStatus
  /** What the cart is called. */
  readonly title: string | null
  /** What the cart is for. */
  readonly purpose: string | null
  /** The cart's one currency. */
  readonly currency: string
  /** The setting it started from. */
  readonly preset: Preset
  /** The policies in force. */
  readonly policies: Policies
  /** Whether anybody but the owner ever joined. */
  readonly isShared: boolean
  /** When it was made, in Unix milliseconds. */
  readonly createdAtMs: number
  /** When it last changed, in Unix milliseconds. */
  readonly changedAtMs: number
  /** The version of the price list the prices are of; 0 before the first repricing. */
  readonly pricesVersion: number
  /** The lines, oldest first. */
  readonly lines: LineItem[]
  /** The sum of the line totals. */
  readonly subtotal: Money
  /** What is to be paid: the subtotal with all adjustments. */
  readonly total: Money
  /** The members present, in the order they joined. */
  readonly members: MemberEntry[]
  /** The custom roles. */
  readonly roles: RoleEntry[]
  /** The pending invitations. */
  readonly invitations: InvitationEntry[]
  /** The hold on the cart, if one is in force. */
  readonly lock: LockEntry | null
  /** To whom ownership is offered. */
  readonly ownershipOfferedTo: string | null
  /** The campaigns that the cart has pledged to. */
  readonly campaigns: CampaignEntry[]
}

/** Something that is added to the lines, or taken off. */
export interface AdjustmentEntry {
  /** Its id: the version that made it; 0 for the rounding to the smallest coin. */
  readonly id: number
  /** Which kind. */
  readonly kind: AdjustmentKind
  /** What it adds, or takes off where it is negative. */
  readonly amount: Money
  /** How many percent, where it is given so. */
  readonly percent: string | null
  /** How it is shared. */
  readonly rule: AdjustmentRule
  /** The line it is of. */
  readonly line: number | null
  /** The member it is for. */
  readonly member: string | null
  /** The destination it is of. */
  readonly destination: string | null
  /** What it is called. */
  readonly label: string | null
  /** The code of the coupon that brought it. */
  readonly coupon: string | null
  /** Whether the prices hold it already: then it adds nothing. */
  readonly isIncluded: boolean
}

/** What one member owes. */
export interface ShareEntry {
  /** The member. */
  readonly member: string | null
  /** Their part of the lines. */
  readonly lines: Money
  /** Their part of the adjustments, and what a sponsor or a minimum changes. */
  readonly adjustments: Money
  /** What they pay in all. */
  readonly total: Money
  /** What of it was given back. */
  readonly refunded: Money
  /** What they paid the merchant, and the other members. */
  readonly paid: Money
  /** What they are owed by the others, or owe where it is negative. Zero before anybody paid. */
  readonly balance: Money
}

/** Who pays for others. */
export interface SponsorEntry {
  /** The member. */
  readonly member: string | null
  /** The most they pay for others in all. */
  readonly amountMax: Money | null
  /** The most they pay for each. */
  readonly personMax: Money | null
}

/** A cart's bill at one version: a pure function of that version, and of the ledger's where the cart has a group. */
export interface Bill {
  /** The cart's version. */
  readonly version: number
  /** The version of the group's ledger whose spare cents it counts; 0 without a group. */
  readonly ledgerVersion: number
  /** The currency. */
  readonly currency: string
  /** The sum of the line totals. */
  readonly subtotal: Money
  /** What is added and taken off, in the order in which it is counted. */
  readonly adjustments: AdjustmentEntry[]
  /** What is to be paid. */
  readonly total: Money
  /** What was given back. */
  readonly refunded: Money
  /** What the merchant got. */
  readonly paid: Money
  /** What the merchant still gets, or has to give back where it is negative. */
  readonly due: Money
  /** What each owes, in the order in which they joined. */
  readonly shares: ShareEntry[]
  /** How the lines are shared. */
  readonly split: SplitRule
  /** Each member's part of that; hidden like every name from those who may not see people. */
  readonly parts: SplitPart[]
  /** Whether whoever joins late is spared what was in the cart before. */
  readonly sparesLateJoiners: boolean
  /** Who shares in nothing that is split among everybody. */
  readonly excludedMembers: (string | null)[]
  /** Who pays for others. */
  readonly sponsor: SponsorEntry | null
  /** The least that each pays. */
  readonly shareMinimum: Money | null
  /** The group whose ledger the cart belongs to. */
  readonly group: string | null
  /** How it is rounded and bounded. */
  readonly policies: BillPolicies
  /** Whether it is fixed. */
  readonly isFixed: boolean
  /** Whether it is below the order's minimum. */
  readonly isBelowMin: boolean
  /** Whether it is above the order's maximum. */
  readonly isAboveMax: boolean
}

/** What one member pays of one row of the bill, and why. */
export interface CellEntry {
  /** The member. */
  readonly member: string | null
  /** The line, where the row is one. */
  readonly line: number | null
  /** The adjustment, where the row is one. */
  readonly adjustment: number | null
  /** What they pay of it. */
  readonly amount: Money
  /** The whole row. */
  readonly row: Money
  /** Why. */
  readonly reason: CellReason
  /** Their part … */
  readonly part: number
  /** … of so many. */
  readonly parts: number
  /** The same as a sentence, without a name. */
  readonly text: string
}

/** Why each owes what they owe: every cell of the bill's table that is not zero. */
export interface Explanation {
  /** The cart's version. */
  readonly version: number
  /** The cells, row by row, and in a row in the order in which members joined. */
  readonly cells: CellEntry[]
}

/** A payment between two members. */
export interface TransferEntry {
  /** Who pays. */
  readonly payer: string | null
  /** Whom. */
  readonly payee: string | null
  /** How much. */
  readonly amount: Money
}

/** Who pays whom, so that everybody has paid what they owe. */
export interface Settlement {
  /** The cart's version. */
  readonly version: number
  /** The payments. */
  readonly transfers: TransferEntry[]
  /** Whether there is no way with fewer payments; large groups get a good way instead of the best. */
  readonly isExact: boolean
}

/** A SKU of a campaign. */
export interface CampaignSkuEntry {
  /** The merchant's name for the thing. */
  readonly sku: string
  /** What one costs while no tier is reached. */
  readonly regularPrice: string
  /** What one costs now. */
  readonly unitPrice: string
  /** Units that count. */
  readonly quantity: number
}

/** A price tier of a campaign. */
export interface CampaignTierEntry {
  /** From how much on, in the campaign's measure. */
  readonly threshold: number
  /** Whether it is reached. */
  readonly isReached: boolean
  /** What one of each SKU then costs, in the campaign's order. */
  readonly unitPrices: string[]
}

/** Something that everybody is to hear of. */
export interface CampaignMoment {
  /** The campaign's version that made it. */
  readonly version: number
  /** When, in Unix milliseconds. */
  readonly atMs: number
  /** What. */
  readonly kind: CampaignMomentKind
  /** Which tier, counted from 1, where it is about one; else 0. */
  readonly tier: number
}

/** What somebody pays for what they have pledged, now and if the campaign got further. */
export interface TippingShare {
  /** Who. */
  readonly member: string
  /** Now. */
  readonly now: Money
  /** Then. */
  readonly then: Money
}

/** What would bring a campaign further: to its minimum or to its next tier, whichever is nearer. */
export interface TippingPoint {
  /** What must be reached, in the campaign's measure. */
  readonly threshold: number
  /** How much is missing. */
  readonly missing: number
  /** Which tier would be reached, counted from 1; 0 where only the minimum would. */
  readonly tier: number
  /** What one of each SKU would then cost, in the campaign's order. */
  readonly unitPrices: string[]
  /** From whom it may come: members of the cart who may pledge and have pledged nothing yet. */
  readonly likely: string[]
  /** What each in the cart who has pledged pays. */
  readonly shares: TippingShare[]
}

/** What a cart has pledged on one line. */
export interface PledgeEntry {
  /** The line. */
  readonly line: number
  /** Who pledged; empty where people may not be seen. */
  readonly member: string
  /** The merchant's name for the thing. */
  readonly sku: string
  /** How many. */
  readonly quantity: number
  /** How many of them the campaign takes as it is; the others wait. */
  readonly counted: number
}

/** A campaign at one version. */
export interface CampaignView {
  /** Its id. */
  readonly id: string
  /** How many events it has had. */
  readonly version: number
  /** Where it is in its life. */
  readonly status: CampaignStatus
  /** The currency of the carts it is for. */
  readonly currency: string
  /** What its thresholds count. */
  readonly measure: CampaignMeasure
  /** What it is for. */
  readonly skus: CampaignSkuEntry[]
  /** Its price tiers, lowest first. */
  readonly tiers: CampaignTierEntry[]
  /** At how much it tips, in its measure. */
  readonly minimum: number
  /** Units it takes in all. */
  readonly maximum: number | null
  /** Units a pledge has at least. */
  readonly memberMin: number | null
  /** Units one member may pledge, over all carts. */
  readonly memberMax: number | null
  /** Who leads it; nothing to members who do not see people. */
  readonly leader: string | null
  /** When it opens, in Unix milliseconds; 0 where it was open from the beginning. */
  readonly opensAtMs: number
  /** From when on pledges only grow, in Unix milliseconds. */
  readonly locksAtMs: number
  /** Its deadline, in Unix milliseconds. */
  readonly closesAtMs: number
  /** What becomes of it below its minimum at its deadline. */
  readonly atDeadline: DeadlinePolicy
  /** Whether its deadline was moved. */
  readonly isExtended: boolean
  /** How much it has reached, in its measure. */
  readonly reached: number
  /** Whether it has reached its minimum. */
  readonly isTipped: boolean
  /** How many of its tiers are reached. */
  readonly tiersReached: number
  /** Units that count. */
  readonly quantity: number
  /** Units that wait because the campaign, or a member, has the most there may be. */
  readonly waiting: number
  /** What the units that count come to now. */
  readonly amount: Money
  /**
   * Who holds pledges. Somebody who does so in two carts counts once where the campaign counts members or bounds
   * what each may pledge, and twice elsewhere.
   */
  readonly members: number
  /** Carts that have pledged or were about to. */
  readonly carts: number
  /** What everybody was to hear of, oldest first: the last 256. */
  readonly moments: CampaignMoment[]
  /** What would bring it further; nothing where it is decided or all is reached. */
  readonly next: TippingPoint | null
  /** What the reader's cart has pledged; nothing for the host. */
  readonly pledges: PledgeEntry[]
}

/** What a member of a cart gets. */
export interface CampaignRow {
  /** The cart. */
  readonly cart: string
  /** Who pledged. */
  readonly member: string
  /** The merchant's name for the thing. */
  readonly sku: string
  /** How many the campaign takes. */
  readonly quantity: number
  /** How many wait. */
  readonly waiting: number
  /** What those it takes cost now. */
  readonly amount: Money
}

/** What a member, or a SKU, comes to over all carts. */
export interface CampaignTotal {
  /** The member's id, or the SKU. */
  readonly name: string
  /** How many the campaign takes. */
  readonly quantity: number
  /** What they cost now. */
  readonly amount: Money
}

/** What is to be ordered: for each cart and member, and in all. */
export interface CampaignList {
  /** The campaign's version when the list was begun. */
  readonly version: number
  /** By cart, and within it by line. */
  readonly rows: CampaignRow[]
  /** By member, over all carts, in the order of their ids. */
  readonly members: CampaignTotal[]
  /** By SKU, in the campaign's order. */
  readonly skus: CampaignTotal[]
}

/** The cart was made and its owner seated. */
export interface CartCreated extends EventHead {
  readonly kind: 'cart_created'
  /** The owner's id; the owner has seat 0. */
  readonly owner: string
  /** The cart's one currency. */
  readonly currency: string
  /** The setting it started from. */
  readonly preset: Preset
  /** The policies it started with. */
  readonly policies: Policies
  /** What the cart is called. */
  readonly title: string | null
  /** What the cart is for. */
  readonly purpose: string | null
}

/** A new line; its id is this event's version. */
export interface ItemAdded extends EventHead {
  readonly kind: 'item_added'
  /** The merchant's name for the thing. */
  readonly sku: string
  /** How many. */
  readonly quantity: number
  /** The price of one. */
  readonly unitPrice: string
  /** Whether the caller gave the price, which the price list then leaves alone. */
  readonly isCallersPrice: boolean
  /** What was in the cart already, if somebody else had put it there. */
  readonly alreadyInCart: AlreadyInCart | null
  /** Options, note and beneficiaries, where there are any. */
  readonly options: { [key: string]: string }
  /** The note. */
  readonly note: string | null
  /** For whom. */
  readonly beneficiaries: (string | null)[]
}

/** An added item merged into a line. */
export interface ItemIncreased extends EventHead {
  readonly kind: 'item_increased'
  /** The line. */
  readonly line: number
  /** How many were added. */
  readonly added: number
  /** How many it holds now. */
  readonly quantity: number
  /** What was in the cart already, if somebody else had put it there. */
  readonly alreadyInCart: AlreadyInCart | null
}

/** A line's quantity was changed by a difference. */
export interface QuantityAdjusted extends EventHead {
  readonly kind: 'quantity_adjusted'
  /** The line. */
  readonly line: number
  /** The difference. */
  readonly delta: number
  /** How many it holds now. */
  readonly quantity: number
}

/** A line's quantity was set. */
export interface QuantitySet extends EventHead {
  readonly kind: 'quantity_set'
  /** The line. */
  readonly line: number
  /** How many it held. */
  readonly oldQuantity: number
  /** How many it holds now. */
  readonly quantity: number
  /** Whether the member had seen another quantity than the line held. */
  readonly isContested: boolean
}

/** A line was removed. */
export interface ItemRemoved extends EventHead {
  readonly kind: 'item_removed'
  /** The line. */
  readonly line: number
  /** How many it held. */
  readonly oldQuantity: number
}

/** A line's note was written or cleared. */
export interface NoteSet extends EventHead {
  readonly kind: 'note_set'
  /** The line. */
  readonly line: number
  /** The note. */
  readonly note: string | null
}

/** A line's beneficiaries were named. */
export interface BeneficiariesSet extends EventHead {
  readonly kind: 'beneficiaries_set'
  /** The line. */
  readonly line: number
  /** For whom; none means for everybody. */
  readonly beneficiaries: (string | null)[]
}

/** A line's reason was written. */
export interface ReasonSet extends EventHead {
  readonly kind: 'reason_set'
  /** The line. */
  readonly line: number
  /** What it is for. */
  readonly purpose: string | null
  /** The project it belongs to. */
  readonly project: string | null
  /** Who bears the cost. */
  readonly costCentre: string | null
}

/** Lines took over the price list's new prices. */
export interface Repriced extends EventHead {
  readonly kind: 'repriced'
  /** The version of the price list the cart now knows. */
  readonly pricesVersion: number
  /** The lines that changed. */
  readonly changes: PriceChange[]
}

/** A member was seated. */
export interface MemberAdded extends EventHead {
  readonly kind: 'member_added'
  /** The member's id; the seat is the next free one. */
  readonly member: string
  /** The role's name. */
  readonly role: string
}

/** A member was removed. */
export interface MemberRemoved extends EventHead {
  readonly kind: 'member_removed'
  /** The member. */
  readonly member: string | null
  /** The invitations that ended with it. */
  readonly voided: number[]
}

/** A member left. */
export interface MemberLeft extends EventHead {
  readonly kind: 'member_left'
  /** The invitations that ended with it. */
  readonly voided: number[]
}

/** A member got another role. */
export interface RoleSet extends EventHead {
  readonly kind: 'role_set'
  /** The member. */
  readonly member: string | null
  /** The role's name before. */
  readonly oldRole: string
  /** The role's name now. */
  readonly role: string
  /** The invitations that ended with it. */
  readonly voided: number[]
}

/** A custom role was defined, or defined anew. */
export interface RoleDefined extends EventHead {
  readonly kind: 'role_defined'
  /** The role's name. */
  readonly name: string
  /** What it may do. */
  readonly capabilities: Capability[]
  /** The most its holder's lines may sum to, in minor units. */
  readonly moneyCapMinor: number | null
  /** The only categories it may add; none means all. */
  readonly categoriesAllowed: string[]
  /** Categories it may not add. */
  readonly categoriesDenied: string[]
  /** The invitations that ended with it. */
  readonly voided: number[]
}

/** Ownership was offered. */
export interface OwnershipOffered extends EventHead {
  readonly kind: 'ownership_offered'
  /** To whom. */
  readonly member: string | null
}

/** Ownership was accepted; the former owner is an admin. */
export interface OwnershipAccepted extends EventHead {
  readonly kind: 'ownership_accepted'
  /** The former owner. */
  readonly oldOwner: string | null
}

/** The offer of ownership was declined or taken back. */
export interface OwnershipDeclined extends EventHead {
  readonly kind: 'ownership_declined'
  /** To whom it had been made. */
  readonly member: string | null
}

/** An invitation was made; its id is this event's version. */
export interface Invited extends EventHead {
  readonly kind: 'invited'
  /** The token's hash. */
  readonly tokenHash: string
  /** The role those who join get. */
  readonly role: string
  /** How often it may be used. */
  readonly usesMax: number
  /** When it expires, in Unix milliseconds. */
  readonly expiresAtMs: number
}

/** An invitation was ended. */
export interface InvitationRevoked extends EventHead {
  readonly kind: 'invitation_revoked'
  /** The invitation's id. */
  readonly invitation: number
}

/** Somebody joined by an invitation. */
export interface InvitationAccepted extends EventHead {
  readonly kind: 'invitation_accepted'
  /** The invitation's id. */
  readonly invitation: number
  /** The member's id; the seat is the next free one. */
  readonly member: string
  /** The role's name. */
  readonly role: string
}

/** The cart was locked, or its lock's deadline moved. */
export interface CartLocked extends EventHead {
  readonly kind: 'cart_locked'
  /** When the hold ends by itself, in Unix milliseconds. */
  readonly untilMs: number
}

/** The cart's lock was ended. */
export interface CartUnlocked extends EventHead {
  readonly kind: 'cart_unlocked'
  /** Who held it. */
  readonly holder: string | null
}

/** The cart's policies changed. */
export interface PoliciesSet extends EventHead {
  readonly kind: 'policies_set'
  /** The policies before. */
  readonly oldPolicies: Policies
  /** The policies now. */
  readonly policies: Policies
}

/** The cart's title or purpose changed. */
export interface CartRenamed extends EventHead {
  readonly kind: 'cart_renamed'
  /** What the cart is called. */
  readonly title: string | null
  /** What the cart is for. */
  readonly purpose: string | null
}

/** The cart was closed for good. */
export interface CartClosed extends EventHead {
  readonly kind: 'cart_closed'
}

/** The cart's split was chosen. */
export interface SplitSet extends EventHead {
  readonly kind: 'split_set'
  /** How. */
  readonly rule: SplitRule
  /** Each member's part. */
  readonly parts: SplitPart[]
  /** Whether whoever joins from now on is spared what is in the cart already. */
  readonly sparesLateJoiners: boolean
}

/** A line got a rule of its own. */
export interface LineSplitSet extends EventHead {
  readonly kind: 'line_split_set'
  /** The line. */
  readonly line: number
  /** How. */
  readonly rule: SplitRule
  /** Each member's part. */
  readonly parts: SplitPart[]
}

/** A line follows the cart's rule again. */
export interface LineSplitCleared extends EventHead {
  readonly kind: 'line_split_cleared'
  /** The line. */
  readonly line: number
}

/** These members share in nothing that is split among everybody. */
export interface MembersExcluded extends EventHead {
  readonly kind: 'members_excluded'
  /** Who; nobody else. */
  readonly members: (string | null)[]
}

/** A sponsor was named, or there is none any more. */
export interface SponsorSet extends EventHead {
  readonly kind: 'sponsor_set'
  /** Who pays. */
  readonly member: string | null
  /** The most they pay for others in all, in minor units. */
  readonly amountMaxMinor: number | null
  /** The most they pay for each, in minor units. */
  readonly personMaxMinor: number | null
}

/** The least that each pays was set. */
export interface ShareMinimumSet extends EventHead {
  readonly kind: 'share_minimum_set'
  /** In minor units. */
  readonly minimumMinor: number | null
}

/** How a kind of adjustment is shared was chosen. */
export interface AdjustmentSplitSet extends EventHead {
  readonly kind: 'adjustment_split_set'
  /** Which kind. */
  readonly adjustmentKind: AdjustmentKind
  /** How. */
  readonly rule: AdjustmentRule
  /** Who pays, where one does. */
  readonly payer: string | null
}

/** An adjustment was added; its id is this event's version. */
export interface AdjustmentAdded extends EventHead {
  readonly kind: 'adjustment_added'
  /** Which kind. */
  readonly adjustmentKind: AdjustmentKind
  /** How much, in minor units. */
  readonly amountMinor: number | null
  /** Or how many percent. */
  readonly percent: string | null
  /** Of this line. */
  readonly line: number | null
  /** For this member. */
  readonly member: string | null
  /** Of the lines for this destination. */
  readonly destination: string | null
  /** What it is called. */
  readonly label: string | null
  /** Whether the prices hold it already. */
  readonly isIncluded: boolean
}

/** An adjustment, a discount or a coupon was taken out. */
export interface AdjustmentRemoved extends EventHead {
  readonly kind: 'adjustment_removed'
  /** Its id. */
  readonly adjustment: number
  /** The coupon that is free again. */
  readonly coupon: string | null
}

/** A discount was added, by the host or by a coupon; its id is this event's version. */
export interface DiscountAdded extends EventHead {
  readonly kind: 'discount_added'
  /** So many percent off. */
  readonly percent: string | null
  /** So much off, in minor units. */
  readonly amountMinor: number | null
  /** From each quantity on, so many percent off. */
  readonly tiers: QuantityTier[]
  /** Of so many bought … */
  readonly buy: number | null
  /** … so many more are discounted. */
  readonly get: number | null
  /** Only these SKUs; none means every line. */
  readonly skus: string[]
  /** What it is called. */
  readonly label: string | null
  /** Whether it stands alone. */
  readonly isExclusive: boolean
  /** Smaller applies first. */
  readonly priority: number
  /** The code of the coupon that brought it. */
  readonly coupon: string | null
}

/** A line's destination was named or cleared. */
export interface DestinationSet extends EventHead {
  readonly kind: 'destination_set'
  /** The line. */
  readonly line: number
  /** The label. */
  readonly destination: string | null
}

/** How the bill is rounded and bounded was set. */
export interface BillPoliciesSet extends EventHead {
  readonly kind: 'bill_policies_set'
  /** As it was. */
  readonly oldPolicies: BillPolicies
  /** As it is. */
  readonly policies: BillPolicies
}

/** The cart belongs to this group's ledger, or to none. */
export interface GroupSet extends EventHead {
  readonly kind: 'group_set'
  /** The group's id. */
  readonly group: string | null
}

/** The bill was fixed. */
export interface BillFixed extends EventHead {
  readonly kind: 'bill_fixed'
  /** What it comes to, in minor units. */
  readonly totalMinor: number
  /** What each pays, everybody who is on the bill. */
  readonly shares: MinorShare[]
  /** How far each was behind in spare cents before, in 2^-32 minor units. */
  readonly behind: number[]
  /** Who shares in what is split among everybody. */
  readonly sharing: (string | null)[]
  /** The version of the group's ledger in which the spare cents stand; 0 without a group. */
  readonly ledgerVersion: number
}

/** The fixing was taken back. */
export interface BillReopened extends EventHead {
  readonly kind: 'bill_reopened'
}

/** A member paid the merchant. */
export interface PaymentRecorded extends EventHead {
  readonly kind: 'payment_recorded'
  /** Who. */
  readonly payer: string | null
  /** How much, in minor units. */
  readonly amountMinor: number
}

/** A member paid another. */
export interface TransferRecorded extends EventHead {
  readonly kind: 'transfer_recorded'
  /** Who. */
  readonly payer: string | null
  /** Whom. */
  readonly payee: string | null
  /** How much, in minor units. */
  readonly amountMinor: number
}

/** What was paid for some of a line was given back. */
export interface ItemRefunded extends EventHead {
  readonly kind: 'item_refunded'
  /** The line. */
  readonly line: number
  /** How many. */
  readonly quantity: number
  /** What each gets back. */
  readonly shares: MinorShare[]
}

/** A new line, pledged to a campaign; its id is this event's version. */
export interface Pledged extends EventHead {
  readonly kind: 'pledged'
  /** The campaign. */
  readonly campaign: string
  /** The merchant's name for the thing. */
  readonly sku: string
  /** How many. */
  readonly quantity: number
  /** The price of one, at the tier that the campaign had reached. */
  readonly unitPrice: string
  /** The campaign's version that the cart then knew. */
  readonly campaignVersion: number
  /** Where the campaign was in its life. */
  readonly status: CampaignStatus
  /** How many of its tiers were reached. */
  readonly tiersReached: number
  /** From when on pledges only grow, in Unix milliseconds. */
  readonly locksAtMs: number
}

/** The cart took over what became of a campaign it has pledged to. */
export interface CampaignFollowed extends EventHead {
  readonly kind: 'campaign_followed'
  /** The campaign. */
  readonly campaign: string
  /** The campaign's version that the cart now knows. */
  readonly campaignVersion: number
  /** Where the campaign is in its life. */
  readonly status: CampaignStatus
  /** How many of its tiers are reached. */
  readonly tiersReached: number
  /** From when on pledges only grow, in Unix milliseconds. */
  readonly locksAtMs: number
  /** The lines whose price changed with it. */
  readonly changes: PriceChange[]
  /** The pledges that it does not take in full. */
  readonly cuts: PledgeCut[]
}

/** What happened; `kind` tells which. */
export type CartEvent =
  | CartCreated
  | ItemAdded
  | ItemIncreased
  | QuantityAdjusted
  | QuantitySet
  | ItemRemoved
  | NoteSet
  | BeneficiariesSet
  | ReasonSet
  | Repriced
  | MemberAdded
  | MemberRemoved
  | MemberLeft
  | RoleSet
  | RoleDefined
  | OwnershipOffered
  | OwnershipAccepted
  | OwnershipDeclined
  | Invited
  | InvitationRevoked
  | InvitationAccepted
  | CartLocked
  | CartUnlocked
  | PoliciesSet
  | CartRenamed
  | CartClosed
  | SplitSet
  | LineSplitSet
  | LineSplitCleared
  | MembersExcluded
  | SponsorSet
  | ShareMinimumSet
  | AdjustmentSplitSet
  | AdjustmentAdded
  | AdjustmentRemoved
  | DiscountAdded
  | DestinationSet
  | BillPoliciesSet
  | GroupSet
  | BillFixed
  | BillReopened
  | PaymentRecorded
  | TransferRecorded
  | ItemRefunded
  | Pledged
  | CampaignFollowed

/** One method per verb; a member commits at once, a batch on `commit()`. */
export interface Verbs {
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
  addItem(sku: string, quantity: Integer, options?: {
      /** The price of one, where the engine was opened to take prices from its caller. */
      unitPrice?: string | null | undefined
      /** Choices such as size or colour, in any order. */
      options?: ItemOptions | undefined
      /** Why, in the member's words. */
      note?: string | null | undefined
      /** For whom; nobody named means for everybody. */
      beneficiaries?: readonly string[] | undefined
      /** Make a line of its own even if the cart merges lines. */
      separate?: boolean | undefined
    }): number
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
  adjustQuantity(line: Integer, delta: Integer): number
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
  setQuantity(line: Integer, quantity: Integer, options?: {
      /** The quantity the member saw. */
      seenQuantity?: Integer | null | undefined
    }): number
  /**
   * Removes a line.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`;
   * of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`.
   *
   * Events: `ItemRemoved`.
   */
  removeItem(line: Integer): number
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
  setNote(line: Integer, note: string | null): number
  /**
   * Says for whom a line is; an empty list means for everybody.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`,
   * `member_not_found`, `beneficiaries_must_differ`.
   *
   * Events: `BeneficiariesSet`.
   */
  setBeneficiaries(line: Integer, beneficiaries: readonly string[]): number
  /**
   * Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing clears
   * one.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
   * `exceeds_title_max`, `text_not_valid`.
   *
   * Events: `ReasonSet`.
   */
  setReason(line: Integer, options?: {
      /** What it is for. */
      purpose?: string | null | undefined
      /** The project it belongs to. */
      project?: string | null | undefined
      /** Who bears the cost. */
      costCentre?: string | null | undefined
    }): number
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
  addMember(member: string, role: string): number
  /**
   * Removes a member; their lines stay, their open invitations end.
   *
   * Refusals: `capability_missing`, `member_not_found`, `owner_must_stay`, `capability_missing` (for what their
   * role holds and the actor lacks).
   *
   * Events: `MemberRemoved`, with the invitations that ended.
   */
  removeMember(member: string): number
  /**
   * Leaves the cart; one's lines stay, one's open invitations end.
   *
   * Refusals: `owner_must_stay`.
   *
   * Events: `MemberLeft`, with the invitations that ended.
   */
  leave(): number
  /**
   * Gives a member another role; their open invitations above the new right end.
   *
   * Refusals: `capability_missing`, `member_not_found`, `role_not_found`, `ownership_must_be_offered`,
   * `capability_missing` (for what either role holds and the actor lacks).
   *
   * Events: `RoleSet`, with the invitations that ended.
   */
  setRole(member: string, role: string): number
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
  defineRole(name: string, options?: {
      /** What it may do. */
      capabilities?: readonly Capability[] | undefined
      /** The most its holder's lines may sum to, in the cart's currency. */
      moneyCap?: string | null | undefined
      /** The only categories it may add; none named means all. */
      categoriesAllowed?: readonly string[] | undefined
      /** Categories it may not add. */
      categoriesDenied?: readonly string[] | undefined
    }): number
  /**
   * Offers ownership to a present member; a later offer replaces an earlier one.
   *
   * Refusals: `capability_missing`, `member_not_found`.
   *
   * Events: `OwnershipOffered`.
   */
  offerOwnership(member: string): number
  /**
   * Accepts the ownership offered to oneself; the former owner becomes an admin.
   *
   * Refusals: `ownership_not_offered`.
   *
   * Events: `OwnershipAccepted`.
   */
  acceptOwnership(): number
  /**
   * Takes an offer of ownership back, or declines the one made to oneself.
   *
   * Refusals: `ownership_not_offered`, `capability_missing`.
   *
   * Events: `OwnershipDeclined`.
   */
  declineOwnership(): number
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
  invite(tokenHash: string, role: string, options?: {
      /** How often it may be used. */
      usesMax?: Integer | null | undefined
      /** When it expires, in Unix milliseconds. */
      expiresAtMs?: Integer | null | undefined
    }): number
  /**
   * Ends a pending invitation.
   *
   * Refusals: `capability_missing`, `invitation_not_found`.
   *
   * Events: `InvitationRevoked`.
   */
  revokeInvitation(invitation: Integer): number
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
  acceptInvitation(token: string): number
  /**
   * Holds the cart: until the deadline nobody else edits lines.
   *
   * The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
   *
   * Refusals: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
   *
   * Events: `CartLocked`.
   */
  lockCart(options?: {
      /** When the hold ends by itself, in Unix milliseconds. */
      untilMs?: Integer | null | undefined
    }): number
  /**
   * Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
   *
   * Refusals: `capability_missing`.
   *
   * Events: `CartUnlocked`.
   */
  unlockCart(): number
  /**
   * Changes the cart's policies; what is not named stays.
   *
   * Refusals: `capability_missing`.
   *
   * Events: `PoliciesSet`.
   */
  setPolicies(options?: {
      /** Who may edit lines. */
      edit?: EditPolicy | null | undefined
      /** Whether equal lines merge. */
      mergesLines?: boolean | null | undefined
      /** Whether viewers may suggest. */
      allowsSuggestions?: boolean | null | undefined
    }): number
  /**
   * Writes the cart's title and purpose; nothing clears one.
   *
   * Refusals: `capability_missing`, `exceeds_title_max`, `text_not_valid`.
   *
   * Events: `CartRenamed`.
   */
  renameCart(options?: {
      /** What the cart is called. */
      title?: string | null | undefined
      /** What the cart is for. */
      purpose?: string | null | undefined
    }): number
  /**
   * Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made them leaves; a
   * cart whose pledges are locked cannot be closed before their campaign is decided.
   *
   * Refusals: `capability_missing`, `pledge_is_locked`.
   *
   * Events: `CartClosed`.
   */
  closeCart(): number
  /**
   * Brings the cart's prices up to the price list, as every commit and priced read does by itself.
   *
   * Refusals: `reserved_for_system`.
   *
   * Events: `Repriced`.
   */
  reprice(): number
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
  setSplit(rule: SplitRule, options?: {
      /** Each member's part, as decimal text. */
      parts?: Decimals | undefined
      /** Whether whoever joins from now on is spared what is in the cart already. */
      sparesLateJoiners?: boolean | undefined
    }): number
  /**
   * Gives a line a rule of its own.
   *
   * Refusals: `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`,
   * `percents_must_sum_to_hundred`, `exceeds_splits_max`.
   *
   * Events: `LineSplitSet`.
   */
  setLineSplit(line: Integer, rule: SplitRule, options?: {
      /** Each member's part, as decimal text. */
      parts?: Decimals | undefined
    }): number
  /**
   * Lets a line follow the cart's rule again.
   *
   * Refusals: `capability_missing`, `line_not_found`.
   *
   * Events: `LineSplitCleared`.
   */
  clearLineSplit(line: Integer): number
  /**
   * Says who shares in nothing that is split among everybody. The list replaces the one before.
   *
   * Refusals: `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named twice).
   *
   * Events: `MembersExcluded`.
   */
  setExcludedMembers(excludedMembers: readonly string[]): number
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
  setSponsor(sponsor: string | null, options?: {
      /** The most they pay for others in all. */
      amountMax?: string | null | undefined
      /** The most they pay for each. */
      personMax?: string | null | undefined
    }): number
  /**
   * Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.
   *
   * What is missing is raised, and the others' shares fall in proportion to what they have above it.
   *
   * Refusals: `capability_missing`, `price_not_valid`, `exceeds_total_max`.
   *
   * Events: `ShareMinimumSet`.
   */
  setShareMinimum(minimum: string | null): number
  /**
   * Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart (unless
   * chosen), or by one payer.
   *
   * Refusals: `capability_missing`, `split_not_valid` (a payer without that rule, or none with it),
   * `member_not_found`.
   *
   * Events: `AdjustmentSplitSet`.
   */
  setAdjustmentSplit(kind: AdjustmentKind, rule: AdjustmentRule, options?: {
      /** Who pays, where one does. */
      payer?: string | null | undefined
    }): number
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
  addAdjustment(kind: AdjustmentKind, options?: {
      /** How much. */
      amount?: string | null | undefined
      /** Or how many percent. */
      percent?: string | null | undefined
      /** Of this line. */
      line?: Integer | null | undefined
      /** For this member. */
      member?: string | null | undefined
      /** Of the lines for this destination. */
      destination?: string | null | undefined
      /** What it is called. */
      label?: string | null | undefined
      /** Whether the prices hold it already: taxes only. */
      included?: boolean | undefined
    }): number
  /**
   * Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the rest is the
   * host's.
   *
   * Refusals: `adjustment_not_found`, `capability_missing`, `reserved_for_system`.
   *
   * Events: `AdjustmentRemoved`.
   */
  removeAdjustment(adjustment: Integer): number
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
  addDiscount(options?: {
      /** So many percent off. */
      percent?: string | null | undefined
      /** So much off. */
      amount?: string | null | undefined
      /** From each quantity on, so many percent off: quantity to percent, as text. */
      tiers?: Decimals | undefined
      /** Of so many bought … */
      buy?: Integer | null | undefined
      /** … so many more are discounted. */
      get?: Integer | null | undefined
      /** Only these SKUs; none named means every line. */
      skus?: readonly string[] | undefined
      /** What it is called. */
      label?: string | null | undefined
      /** Whether it stands alone. */
      exclusive?: boolean | undefined
      /** Smaller applies first; 100 unless given. */
      priority?: Integer | null | undefined
    }): number
  /**
   * Says where a line goes, by a label such as an address's name; nothing clears it.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
   * `exceeds_title_max`, `text_not_valid`, `exceeds_splits_max`.
   *
   * Events: `DestinationSet`.
   */
  setDestination(line: Integer, destination: string | null): number
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
  setBillPolicies(options?: {
      /** ISO 3166 alpha-2. */
      country?: string | null | undefined
      /** How half a minor unit and the like are rounded. */
      rounding?: RoundingMode | null | undefined
      /** What is rounded: taxes by line, by unit, by rate, or once. */
      level?: RoundingLevel | null | undefined
      /** The smallest coin: the total is rounded to it. */
      cashStep?: string | null | undefined
      /** The least a bill may come to. */
      orderMin?: string | null | undefined
      /** The most. */
      orderMax?: string | null | undefined
      /** Whether these refuse to fix the bill, or only warn. */
      isHard?: boolean | null | undefined
    }): number
  /**
   * Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the host's.
   *
   * Refusals: `reserved_for_system`, `group_not_valid`.
   *
   * Events: `GroupSet`.
   */
  setGroup(group: string | null): number
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
  redeemCoupon(code: string): number
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
  fixBill(): number
  /**
   * Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
   *
   * Refusals: `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.
   *
   * Events: `BillReopened`.
   */
  reopenBill(): number
  /**
   * Records that a member paid the merchant.
   *
   * Refusals: `capability_missing`, `bill_is_not_fixed`, `member_not_found`, `price_not_valid`,
   * `amount_must_not_be_zero`, `exceeds_amount_due`.
   *
   * Events: `PaymentRecorded`.
   */
  recordPayment(payer: string, amount: string): number
  /**
   * Records that one member paid another. The payee says so, or whoever manages the cart. It may be more than is
   * owed: a transfer the other way takes it back.
   *
   * Refusals: `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid` (both are the
   * same), `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as either's balance of transfers).
   *
   * Events: `TransferRecorded`.
   */
  recordTransfer(payer: string, payee: string, amount: string): number
  /**
   * Gives back what was paid for so many of a line: to each the very cents their share of it was.
   *
   * Refusals: `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`, `quantity_must_not_be_zero`,
   * `exceeds_refundable_quantity`.
   *
   * Events: `ItemRefunded`.
   */
  refundItem(line: Integer, quantity: Integer): number
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
  pledge(campaign: string, quantity: Integer, options?: {
      /** Which of its SKUs; need not be said where it has one. */
      sku?: string | null | undefined
    }): number
  /**
   * Brings the cart up to a campaign it has pledged to, as every commit and priced read does by itself.
   *
   * Refusals: `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the campaign is not
   * decided).
   *
   * Events: `CampaignFollowed`.
   */
  followCampaign(campaign: string): number
}
