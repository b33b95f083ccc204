/// <reference lib="esnext.disposable" />
import type { Campaigns } from './lib/campaigns'
import type { Coupon, CouponTerms, Durability, EngineOptions, Health, Ledger, Swept } from './lib/engine'
import type {
  Bill, CampaignView, CartEvent, CartView, ErrorCode, ErrorKind, Explanation, Integer, Limits, Money, Preset, Settlement,
  TippingPoint, Verbs,
} from './lib/vocabulary'

export * from './lib/campaigns'
export * from './lib/engine'
export * from './lib/vocabulary'

/** A refused call. Nothing was changed. */
export class CartpoolError extends Error {
  private constructor()
  /** The class's name. */
  readonly name: 'CartpoolError'
  /** The rule that was broken. */
  readonly code: ErrorCode
  /** What kind of trouble the code is. */
  readonly kind: ErrorKind
  /** The code's frozen number. */
  readonly number: number
  /** The fact that helps to mend the call: a bound (`max`), versions, the capability, when to try again, the argument. */
  readonly context: ErrorContext
}

/** The fact that comes with a refusal; each code has its own. */
export interface ErrorContext {
  /** The bound that would have been passed. */
  readonly max?: number
  /** What the caller expected of the cart's version; or what `argument` takes. */
  readonly expected?: number | string
  /** The version the cart is at. */
  readonly actual?: number
  /** The oldest version still kept. */
  readonly version?: number
  /** The capability that is missing. */
  readonly capability?: string
  /** Milliseconds to wait before trying again. */
  readonly ms?: number
  /** The argument that was refused before it reached the engine. */
  readonly argument?: string
  /** Where the file can no longer be trusted; 0 is outside its log. */
  readonly position?: number
}

/**
 * Methods that answer with promises: on a file the event loop goes on meanwhile, and calls that come while a group is written
 * are written together as the next. They take effect in the order in which they were made; every refusal is a rejection.
 */
export type Promised<T> = {
  [K in keyof T]: T[K] extends (...given: infer Given) => infer Answer ? (...given: Given) => Promise<Answer> : never
}

/** The process-wide owner of carts. */
export class Engine {
  private constructor()
  /**
   * Opens an engine: in memory, or with a `path` on a file that keeps the carts and that any number of processes share. With a
   * `name`, every thread that opens it by that name shares one, and whoever opens first decides the rest.
   *
   * Refusals: `argument_not_valid`, `durability_not_valid`, `limits_not_valid`; with a `path` `storage_not_found`,
   * `storage_not_recognized`, `storage_too_new`, `storage_is_read_only`, `storage_is_damaged`, `storage_busy`, `storage_failed`.
   *
   * @example
   * const engine = Engine.open({ path: 'carts.db' })
   * engine.setPrice('TEA', 'EUR', '4.50')
   * const { id } = engine.createCart('ana', 'EUR')
   * engine.close()
   *
   * const again = Engine.open({ path: 'carts.db', durability: 'buffered' })
   * again.cart(id).member('ana').addItem('TEA', 2)
   * assert.equal(again.cart(id).member('ana').total().amount, '9.00')
   */
  static open(options?: EngineOptions): Engine
  /**
   * `createCart`, and what is about campaigns, with promises for answers. What is about campaigns shares no wait with others.
   *
   * @example
   * const engine = Engine.open({ path: 'carts.db' })
   * const [lunch, dinner] = await Promise.all([
   *   engine.promises.createCart('ana', 'EUR'),
   *   engine.promises.createCart('ben', 'EUR', { title: 'Dinner' }),
   * ])
   * assert.equal(dinner.member('ben').view().title, 'Dinner')
   */
  readonly promises: Promised<Pick<Engine, 'createCart'> & Omit<Campaigns, 'watchCampaign'>>
  /**
   * Makes a cart: version 1, with its owner seated.
   *
   * Refusals: `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
   * `exceeds_memory_max`.
   */
  createCart(
    owner: string,
    currency: string,
    options?: { preset?: Preset | undefined; title?: string | null | undefined; purpose?: string | null | undefined },
  ): Cart
  /** The cart with this id; nothing is checked before it is used. */
  cart(id: string): Cart
  /**
   * Sets a SKU's price in one currency; answers with the price list's new version.
   *
   * Refusals: `engine_is_closed`, `price_not_valid`, `sku_not_valid`, `currency_not_valid`, `exceeds_unit_price_max`,
   * `exceeds_skus_max`.
   */
  setPrice(sku: string, currency: string, amount: string): number
  /**
   * Sets or clears a SKU's category; answers with the price list's new version.
   *
   * Refusals: `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
   */
  setCategory(sku: string, category?: string | null): number
  /**
   * A SKU's price in one currency, as an exact decimal.
   *
   * Refusals: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
   */
  price(sku: string, currency: string): string
  /** The version of the price list. */
  readonly pricesVersion: number
  /**
   * Defines a coupon, or defines it anew: what was used stays used. Answers with the coupon's version. On a file it waits for
   * the disk, and so does `recordTransfer`.
   *
   * Refusals: `engine_is_closed`, `coupon_code_not_valid`, `currency_not_valid`, `coupon_terms_not_valid`,
   * those of `addDiscount`, `exceeds_event_bytes_max`, `exceeds_accounts_max`, `exceeds_memory_max`.
   *
   * @example
   * const engine = Engine.open()
   * engine.setPrice('TEA', 'EUR', '4.50')
   * engine.defineCoupon('SPRING', 'EUR', { percent: '10', usesMax: 100 })
   * const ana = engine.createCart('ana', 'EUR').member('ana')
   * ana.addItem('TEA', 2)
   * ana.redeemCoupon('SPRING')
   * assert.equal(ana.bill().total.amount, '8.10')
   * assert.equal(engine.coupon('SPRING').reserved, 1)
   */
  defineCoupon(code: string, currency: string, terms?: CouponTerms): number
  /** A coupon, and how often it is used. Refusals: `engine_is_closed`, `coupon_not_found`. */
  coupon(code: string): Coupon
  /**
   * What a group's members owe each other across its carts in one currency; empty where no cart spoke of the group.
   *
   * Refusals: `engine_is_closed`, `group_not_valid`, `currency_not_valid`.
   */
  ledger(group: string, currency: string): Ledger
  /** Who pays whom so that nobody owes anybody across the group's carts; its version is the ledger's. Refusals: as `ledger`. */
  ledgerSettlement(group: string, currency: string): Settlement
  /**
   * Records that a member of a group paid another, outside every cart; answers with the ledger's version. With a command id or
   * the ledger's expected version a retry has one effect.
   *
   * Refusals: `engine_is_closed`, `group_not_valid`, `currency_not_valid`, `price_not_valid`, `transfer_not_valid`,
   * `command_id_reused`, `command_id_not_valid`, `command_id_too_old`, `version_conflict`, `member_not_found`,
   * `exceeds_balance_max`.
   */
  recordTransfer(
    group: string,
    currency: string,
    payer: string,
    payee: string,
    amount: string,
    options?: { commandId?: string | undefined; expectVersion?: Integer | undefined },
  ): number
  /**
   * Works off campaigns' deadlines, and brings at most `cartsMax` carts up to the price list and their campaigns.
   *
   * Refusals: `engine_is_closed`.
   */
  sweep(cartsMax: Integer): Swept
  /** How safe a change is once its verb has answered. */
  readonly durability: Durability
  /** Which life of the log this is; a power cut that took buffered changes back begins another, and cursors start over. */
  readonly epoch: number
  /** How the engine is doing; never refused while the engine's object lives. */
  health(): Health
  /**
   * Ends the engine off the event loop: calls already made are finished, and for at most `ms` milliseconds carts are saved, so
   * that the next opening is fast. Later calls are refused with `engine_is_closed`. Resolves to whether everything was
   * finished; nothing that was answered is lost either way.
   *
   * Refusals: `argument_not_valid`.
   *
   * @example
   * const engine = Engine.open({ path: 'carts.db' })
   * const creating = engine.promises.createCart('ana', 'EUR')
   * assert.equal(await engine.drain(5000), true)
   * assert.equal((await creating).id.length, 32)
   */
  drain(ms: Integer): Promise<boolean>
  /** How many carts there are in memory; a file may keep more. */
  readonly carts: number
  /** The bounds in force. */
  readonly limits: Limits
  /** The time by the engine's clock, in Unix milliseconds. */
  readonly nowMs: number
  /** A fresh command id for the engine's time. */
  commandId(): string
  /** Moves the clock of an engine opened with `manualClockMs`; answers with the new time. */
  advanceClock(ms: Integer): number
  /** Whether the engine has been closed. */
  readonly isClosed: boolean
  /**
   * Closes the engine in every thread, and its file: later calls are refused with `engine_is_closed`, and so are promised ones
   * that no group took yet. A server that ends calls `drain` instead.
   */
  close(): void
  /** As `close()`: `using engine = Engine.open()`. */
  [Symbol.dispose](): void
  /** As `drain(5000)`: `await using engine = Engine.open({ path })`. */
  [Symbol.asyncDispose](): Promise<void>
}
export interface Engine extends Campaigns {}

/** A cart of an engine. Whatever is done or read is done as one of its principals. */
export class Cart {
  private constructor()
  /** 32 hexadecimal digits. The id grants nothing. */
  readonly id: string
  /** The principal with this member id; nothing is checked before it acts. */
  member(id: string): Member
  /** The host itself as a principal: it may do everything, and answers for it. */
  system(): Member
  /** Gives the handle back before the garbage collector would. */
  close(): void
  /** As `close()`. */
  [Symbol.dispose](): void
}

/**
 * A principal in one cart: every verb and every read sits on one.
 *
 * On a file a verb called here waits for the disk, and the event loop with it: right for scripts. A server calls `promises`.
 * Reads are from memory; one that comes to a cart for the first time, or after it left memory, loads it from the file.
 */
export class Member {
  private constructor()
  /** The member's id; empty for the host itself. */
  readonly id: string
  /** The id of the cart. */
  readonly cart: string
  /**
   * The same verbs with promises for answers: many requests of one event loop share a wait for the disk. A verb called
   * directly overtakes them; `await` one before another that builds on it. Refusals: those of each verb, each for itself.
   *
   * @example
   * const engine = Engine.open({ path: 'carts.db' })
   * engine.setPrice('TEA', 'EUR', '4.50')
   * const ana = (await engine.promises.createCart('ana', 'EUR')).member('ana')
   * const line = await ana.promises.addItem('TEA', 2, { note: 'for mum' })
   * const versions = await Promise.all([1, 2, 3].map((more) => ana.promises.adjustQuantity(line, more)))
   * assert.deepEqual(versions, [3, 4, 5])
   * await assert.rejects(ana.promises.removeItem(99), { code: 'line_not_found' })
   */
  readonly promises: Promised<Verbs>
  /** The same principal with options for its commands: a retry's id, the version to expect. */
  with(options: { commandId?: string | undefined; expectVersion?: Integer | undefined }): Member
  /**
   * A batch: the same verbs, committed together or not at all.
   *
   * Refusals of `commit`: `batch_must_not_be_empty`, `exceeds_batch_max`, `exceeds_batch_bytes_max`, `not_allowed_in_batch`, and
   * those of the first command that is refused.
   */
  batch(): Batch
  /**
   * The cart as this principal may see it.
   *
   * Refusals: `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
   */
  view(): CartSnapshot
  /** The cart as it was at `version`. Refusals: as `view`, and `version_not_found`, `version_no_longer_kept`. */
  viewAt(version: Integer): CartSnapshot
  /**
   * The bill now: what is to be paid, and by whom. Without `view_people` it names nobody and has no shares.
   *
   * Refusals: as `view`.
   *
   * @example
   * const engine = Engine.open()
   * engine.setPrice('TEA', 'EUR', '4.50')
   * const ana = engine.createCart('ana', 'EUR').member('ana')
   * ana.addMember('ben', 'editor')
   * ana.addItem('TEA', 2)
   * ana.setSplit('by_weight', { parts: { ana: '2', ben: '1' } })
   * assert.deepEqual(ana.bill().shares.map(({ member, total }) => [member, total.amount]), [['ana', '6.00'], ['ben', '3.00']])
   */
  bill(): Bill
  /**
   * Why each owes what they owe: every cell of the bill's table that is not zero, as data and as a sentence.
   *
   * Refusals: as `view`.
   */
  explain(): Explanation
  /** Who pays whom, so that everybody has paid what they owe of what the merchant got. Refusals: as `view`. */
  settlement(): Settlement
  /**
   * A campaign as it is, with what this cart has pledged to it, and what would bring it further.
   *
   * Refusals: as `view`, and `campaign_not_found`.
   */
  campaign(campaign: string): CampaignView
  /** How many more it takes, from whom in this cart, and what each would then pay; null where it is decided or all is reached. */
  whatWouldTip(campaign: string): TippingPoint | null
  /** What is to be paid. Refusals: as `view`. */
  total(): Money
  /** The cart's version now. Refusals: as `view`. */
  version(): number
  /**
   * The event that made `version`; undefined where this principal may not see it.
   *
   * Refusals: as `view`, and `version_not_found`, `version_no_longer_kept`.
   */
  event(version: Integer): CartEvent | undefined
  /** Every kept event of a line, oldest first. Refusals: as `view`, and `line_not_found`, `version_no_longer_kept`. */
  blame(line: Integer): CartEvent[]
  /** The page of events after `cursor`; without one, from the first kept event. Refusals: as `view`. */
  eventsSince(cursor?: string): Page
  /** Follows the cart from `cursor` on. Refusals: as `view`, and `exceeds_watches_max`. */
  watch(cursor?: string, options?: { signal?: AbortSignal | undefined }): Watch
  /**
   * Checks the cart in full; for the host itself.
   *
   * Refusals: `engine_is_closed`, `cart_not_found`, `capability_missing`, `cart_is_damaged`.
   */
  verify(): void
  /** Gives the handle back before the garbage collector would. */
  close(): void
  /** As `close()`. */
  [Symbol.dispose](): void
}
export interface Member extends Verbs {}

/** Commands that happen together, in one run of versions, or not at all. Each verb answers 0 until `commit()`. */
export class Batch {
  private constructor()
  /**
   * `commit` with a promise for an answer.
   *
   * @example
   * const engine = Engine.open({ path: 'carts.db' })
   * engine.setPrice('TEA', 'EUR', '4.50')
   * const batch = engine.createCart('ana', 'EUR').member('ana').batch()
   * batch.addItem('TEA', 1)
   * batch.renameCart({ title: 'Lunch' })
   * assert.equal(await batch.promises.commit(), 3)
   */
  readonly promises: Promised<Pick<Batch, 'commit'>>
  /** Commits what was put in since the last commit; answers with the last version. */
  commit(): number
  /** Drops what was put in and gives the handle back. */
  close(): void
  /** As `close()`. */
  [Symbol.dispose](): void
}
export interface Batch extends Verbs {}

/**
 * A cart at one version. Its fields are read when somebody first looks at them, so that a total costs no list of lines: they can be
 * destructured and `JSON.stringify` writes them, but to spread, clone or post them take `toJSON()`.
 */
export interface CartSnapshot extends CartView {
  /** All of it as plain data. */
  toJSON(): CartView
}

/** Events of one cart over (`from`, `to`], a snapshot where events no longer reach back, or the end of one's membership. */
export type Page = EventsPage | ResetPage | RevokedPage

/** What happened since a cursor. */
export interface EventsPage {
  kind: 'events'
  /** The cursor that was passed. */
  from: string
  /** The cursor to pass next. */
  to: string
  /** Those this principal may see, oldest first. */
  events: CartEvent[]
}

/** The cart anew, where events no longer reach back to the cursor. */
export interface ResetPage {
  kind: 'reset'
  /** The cursor that was passed. */
  from: string
  /** The cursor to pass next. */
  to: string
  /** The cart as it is at `to`. */
  view: CartView
}

/** The end: this principal is no longer a member. */
export interface RevokedPage {
  kind: 'revoked'
  /** The cursor that was passed. */
  from: string
  /** The cursor to pass next. */
  to: string
  /** The version that ended the membership. */
  version: number
}

/** Follows one cart for one principal. */
export class Watch implements AsyncIterable<Page> {
  private constructor()
  /** The version up to which everything was pulled. */
  readonly cursor: string
  /** Pulls what came since the last page; without news, a page without events. Refusals: as `Member.view`. */
  page(): Page
  /**
   * Resolves when there is something to pull, or the watch was closed. Keeps no process alive.
   *
   * Refusals: `engine_is_closed`, `cart_not_found`.
   */
  changed(options?: { signal?: AbortSignal | undefined }): Promise<void>
  /** Ends the watch; whoever waits for it stops waiting. */
  close(): void
  /**
   * Every page with news, until the principal is removed, the signal aborts or the loop is left, which closes the watch. Aborting
   * rejects with the signal's reason.
   */
  [Symbol.asyncIterator](): Following<Page>
  /** As `close()`. */
  [Symbol.dispose](): void
  /** As `close()`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** The loop over a watch. `return()` ends it at once, also while it waits. */
export interface Following<T> extends AsyncIterator<T, void, undefined>, AsyncIterable<T> {
  /** Ends the loop, and closes the watch. */
  return(): Promise<IteratorReturnResult<void>>
  /** The loop itself. */
  [Symbol.asyncIterator](): this
  /** As `return()`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** An invitation's secret. Show its text once, in a link's fragment; the engine only ever sees its hash. */
export class Token {
  /** A fresh secret, or the one with this text. */
  constructor(text?: string)
  /** What `invite` takes. */
  readonly hash: string
  /** The secret itself: 43 characters. Never log it. */
  reveal(): string
}

/** The cursor before every event. */
export const START: string
