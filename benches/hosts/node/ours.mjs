// Carts of the engine, as the measurement plays them: members are held, as a server holds them for a connection.
import { Engine } from '@cartpool/engine'
import { ADD, MEMBERS, REMOVE, SET, fill, personAt, priceOf, skuNames } from './workload.mjs'

export class Ours {
  #members = []

  constructor(carts) {
    this.engine = Engine.open()
    skuNames.forEach((sku, number) => this.engine.setPrice(sku, 'EUR', priceOf(number)))
    for (let cart = 0; cart < carts; cart++) this.#create(cart)
  }

  #create(number) {
    const cart = this.engine.createCart(personAt(number, 0), 'EUR')
    const members = Array.from({ length: MEMBERS }, (_, seat) => cart.member(personAt(number, seat)))
    members.slice(1).forEach(({ id }) => members[0].addMember(id, 'editor'))
    fill(number, (seat, sku) => members[seat].addItem(sku, 1))
    this.#members.push(...members)
    cart.close()
  }

  member(cart, seat) {
    return this.#members[cart * MEMBERS + seat]
  }

  play({ count, kinds, carts, seats, lines, quantities, skus }) {
    const members = this.#members
    let seen = 0
    for (let at = 0; at < count; at++) {
      const member = members[carts[at] * MEMBERS + seats[at]]
      const kind = kinds[at]
      if (kind === ADD) seen += member.addItem(skus[at], 1)
      else if (kind === SET) seen += member.setQuantity(lines[at], quantities[at])
      else if (kind === REMOVE) seen += member.removeItem(lines[at])
      else seen += member.total().minor
    }
    return seen
  }

  totalOf(cart) {
    return this.member(cart, 0).total().minor
  }
}
