// What most tests begin with: an engine with two prices, and ana's cart.
import { Engine } from '@cartpool/engine'

export function shop(options) {
  const engine = Engine.open(options)
  engine.setPrice('TEA', 'EUR', '4.50')
  engine.setPrice('CAKE', 'EUR', '3.20')
  const cart = engine.createCart('ana', 'EUR')
  return { engine, cart, ana: cart.member('ana') }
}
