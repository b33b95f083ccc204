// What the mix is played on: the engine, and what one writes by hand with bare numbers or with exact decimals.
import { Decimal } from 'decimal.js'
import { HandRolled as WithDecimals } from './hand_rolled.mjs?decimals'
import { HandRolled as WithNumbers } from './hand_rolled.mjs?numbers'
import { Ours } from './ours.mjs'

const cents = {
  zero: 0,
  of: (price) => Number(price.replace('.', '')),
  times: (price, quantity) => price * quantity,
  plus: (a, b) => a + b,
  cents: (amount) => amount,
}
const decimals = {
  zero: new Decimal(0),
  of: (price) => new Decimal(price),
  times: (price, quantity) => price.times(quantity),
  plus: (a, b) => a.plus(b),
  cents: (amount) => amount.times(100).toNumber(),
}

export const sides = {
  ours: (carts) => new Ours(carts),
  numbers: (carts) => new WithNumbers(cents, carts),
  decimals: (carts) => new WithDecimals(decimals, carts),
}
