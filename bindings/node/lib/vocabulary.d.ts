// @generated from core/src/command.rs by cargo gen

/** An integer, exactly: a safe integer or a bigint. Anything else is refused. */
export type Integer = number | bigint

/** What sets a line apart: `{ size: 'L' }`, or entries as a `Map` has them. */
export type ItemOptions = { readonly [key: string]: string } | Iterable<readonly [string, string]>

/** An amount of money. */
export interface Money {
  /** The exact decimal, with the currency's digits. */
  amount: string
  /** The same in the currency's minor units. */
  minor: number
  /** The ISO 4217 code. */
  currency: string
}

/** What every event has. */
export interface EventHead {
  /** The version the event made. */
  version: number
  /** When, in Unix milliseconds; never before the event before it. */
  atMs: number
  /** The member who caused it; null for the host itself, and where people may not be seen. */
  actor: string | null
  /** Whether the host itself caused it. */
  isSystem: boolean
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

/** Where a cart is in its life. */
export type CartStatus =
  | 'open'
  | 'closed'

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

/** The engine's bounds; a refusal names the bound and its value. */
export interface Limits {
  /** Lines in a cart. 250 unless configured, at most 10000. */
  linesMax: number
  /** Quantity of a line. 9999 unless configured, at most 1000000. */
  quantityMax: number
  /** Unit price, in minor units. 99999999 unless configured, at most 99999999999. */
  unitPriceMax: number
  /** A cart's total, in minor units. 999999999999 unless configured, at most 999999999999999. */
  totalMax: number
  /** Members present in a cart. 50 unless configured, at most 10000. */
  membersMax: number
  /** Seats a cart ever gives out; ex-members keep theirs. 1000 unless configured, at most 20000. */
  seatsMax: number
  /** Pending invitations of a cart. 50 unless configured, at most 1000. */
  invitationsMax: number
  /** Uses of one invitation. 100 unless configured, at most 100. */
  invitationUsesMax: number
  /** Custom roles of a cart. 16 unless configured, at most 16. */
  rolesMax: number
  /** Categories a role allows, and categories it denies. 32 unless configured, at most 256. */
  roleCategoriesMax: number
  /** Bytes of a SKU, a member id, a role name or a category. 64 unless configured, at most 255. */
  idBytesMax: number
  /** Characters of a title, a purpose, a project or a cost centre. 255 unless configured, at most 255. */
  titleCharsMax: number
  /** Characters of a note. 1000 unless configured, at most 5000. */
  noteCharsMax: number
  /** Options of a line. 20 unless configured, at most 50. */
  optionsMax: number
  /** Characters of an option's key. 40 unless configured, at most 40. */
  optionKeyCharsMax: number
  /** Characters of an option's value. 500 unless configured, at most 500. */
  optionValueCharsMax: number
  /** Commands in a batch. 100 unless configured, at most 250. */
  batchCommandsMax: number
  /** Encoded bytes of a batch. 262144 unless configured, at most 1048576. */
  batchBytesMax: number
  /** Encoded bytes of a command. 16384 unless configured, at most 65536. */
  commandBytesMax: number
  /** Encoded bytes of an event. 16384 unless configured, at most 65536. */
  eventBytesMax: number
  /** Bytes of a cart's state, without its history. 262144 unless configured, at most 2097152. */
  cartBytesMax: number
  /** Events a cart keeps in memory, in blocks of 256. 1024 unless configured, at most 65536. */
  historyEventsMax: number
  /** Applied command ids a cart remembers. 1024 unless configured, at most 100000. */
  commandIdsMax: number
  /** Refused command ids a cart remembers. 256 unless configured, at most 100000. */
  refusedIdsMax: number
  /** SKUs the engine knows. 1000000 unless configured, at most 100000000. */
  skusMax: number
  /** Watches of one cart. 1000 unless configured, at most 1000000. */
  cartWatchesMax: number
  /** Watches of the engine. 100000 unless configured, at most 10000000. */
  engineWatchesMax: number
  /** Events in one page of the feed. 1024 unless configured, at most 65536. */
  pageEventsMax: number
  /** How far ahead a lock's deadline may be. 86400000 unless configured, at most 86400000. */
  lockMsMax: number
  /** How far ahead an invitation may expire. 2592000000 unless configured, at most 2592000000. */
  invitationMsMax: number
  /** Coupons of an engine without a store, and its ledgers. 1000000 unless configured, at most 100000000. */
  accountsMax: number
  /** Members who use one coupon. 100000 unless configured, at most 1000000. */
  couponMembersMax: number
  /** Uses of one coupon, whatever its terms allow. 100000 unless configured, at most 1000000. */
  couponUsesMax: number
  /** Members in a group's ledger. 1000 unless configured, at most 10000. */
  ledgerMembersMax: number
  /** Carts in a group's ledger that are not folded into its sums. 10000 unless configured, at most 100000. */
  ledgerCartsMax: number
  /** How far ahead a reservation's deadline may be. 86400000 unless configured, at most 86400000. */
  reservationMsMax: number
}

/** What a cart's members agreed on. */
export interface Policies {
  /** Who may edit lines. */
  edit: EditPolicy
  /** Whether adding what is already there grows that line instead of making another. */
  mergesLines: boolean
  /** Whether viewers may suggest. */
  allowsSuggestions: boolean
}

/** What was in the cart already when somebody added the same SKU. */
export interface AlreadyInCart {
  /** The oldest line with this SKU that somebody else added. */
  line: number
  /** Who added it. */
  member: string | null
  /** How many it held before. */
  quantity: number
  /** How many seconds before this event it was added. */
  addedAgoS: number
}

/** A line whose price the price list changed. */
export interface PriceChange {
  /** The line. */
  line: number
  /** Its price before. */
  oldUnitPrice: string
  /** Its price now. */
  unitPrice: string
}

/** A line of a cart. */
export interface LineItem {
  /** The line's id: the version that made it. */
  id: number
  /** The merchant's name for the thing. */
  sku: string
  /** How many. */
  quantity: number
  /** The price of one; may be finer than the currency. */
  unitPrice: string
  /** Quantity times unit price, rounded half up once. */
  lineTotal: Money
  /** Who added it. */
  addedBy: string | null
  /** Who changed it last. */
  changedBy: string | null
  /** When it was added, in Unix milliseconds, to the second. */
  addedAtMs: number
  /** What sets it apart, in the order of the keys. */
  options: { [key: string]: string }
  /** Why, in a member's words. */
  note: string | null
  /** For whom; none means for everybody. */
  beneficiaries: (string | null)[]
  /** What it is for. */
  purpose: string | null
  /** The project it belongs to. */
  project: string | null
  /** Who bears the cost. */
  costCentre: string | null
}

/** A member who is present. */
export interface MemberEntry {
  /** The member's id. */
  id: string
  /** The role's name. */
  role: string
}

/** A custom role. */
export interface RoleEntry {
  /** The role's name. */
  name: string
  /** What it may do. */
  capabilities: Capability[]
  /** The most its holder's lines may sum to. */
  moneyCap: Money | null
  /** The only categories it may add; none means all. */
  categoriesAllowed: string[]
  /** Categories it may not add. */
  categoriesDenied: string[]
}

/** A pending invitation; only those who may invite see it. */
export interface InvitationEntry {
  /** The invitation's id: the version that made it. */
  id: number
  /** The role those who join get. */
  role: string
  /** Who made it; nobody where the host did. */
  invitedBy: string | null
  /** How often it may still be used. */
  usesLeft: number
  /** When it expires, in Unix milliseconds. */
  expiresAtMs: number
}

/** A hold on the cart. */
export interface LockEntry {
  /** Who holds it; nobody where the host does. */
  holder: string | null
  /** When it ends by itself, in Unix milliseconds. */
  untilMs: number
}

/**
 * A cart at one version, as one principal may see it.
 *
 * Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer in it.
 */
export interface CartView {
  /** The cart's id. */
  id: string
  /** The version this is. */
  version: number
  /** Where the cart is in its life. */
  status: CartStatus
  /** What the cart is called. */
  title: string | null
  /** What the cart is for. */
  purpose: string | null
  /** The cart's one currency. */
  currency: string
  /** The setting it started from. */
  preset: Preset
  /** The policies in force. */
  policies: Policies
  /** Whether anybody but the owner ever joined. */
  isShared: boolean
  /** When it was made, in Unix milliseconds. */
  createdAtMs: number
  /** When it last changed, in Unix milliseconds. */
  changedAtMs: number
  /** The version of the price list the prices are of; 0 before the first repricing. */
  pricesVersion: number
  /** The lines, oldest first. */
  lines: LineItem[]
  /** The sum of the line totals. */
  subtotal: Money
  /** What is to be paid; the subtotal until adjustments exist. */
  total: Money
  /** The members present, in the order they joined. */
  members: MemberEntry[]
  /** The custom roles. */
  roles: RoleEntry[]
  /** The pending invitations. */
  invitations: InvitationEntry[]
  /** The hold on the cart, if one is in force. */
  lock: LockEntry | null
  /** To whom ownership is offered. */
  ownershipOfferedTo: string | null
}

/** The cart was made and its owner seated. */
export interface CartCreated extends EventHead {
  kind: 'cart_created'
  /** The owner's id; the owner has seat 0. */
  owner: string
  /** The cart's one currency. */
  currency: string
  /** The setting it started from. */
  preset: Preset
  /** The policies it started with. */
  policies: Policies
  /** What the cart is called. */
  title: string | null
  /** What the cart is for. */
  purpose: string | null
}

/** A new line; its id is this event's version. */
export interface ItemAdded extends EventHead {
  kind: 'item_added'
  /** The merchant's name for the thing. */
  sku: string
  /** How many. */
  quantity: number
  /** The price of one. */
  unitPrice: string
  /** Whether the caller gave the price, which the price list then leaves alone. */
  isCallersPrice: boolean
  /** What was in the cart already, if somebody else had put it there. */
  alreadyInCart: AlreadyInCart | null
  /** Options, note and beneficiaries, where there are any. */
  options: { [key: string]: string }
  /** The note. */
  note: string | null
  /** For whom. */
  beneficiaries: (string | null)[]
}

/** An added item merged into a line. */
export interface ItemIncreased extends EventHead {
  kind: 'item_increased'
  /** The line. */
  line: number
  /** How many were added. */
  added: number
  /** How many it holds now. */
  quantity: number
  /** What was in the cart already, if somebody else had put it there. */
  alreadyInCart: AlreadyInCart | null
}

/** A line's quantity was changed by a difference. */
export interface QuantityAdjusted extends EventHead {
  kind: 'quantity_adjusted'
  /** The line. */
  line: number
  /** The difference. */
  delta: number
  /** How many it holds now. */
  quantity: number
}

/** A line's quantity was set. */
export interface QuantitySet extends EventHead {
  kind: 'quantity_set'
  /** The line. */
  line: number
  /** How many it held. */
  oldQuantity: number
  /** How many it holds now. */
  quantity: number
  /** Whether the member had seen another quantity than the line held. */
  isContested: boolean
}

/** A line was removed. */
export interface ItemRemoved extends EventHead {
  kind: 'item_removed'
  /** The line. */
  line: number
  /** How many it held. */
  oldQuantity: number
}

/** A line's note was written or cleared. */
export interface NoteSet extends EventHead {
  kind: 'note_set'
  /** The line. */
  line: number
  /** The note. */
  note: string | null
}

/** A line's beneficiaries were named. */
export interface BeneficiariesSet extends EventHead {
  kind: 'beneficiaries_set'
  /** The line. */
  line: number
  /** For whom; none means for everybody. */
  beneficiaries: (string | null)[]
}

/** A line's reason was written. */
export interface ReasonSet extends EventHead {
  kind: 'reason_set'
  /** The line. */
  line: number
  /** What it is for. */
  purpose: string | null
  /** The project it belongs to. */
  project: string | null
  /** Who bears the cost. */
  costCentre: string | null
}

/** Lines took over the price list's new prices. */
export interface Repriced extends EventHead {
  kind: 'repriced'
  /** The version of the price list the cart now knows. */
  pricesVersion: number
  /** The lines that changed. */
  changes: PriceChange[]
}

/** A member was seated. */
export interface MemberAdded extends EventHead {
  kind: 'member_added'
  /** The member's id; the seat is the next free one. */
  member: string
  /** The role's name. */
  role: string
}

/** A member was removed. */
export interface MemberRemoved extends EventHead {
  kind: 'member_removed'
  /** The member. */
  member: string | null
  /** The invitations that ended with it. */
  voided: number[]
}

/** A member left. */
export interface MemberLeft extends EventHead {
  kind: 'member_left'
  /** The invitations that ended with it. */
  voided: number[]
}

/** A member got another role. */
export interface RoleSet extends EventHead {
  kind: 'role_set'
  /** The member. */
  member: string | null
  /** The role's name before. */
  oldRole: string
  /** The role's name now. */
  role: string
  /** The invitations that ended with it. */
  voided: number[]
}

/** A custom role was defined, or defined anew. */
export interface RoleDefined extends EventHead {
  kind: 'role_defined'
  /** The role's name. */
  name: string
  /** What it may do. */
  capabilities: Capability[]
  /** The most its holder's lines may sum to, in minor units. */
  moneyCapMinor: number | null
  /** The only categories it may add; none means all. */
  categoriesAllowed: string[]
  /** Categories it may not add. */
  categoriesDenied: string[]
  /** The invitations that ended with it. */
  voided: number[]
}

/** Ownership was offered. */
export interface OwnershipOffered extends EventHead {
  kind: 'ownership_offered'
  /** To whom. */
  member: string | null
}

/** Ownership was accepted; the former owner is an admin. */
export interface OwnershipAccepted extends EventHead {
  kind: 'ownership_accepted'
  /** The former owner. */
  oldOwner: string | null
}

/** The offer of ownership was declined or taken back. */
export interface OwnershipDeclined extends EventHead {
  kind: 'ownership_declined'
  /** To whom it had been made. */
  member: string | null
}

/** An invitation was made; its id is this event's version. */
export interface Invited extends EventHead {
  kind: 'invited'
  /** The token's hash. */
  tokenHash: string
  /** The role those who join get. */
  role: string
  /** How often it may be used. */
  usesMax: number
  /** When it expires, in Unix milliseconds. */
  expiresAtMs: number
}

/** An invitation was ended. */
export interface InvitationRevoked extends EventHead {
  kind: 'invitation_revoked'
  /** The invitation's id. */
  invitation: number
}

/** Somebody joined by an invitation. */
export interface InvitationAccepted extends EventHead {
  kind: 'invitation_accepted'
  /** The invitation's id. */
  invitation: number
  /** The member's id; the seat is the next free one. */
  member: string
  /** The role's name. */
  role: string
}

/** The cart was locked, or its lock's deadline moved. */
export interface CartLocked extends EventHead {
  kind: 'cart_locked'
  /** When the hold ends by itself, in Unix milliseconds. */
  untilMs: number
}

/** The cart's lock was ended. */
export interface CartUnlocked extends EventHead {
  kind: 'cart_unlocked'
  /** Who held it. */
  holder: string | null
}

/** The cart's policies changed. */
export interface PoliciesSet extends EventHead {
  kind: 'policies_set'
  /** The policies before. */
  oldPolicies: Policies
  /** The policies now. */
  policies: Policies
}

/** The cart's title or purpose changed. */
export interface CartRenamed extends EventHead {
  kind: 'cart_renamed'
  /** What the cart is called. */
  title: string | null
  /** What the cart is for. */
  purpose: string | null
}

/** The cart was closed for good. */
export interface CartClosed extends EventHead {
  kind: 'cart_closed'
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

/** One method per verb; a member commits at once, a batch on `commit()`. */
export interface Verbs {
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
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
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
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
   * `quantity_must_not_be_zero`, `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
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
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`.
   *
   * Events: `ItemRemoved`.
   */
  removeItem(line: Integer): number
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
  setNote(line: Integer, note: string | null): number
  /**
   * Says for whom a line is; an empty list means for everybody.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
   * `member_not_found`, `beneficiaries_must_differ`.
   *
   * Events: `BeneficiariesSet`.
   */
  setBeneficiaries(line: Integer, beneficiaries: readonly string[]): number
  /**
   * Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing clears
   * one.
   *
   * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
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
   * Closes the cart for good; it can still be read.
   *
   * Refusals: `capability_missing`.
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
}
