// An office orders lunch: a link admits colleagues, everybody adds, the bill splits to the cent, and one pays for all.
import { CartpoolError, Engine, Token } from '@cartpool/engine'

const money = ({ amount, currency }) => `${amount} ${currency}`

const engine = Engine.open()
for (const [sku, price] of Object.entries({ PIZZA: '11.50', SALAD: '8.90', WATER: '2.80' })) engine.setPrice(sku, 'EUR', price)
const cart = engine.createCart('ana', 'EUR', { title: 'Friday lunch' })
const [ana, ben, cleo, dan] = ['ana', 'ben', 'cleo', 'dan'].map((name) => cart.member(name))

// The token's text goes into a link; the engine keeps its hash.
const token = new Token()
ana.invite(token.hash, 'editor')
ben.acceptInvitation(token.reveal())
cleo.acceptInvitation(token.reveal())
ana.addMember('dan', 'viewer')

const pizza = ana.addItem('PIZZA', 1)
ben.adjustQuantity(pizza, 1)
ana.setBeneficiaries(pizza, ['ana', 'ben'])
const salad = cleo.addItem('SALAD', 1)
cleo.setBeneficiaries(salad, ['cleo'])
cleo.setNote(salad, 'no onions')
ben.addItem('WATER', 2)
try {
  dan.addItem('WATER', 1)
} catch (error) {
  if (!(error instanceof CartpoolError)) throw error
  console.log(`dan may only look: ${error.code}`)
}

const { title, lines } = ana.view()
console.log(title)
for (const { quantity, sku, lineTotal, addedBy, note } of lines) {
  console.log(`  ${quantity} x ${sku} ${money(lineTotal)} by ${addedBy}${note === null ? '' : ` (${note})`}`)
}

// What is for somebody, they pay; the rest is shared, and the tip goes by what each has.
ana.addAdjustment('tip', { amount: '4.00' })
ana.fixBill()
const { shares, total } = ana.bill()
ana.recordPayment('ana', total.amount)
for (const { member, total } of shares) console.log(`${member} owes ${money(total)}`)
console.log(`${money(total)} in all`)

for (const { payer, payee, amount } of ana.settlement().transfers) console.log(`${payer} pays ${payee} ${money(amount)}`)
console.log(`${ana.eventsSince().events.length} changes, none lost`)
engine.close()
