// The week's groceries: a cart in a file, a child with a budget, what happened to a line, and going on after a restart.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CartpoolError, Engine } from '@cartpool/engine'

const SHELF = { MILK: ['1.19', 'dairy'], BREAD: ['3.40', 'bakery'], SWEETS: ['2.50', 'sweets'], ICE: ['4.20', 'frozen'] }
const money = ({ amount, currency }) => `${amount} ${currency}`
const folder = mkdtempSync(join(tmpdir(), 'family-'))
const path = join(folder, 'carts.db')

let engine = Engine.open({ path })
for (const [sku, [price, category]] of Object.entries(SHELF)) {
  engine.setPrice(sku, 'EUR', price)
  engine.setCategory(sku, category)
}
const { id } = engine.createCart('mum', 'EUR', { preset: 'family' })
let [mum, dad, kim] = ['mum', 'dad', 'kim'].map((name) => engine.cart(id).member(name))
mum.addMember('dad', 'editor')
mum.defineRole('child', { capabilities: ['view_items', 'add_items'], moneyCap: '10.00', categoriesDenied: ['sweets'] })
mum.addMember('kim', 'child')

const milk = mum.addItem('MILK', 2)
const batch = dad.batch()
batch.adjustQuantity(milk, 2)
batch.setNote(milk, 'the fresh one')
batch.commit()
for (const [sku, quantity] of [['SWEETS', 1], ['ICE', 3], ['ICE', 2]]) {
  let answer = 'she gets it'
  try {
    kim.addItem(sku, quantity)
  } catch (error) {
    if (!(error instanceof CartpoolError)) throw error
    answer = error.code
  }
  console.log(`kim asks for ${quantity} x ${sku}: ${answer}`)
}
const seen = dad.eventsSince().to
console.log(`saved at ${money(mum.total())}`)
engine.close()

// Another day, another process: the same file, the same cart.
engine = Engine.open({ path })
;[mum, dad] = ['mum', 'dad'].map((name) => engine.cart(id).member(name))
const before = mum.version()
mum.setQuantity(milk, 3)
mum.addItem('BREAD', 1)
const { events } = dad.eventsSince(seen)
console.log(`since then: ${events.map(({ kind }) => kind).join(', ')}`)

console.log('what happened to the milk:')
for (const { kind } of dad.blame(milk)) console.log(`  ${kind}`)
console.log(`${money(mum.viewAt(before).total)} then, ${money(mum.total())} now`)

mum.setSplit('by_weight', { parts: { mum: '2', dad: '1' } })
for (const { member, total } of mum.bill().shares) console.log(`${member} owes ${money(total)}`)
engine.close()
rmSync(folder, { recursive: true })
