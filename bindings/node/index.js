'use strict'

const { fileURLToPath } = require('node:url')
const native = require('./lib/native.js')
const { Held, release } = require('./lib/hold.js')
const { CartpoolError, HANDLE, bag, pairs, parsed, refused, settled, signalOf, told } = require('./lib/refusal.js')
const { CampaignPromises, Campaigns } = require('./lib/campaigns.js')
const { money } = require('./lib/money.js')
const { warnWhereOneOfSeveral } = require('./lib/process.js')
const { MemberPromises } = require('./lib/promises.js')
const { Queue } = require('./lib/queue.js')
const { answer, laidOut, quick } = require('./lib/registers.js')
const { Verbs } = require('./lib/verbs.js')
const { CartView } = require('./lib/views.js')
const { CampaignWatch, Watch } = require('./lib/watch.js')

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())

/** How long the end of an `await using` may take. */
const DRAIN_MS = 5000

/** Where an object keeps the queue of its engine; undefined in memory, where nothing waits. */
const QUEUE = Symbol('queue')

/** The process-wide owner of carts. */
class Engine extends Campaigns {
  #promises

  constructor(handle) {
    super(handle)
    this[QUEUE] = this.durability === 'memory' ? undefined : new Queue(handle)
  }

  /** Opens an engine: in memory, or on a file that any number of processes share. */
  static open(options) {
    const { path, durability, name, prices, limits, rates, maxBytes, manualClockMs, seed } = bag(options)
    const bounds = Object.entries(bag(limits))
    const handle = native.engineOpen(
      pathOf(path), durability, name, prices, bounds.map(([name]) => snake(name)),
      bounds.map(([, value]) => value),
      ratesOf(rates), maxBytes, manualClockMs, seed,
    )
    const engine = new Engine(settled(handle))
    if (engine[QUEUE] === undefined) warnWhereOneOfSeveral()
    return engine
  }

  /** `createCart` and what is about campaigns, with promises for answers. */
  get promises() {
    return (this.#promises ??= new EnginePromises(this))
  }

  /** Makes a cart: version 1, with its owner seated. */
  createCart(owner, currency, given) {
    const { preset, title, purpose } = bag(given)
    const handle = native.engineCreateCart(this[HANDLE], owner, currency, preset, title, purpose)
    return new Cart(settled(handle), this[QUEUE])
  }

  /** The cart with this id; nothing is checked before it is used. */
  cart(id) {
    return new Cart(settled(native.engineCart(this[HANDLE], id)), this[QUEUE])
  }

  /** Sets a SKU's price in one currency; answers with the price list's new version. */
  setPrice(sku, currency, amount) {
    return settled(native.engineSetPrice(this[HANDLE], sku, currency, amount))
  }

  /** Sets or clears a SKU's category; answers with the price list's new version. */
  setCategory(sku, category) {
    return settled(native.engineSetCategory(this[HANDLE], sku, category))
  }

  /** A SKU's price in one currency, as an exact decimal. */
  price(sku, currency) {
    return told(native.enginePrice(this[HANDLE], sku, currency))
  }

  /** Defines a coupon, or defines it anew: what was used stays used. Answers with the coupon's version. */
  defineCoupon(code, currency, given) {
    const { percent, amount, tiers, buy, get, skus, label, exclusive, priority } = bag(given)
    const { usesMax, memberUsesMax, validFromMs, validUntilMs } = bag(given)
    return settled(native.engineDefineCoupon(
      this[HANDLE], code, currency, percent, amount, pairs(tiers), buy, get, skus, label, exclusive, priority,
      usesMax, memberUsesMax, validFromMs, validUntilMs,
    ))
  }

  /** A coupon, and how often it is used. */
  coupon(code) {
    return parsed(native.engineCoupon(this[HANDLE], code))
  }

  /** What a group's members owe each other across its carts. */
  ledger(group, currency) {
    return parsed(native.engineLedger(this[HANDLE], group, currency))
  }

  /** Who pays whom so that nobody owes anybody across the group's carts. */
  ledgerSettlement(group, currency) {
    return parsed(native.engineLedgerSettlement(this[HANDLE], group, currency))
  }

  /** Records that a member of a group paid another, outside every cart; answers with the ledger's version. */
  recordTransfer(group, currency, payer, payee, amount, given) {
    const { commandId, expectVersion } = bag(given)
    return settled(native.engineRecordTransfer(
      this[HANDLE], group, currency, payer, payee, amount, commandId, expectVersion,
    ))
  }

  /** The price list's version. */
  get pricesVersion() {
    return settled(native.enginePricesVersion(this[HANDLE]))
  }

  /** Works off campaigns' deadlines, and brings at most `cartsMax` carts up to prices and campaigns. */
  sweep(cartsMax) {
    return parsed(native.engineSweep(this[HANDLE], cartsMax))
  }

  /** How safe a change is once its verb has answered. */
  get durability() {
    return told(native.engineDurability(this[HANDLE]))
  }

  /** Which life of the log this is. */
  get epoch() {
    return settled(native.engineEpoch(this[HANDLE]))
  }

  /** How the engine is doing. */
  health() {
    return parsed(native.engineHealth(this[HANDLE]))
  }

  /** Ends the engine off the event loop; answers whether everything was finished within `ms`. */
  async drain(ms) {
    const beganMs = performance.now()
    await this[QUEUE]?.flushed()
    return told(native.engineDrain(this[HANDLE], ms, Math.round(performance.now() - beganMs)))
  }

  /** How many carts there are in memory. */
  get carts() {
    return settled(native.engineCarts(this[HANDLE]))
  }

  /** The bounds in force. */
  get limits() {
    const table = parsed(native.engineLimits(this[HANDLE]))
    return Object.fromEntries(Object.entries(table).map(([name, value]) => [camel(name), value]))
  }

  /** The time by the engine's clock, in Unix milliseconds. */
  get nowMs() {
    return settled(native.engineNowMs(this[HANDLE]))
  }

  /** A fresh command id for the engine's time. */
  commandId() {
    return told(native.engineCommandId(this[HANDLE]))
  }

  /** Moves the clock of an engine opened with `manualClockMs`; answers with the new time. */
  advanceClock(ms) {
    return settled(native.engineAdvanceClock(this[HANDLE], ms))
  }

  get isClosed() {
    return settled(native.engineIsClosed(this[HANDLE])) === 1
  }

  /** Closes the engine in every thread: later calls are refused with `engine_is_closed`. Closing again is no trouble. */
  close() {
    settled(native.engineClose(this[HANDLE]))
  }

  [Symbol.dispose]() {
    this.close()
  }

  async [Symbol.asyncDispose]() {
    await this.drain(DRAIN_MS)
  }
}

/** The path of a file's URL; what is the URL of none goes on, to be refused. */
function pathOf(path) {
  try {
    return path instanceof URL ? fileURLToPath(path) : path
  } catch {
    return path
  }
}

/** `true` means the default rates, which native code writes as an empty list. */
function ratesOf(rates) {
  if (rates === undefined || rates === null || rates === false) return undefined
  if (rates === true) return []
  return [rates.memberPerSecond, rates.memberBurst, rates.cartPerSecond, rates.cartBurst]
}

/** What an engine does with promises for answers. */
class EnginePromises extends CampaignPromises {
  #engine

  constructor(engine) {
    super(engine)
    this.#engine = engine
  }

  /** Makes a cart: version 1, with its owner seated. */
  async createCart(owner, currency, given) {
    const queue = this.#engine[QUEUE]
    if (queue === undefined) return this.#engine.createCart(owner, currency, given)
    const { preset, title, purpose } = bag(given)
    const cart = new Cart(settled(native.queueCart(queue[HANDLE])), queue)
    const place = native.queueCreateCart(queue[HANDLE], cart[HANDLE], owner, currency, preset, title, purpose)
    await queue.answer(settled(place))
    return cart
  }
}

/** A cart of an engine. Whatever is done or read is done as one of its principals. */
class Cart extends Held {
  constructor(handle, queue) {
    super(handle)
    this[QUEUE] = queue
  }

  /** The cart's id: 32 hexadecimal digits. It grants nothing. */
  get id() {
    return told(native.cartId(this[HANDLE]))
  }

  /** The principal with this member id; nothing is checked before it acts. */
  member(id) {
    return new Member(settled(native.cartMember(this[HANDLE], id)), id, this[QUEUE])
  }

  /** The host itself as a principal: it may do everything, and answers for it. */
  system() {
    return new Member(settled(native.cartSystem(this[HANDLE])), '', this[QUEUE])
  }

  /** Gives the handle back before the garbage collector would. */
  close() {
    release(this)
  }

  [Symbol.dispose]() {
    this.close()
  }
}

/** A principal in one cart: every verb and every read sits on one. */
class Member extends Verbs {
  #promises

  constructor(handle, id, queue) {
    super(handle)
    this.id = id
    this[QUEUE] = queue
  }

  /** The id of the cart. */
  get cart() {
    return told(native.memberCart(this[HANDLE]))
  }

  /** The same verbs with promises for answers. */
  get promises() {
    return (this.#promises ??= new MemberPromises(this, this[QUEUE]))
  }

  /** The same principal with options for its commands: a retry's id, the version to expect. */
  with(given) {
    const { commandId, expectVersion } = bag(given)
    const handle = native.memberWith(this[HANDLE], commandId, expectVersion)
    return new Member(settled(handle), this.id, this[QUEUE])
  }

  /** A batch: the same verbs, committed together or not at all. */
  batch() {
    return new Batch(settled(native.memberBatch(this[HANDLE])), this[QUEUE])
  }

  /** The cart as this principal may see it. */
  view() {
    return new CartView(told(native.memberView(this[HANDLE])))
  }

  /** The cart as it was at `version`. */
  viewAt(version) {
    return new CartView(told(native.memberViewAt(this[HANDLE], version)))
  }

  /** The bill now: what is to be paid, and by whom. */
  bill() {
    return parsed(native.memberBill(this[HANDLE]))
  }

  /** Why each owes what they owe, cell by cell. */
  explain() {
    return parsed(native.memberExplain(this[HANDLE]))
  }

  /** Who pays whom, so that everybody has paid what they owe. */
  settlement() {
    return parsed(native.memberSettlement(this[HANDLE]))
  }

  /** A campaign as it is, with what this cart has pledged to it, and what would bring it further. */
  campaign(campaign) {
    return parsed(native.memberCampaign(this[HANDLE], campaign))
  }

  /** What would bring a campaign further; null where it is decided or all is reached. */
  whatWouldTip(campaign) {
    return this.campaign(campaign).next
  }

  /** What is to be paid. */
  total() {
    laidOut(this[HANDLE], 0, 0)
    quick.total()
    const minor = answer()
    if (Number.isNaN(minor)) throw refused()
    return money(minor, answer(1))
  }

  /** The cart's version now. */
  version() {
    return settled(native.memberVersion(this[HANDLE]))
  }

  /** The event that made `version`; undefined where this principal may not see it. */
  event(version) {
    return parsed(native.memberEvent(this[HANDLE], version))[0]
  }

  /** Every kept event of a line, oldest first. */
  blame(line) {
    return parsed(native.memberBlame(this[HANDLE], line))
  }

  /** The page of events after `cursor`. */
  eventsSince(cursor) {
    return parsed(native.memberEventsSince(this[HANDLE], cursor))
  }

  /** Follows the cart from `cursor` on; `for await` gives its pages. */
  watch(cursor, given) {
    const signal = signalOf(given)
    return new Watch(settled(native.memberWatch(this[HANDLE], cursor)), signal)
  }

  /** Checks the cart in full; for the host itself. */
  verify() {
    settled(native.memberVerify(this[HANDLE]))
  }

  /** Gives the handle back before the garbage collector would. */
  close() {
    this.#promises?.close()
    release(this)
  }

  [Symbol.dispose]() {
    this.close()
  }
}

/** The cursor before every event. */
const START = '0.0'

/** Commands that happen together, in one run of versions, or not at all. */
class Batch extends Verbs {
  #promises

  constructor(handle, queue) {
    super(handle)
    this[QUEUE] = queue
  }

  /** `commit` with a promise for an answer. */
  get promises() {
    return (this.#promises ??= new BatchPromises(this))
  }

  /** Commits what was put in since the last commit; answers with the last version. */
  commit() {
    return settled(native.batchCommit(this[HANDLE]))
  }

  /** Drops what was put in and gives the handle back. */
  close() {
    release(this)
  }

  [Symbol.dispose]() {
    this.close()
  }
}

/** What a batch does with a promise for an answer. */
class BatchPromises {
  #batch

  constructor(batch) {
    this.#batch = batch
  }

  /** Commits what was put in since the last commit; answers with the last version. */
  async commit() {
    const { [QUEUE]: queue, [HANDLE]: handle } = this.#batch
    if (queue === undefined) return this.#batch.commit()
    return await queue.answer(settled(native.queueBatch(queue[HANDLE], handle)))
  }
}

/** An invitation's secret. Show its text once, in a link's fragment; the engine only ever sees its hash. */
class Token {
  #text

  constructor(text = told(native.tokenNew())) {
    this.hash = told(native.tokenHash(text))
    this.#text = text
  }

  /** The secret itself: 43 characters. Never log it. */
  reveal() {
    return this.#text
  }
}

module.exports = { Batch, CampaignWatch, Cart, CartpoolError, Engine, Member, START, Token, Watch }
