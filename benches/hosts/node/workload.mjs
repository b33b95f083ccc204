// Who does what to which cart: the same for the engine and for what is written by hand, decided by a seed.

export const LINES = 8
export const MEMBERS = 4
export const SKUS = 20_000
export const PEOPLE = 1_000_000

/** Two more than a cart has lines, so that adds also make lines. */
const SLOTS = LINES + 2
/** Adds that fill a cart, over its lines in turn. */
const ADDS = 20

export const [ADD, SET, REMOVE, TOTAL] = [0, 1, 2, 3]

/** Reproducible randomness (mulberry32). */
export function randomness(seed) {
  let state = seed >>> 0
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
}

const spread = (number) => Math.imul(number + 1, 0x9e3779b1) >>> 0

export const skuNames = Array.from({ length: SKUS }, (_, sku) => `SKU-${String(sku).padStart(5, '0')}`)
export const priceOf = (sku) => (0.99 + (sku % 2_000) / 100).toFixed(2)

/** The SKU in a cart's slot: different for each slot. */
export const skuAt = (cart, slot) => skuNames[(spread(cart) + slot * 7_001) % SKUS]

/** Who has a cart's seat: four different people. */
export const personAt = (cart, seat) => `p${String((spread(cart) + seat * 250_007) % PEOPLE).padStart(7, '0')}`

/** Fills a cart with its lines, as whoever takes an add would. */
export function fill(cart, add) {
  for (let event = 0; event < ADDS; event++) add(event % MEMBERS, skuAt(cart, event % LINES))
}

/** Carts as the mix leaves them: enough to know each next command's line in advance. */
export class Mix {
  #random
  #versions
  #lines
  #quantities

  constructor(carts) {
    this.carts = carts
    this.#random = randomness(carts)
    this.#versions = new Uint32Array(carts).fill(MEMBERS + ADDS)
    this.#lines = new Uint32Array(carts * SLOTS)
    this.#quantities = new Uint32Array(carts * SLOTS)
    for (let cart = 0; cart < carts; cart++) {
      for (let event = 0; event < ADDS; event++) {
        const slot = cart * SLOTS + (event % LINES)
        if (event < LINES) this.#lines[slot] = MEMBERS + 1 + event
        this.#quantities[slot]++
      }
    }
  }

  /** The next commands, in columns: 40 add, 20 set, 10 remove, 30 read the total. */
  next(count) {
    const tape = {
      count,
      kinds: new Uint8Array(count),
      carts: new Uint32Array(count),
      seats: new Uint8Array(count),
      lines: new Uint32Array(count),
      quantities: new Uint32Array(count),
      skus: new Array(count),
    }
    for (let at = 0; at < count; at++) this.#write(tape, at)
    return tape
  }

  #write(tape, at) {
    const random = this.#random
    const cart = random(this.carts)
    const slot = random(SLOTS)
    const place = cart * SLOTS + slot
    const line = this.#lines[place]
    const wanted = [ADD, ADD, ADD, ADD, SET, SET, REMOVE, TOTAL, TOTAL, TOTAL][random(10)]
    // A set or a remove that finds its slot empty becomes an add.
    const kind = line === 0 && wanted !== TOTAL ? ADD : wanted
    if (kind !== TOTAL) this.#versions[cart]++
    if (kind === ADD) {
      if (line === 0) this.#lines[place] = this.#versions[cart]
      this.#quantities[place]++
    } else if (kind === SET) {
      // Any quantity up to 99, but not the one that is there.
      this.#quantities[place] = ((this.#quantities[place] + random(98)) % 99) + 1
    } else if (kind === REMOVE) {
      this.#lines[place] = this.#quantities[place] = 0
    }
    tape.kinds[at] = kind
    tape.carts[at] = cart
    tape.seats[at] = random(MEMBERS)
    tape.lines[at] = line
    tape.quantities[at] = this.#quantities[place]
    tape.skus[at] = skuAt(cart, slot)
  }
}
