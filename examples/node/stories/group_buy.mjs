// Sneakers with friends: three carts pledge to one campaign, its price tips for all of them, is lost, and tips again.
import assert from 'node:assert/strict'
import { Engine } from '@cartpool/engine'

const DAY_MS = 86_400_000
const money = ({ amount, currency }) => `${amount} ${currency}`

const engine = Engine.open()
engine.setPrice('SNEAKER', 'EUR', '80.00')
const tiers = [
  { threshold: 5, percent: '10' },
  { threshold: 10, percent: '25' },
]
engine.createCampaign('sneakers', 'EUR', ['SNEAKER'], tiers, engine.nowMs + DAY_MS)

const people = ['ana', 'ben', 'cleo'].map((name) => engine.createCart(name, 'EUR').member(name))
const [ana, ben, cleo] = people

function progress(said) {
  const { quantity, skus: [{ unitPrice }] } = engine.campaign('sneakers')
  console.log(`${said}: ${quantity} pledged, ${unitPrice} each`)
}

const pair = ana.pledge('sneakers', 2)
progress('ana takes 2')

// The connection broke before the answer came: the same command id again has no second effect.
const retrying = ben.with({ commandId: engine.commandId() })
assert.equal(retrying.pledge('sneakers', 2), retrying.pledge('sneakers', 2))
progress('ben takes 2, sent twice')

const next = ana.whatWouldTip('sneakers')
console.log(`${next.missing} more would tip it`)
for (const { member, then, now } of next.shares) console.log(`  ${member} would pay ${money(then)} instead of ${money(now)}`)

cleo.pledge('sneakers', 6)
progress('cleo takes 6')
ana.setQuantity(pair, 1)
progress('ana gives one back')
ana.adjustQuantity(pair, 1)
progress('ana thinks better of it')

console.log('what everybody heard:')
for (const { kind, tier } of engine.campaign('sneakers').moments) console.log(`  ${kind} ${tier}`)
for (const member of people) console.log(`${member.id} pays ${money(member.total())}`)
for (const { quantity, name, amount } of engine.campaignList('sneakers').skus) {
  console.log(`to order: ${quantity} x ${name}, ${money(amount)}`)
}
engine.close()
