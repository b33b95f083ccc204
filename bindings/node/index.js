'use strict'

const native = require('./lib/native.js')
const { hold, release } = require('./lib/hold.js')
const { CartpoolError, HANDLE, NOTHING, parsed, settled, told } = require('./lib/refusal.js')
const { Verbs } = require('./lib/verbs.js')
const { Watch } = require('./lib/watch.js')

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())

/** The process-wide owner of carts. */
class Engine {
  constructor(handle) {
    hold(this, handle)
  }

  /** Opens an engine; with a `name`, every thread that opens it by that name shares one. */
  static open({ name, prices, limits = NOTHING, rates, maxBytes, manualClockMs, seed } = NOTHING) {
    const names = Object.keys(limits).map(snake)
    const handle = native.engineOpen(
      name, prices, names, Object.values(limits), ratesOf(rates), maxBytes, manualClockMs, seed,
    )
    return new Engine(settled(handle))
  }

  /** Makes a cart: version 1, with its owner seated. */
  createCart(owner, currency, { preset, title, purpose } = NOTHING) {
    return new Cart(settled(native.engineCreateCart(this[HANDLE], owner, currency, preset, title, purpose)))
  }

  /** The cart with this id; nothing is checked before it is used. */
  cart(id) {
    return new Cart(settled(native.engineCart(this[HANDLE], id)))
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

  /** The price list's version. */
  get pricesVersion() {
    return settled(native.enginePricesVersion(this[HANDLE]))
  }

  /** Brings at most `cartsMax` carts up to the price list. */
  sweep(cartsMax) {
    return parsed(native.engineSweep(this[HANDLE], cartsMax))
  }

  /** How many carts there are. */
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
}

/** `true` means the default rates, which native code writes as an empty list. */
function ratesOf(rates) {
  if (rates === undefined || rates === null || rates === false) return undefined
  if (rates === true) return []
  return [rates.memberPerSecond, rates.memberBurst, rates.cartPerSecond, rates.cartBurst]
}

/** A cart of an engine. Whatever is done or read is done as one of its principals. */
class Cart {
  constructor(handle) {
    hold(this, handle)
  }

  /** The cart's id: 32 hexadecimal digits. It grants nothing. */
  get id() {
    return told(native.cartId(this[HANDLE]))
  }

  /** The principal with this member id; nothing is checked before it acts. */
  member(id) {
    return new Member(settled(native.cartMember(this[HANDLE], id)), id)
  }

  /** The host itself as a principal: it may do everything, and answers for it. */
  system() {
    return new Member(settled(native.cartSystem(this[HANDLE])), '')
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
  constructor(handle, id) {
    super()
    hold(this, handle)
    this.id = id
  }

  /** The same principal with options for its commands: a retry's id, the version to expect. */
  with({ commandId, expectVersion } = NOTHING) {
    return new Member(settled(native.memberWith(this[HANDLE], commandId, expectVersion)), this.id)
  }

  /** A batch: the same verbs, committed together or not at all. */
  batch() {
    return new Batch(settled(native.memberBatch(this[HANDLE])))
  }

  /** The cart as this principal may see it. */
  view() {
    return parsed(native.memberView(this[HANDLE]))
  }

  /** The cart as it was at `version`. */
  viewAt(version) {
    return parsed(native.memberViewAt(this[HANDLE], version))
  }

  /** What is to be paid. */
  total() {
    return parsed(native.memberTotal(this[HANDLE]))
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
  watch(cursor, { signal } = NOTHING) {
    return new Watch(settled(native.memberWatch(this[HANDLE], cursor)), signal)
  }

  /** Checks the cart in full; for the host itself. */
  verify() {
    settled(native.memberVerify(this[HANDLE]))
  }

  /** Gives the handle back before the garbage collector would. */
  close() {
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
  constructor(handle) {
    super()
    hold(this, handle)
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

module.exports = { Batch, Cart, CartpoolError, Engine, Member, START, Token, Watch }
