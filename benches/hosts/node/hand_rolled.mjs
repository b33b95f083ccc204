// What one writes in an afternoon: a Map of carts, the role, the line, the total, the version, the last 24 events. Without
// invitations, command ids, limits, views of people's rights or a feed. Money is the caller's: bare cents, or exact decimals.
//
// Imported once for each kind of money (`?numbers`, `?decimals`), so that each is compiled for its own.
import { ADD, MEMBERS, REMOVE, SET, fill, personAt, priceOf, skuNames } from './workload.mjs'

const EVENTS_MAX = 24

class Refused extends Error {
  constructor(code) {
    super(code)
    this.code = code
  }
}

class Carts {
  #carts = new Map()
  #prices = new Map()
  #money

  constructor(money) {
    this.#money = money
  }

  setPrice(sku, price) {
    this.#prices.set(sku, this.#money.of(price))
  }

  create(id, owner, editors) {
    const members = new Map([[owner, 'owner'], ...editors.map((editor) => [editor, 'editor'])])
    this.#carts.set(id, { version: members.size, total: this.#money.zero, members, lines: new Map(), events: [] })
  }

  add(id, member, sku, quantity) {
    const cart = this.#editable(id, member)
    if (!Number.isSafeInteger(quantity) || quantity < 1) throw new Refused('quantity_must_not_be_zero')
    const price = this.#prices.get(sku)
    if (price === undefined) throw new Refused('price_not_found')
    const line = cart.lines.get(sku)
    if (line === undefined) cart.lines.set(sku, { id: cart.version + 1, sku, price, quantity, changedBy: member })
    else {
      line.quantity += quantity
      line.changedBy = member
    }
    cart.total = this.#money.plus(cart.total, this.#money.times(price, quantity))
    return record(cart, { kind: 'item_added', member, sku, quantity })
  }

  set(id, member, sku, quantity) {
    const cart = this.#editable(id, member)
    if (!Number.isSafeInteger(quantity) || quantity < 1) throw new Refused('quantity_must_not_be_zero')
    const line = lineOf(cart, sku)
    cart.total = this.#money.plus(cart.total, this.#money.times(line.price, quantity - line.quantity))
    line.quantity = quantity
    line.changedBy = member
    return record(cart, { kind: 'quantity_set', member, sku, quantity })
  }

  remove(id, member, sku) {
    const cart = this.#editable(id, member)
    const line = lineOf(cart, sku)
    cart.total = this.#money.plus(cart.total, this.#money.times(line.price, -line.quantity))
    cart.lines.delete(sku)
    return record(cart, { kind: 'item_removed', member, sku, quantity: line.quantity })
  }

  total(id, member) {
    return this.#editable(id, member).total
  }

  #editable(id, member) {
    const cart = this.#carts.get(id)
    const role = cart?.members.get(member)
    if (role === undefined) throw new Refused('cart_not_found')
    if (role !== 'owner' && role !== 'editor') throw new Refused('capability_missing')
    return cart
  }
}

function lineOf(cart, sku) {
  const line = cart.lines.get(sku)
  if (line === undefined) throw new Refused('line_not_found')
  return line
}

function record(cart, { kind, member, sku, quantity }) {
  const version = ++cart.version
  cart.events.push({ version, atMs: Date.now(), kind, member, sku, quantity })
  if (cart.events.length > EVENTS_MAX) cart.events.shift()
  return version
}

/** The same carts as the engine's, by their ids. */
export class HandRolled {
  #ids = []
  #people = []

  constructor(money, carts) {
    this.money = money
    this.carts = new Carts(money)
    skuNames.forEach((sku, number) => this.carts.setPrice(sku, priceOf(number)))
    for (let cart = 0; cart < carts; cart++) this.#create(cart)
  }

  #create(number) {
    const id = crypto.randomUUID()
    const people = Array.from({ length: MEMBERS }, (_, seat) => personAt(number, seat))
    this.carts.create(id, people[0], people.slice(1))
    fill(number, (seat, sku) => this.carts.add(id, people[seat], sku, 1))
    this.#ids.push(id)
    this.#people.push(...people)
  }

  /** Adds one, on a cart that somebody names. */
  add(cart, seat, sku) {
    return this.carts.add(this.#ids[cart], this.#people[cart * MEMBERS + seat], sku, 1)
  }

  play({ count, kinds, carts, seats, quantities, skus }) {
    const [ids, people] = [this.#ids, this.#people]
    let seen = 0
    for (let at = 0; at < count; at++) {
      const cart = carts[at]
      const [id, member, kind] = [ids[cart], people[cart * MEMBERS + seats[at]], kinds[at]]
      if (kind === ADD) seen += this.carts.add(id, member, skus[at], 1)
      else if (kind === SET) seen += this.carts.set(id, member, skus[at], quantities[at])
      else if (kind === REMOVE) seen += this.carts.remove(id, member, skus[at])
      else if (this.carts.total(id, member) !== undefined) seen++
    }
    return seen
  }

  totalOf(cart) {
    return this.money.cents(this.carts.total(this.#ids[cart], this.#people[cart * MEMBERS]))
  }
}
