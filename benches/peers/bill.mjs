// The bill by dinero.js: `allocate` a line, then `add` everybody's parts; ns a bill.
import assert from 'node:assert/strict'
import { add, allocate, dinero, toSnapshot } from 'dinero.js'
import { EUR } from 'dinero.js/currencies'

const [lines, members, turns] = process.argv.slice(2).map(Number)
const amounts = Array.from({ length: lines }, (_, at) => dinero({ amount: 100 + 37 * at, currency: EUR }))
const ratios = Array.from({ length: members }, () => 1)

function split() {
  let totals = ratios.map(() => dinero({ amount: 0, currency: EUR }))
  for (const amount of amounts) {
    const shares = allocate(amount, ratios)
    totals = totals.map((total, member) => add(total, shares[member]))
  }
  return totals
}

let best = Infinity
for (let round = 0; round < 5; round += 1) {
  const started = process.hrtime.bigint()
  let totals
  for (let turn = 0; turn < turns; turn += 1) totals = split()
  best = Math.min(best, Number(process.hrtime.bigint() - started) / turns)
  const sum = totals.reduce((sum, total) => sum + toSnapshot(total).amount, 0)
  assert.equal(sum, amounts.reduce((sum, amount) => sum + toSnapshot(amount).amount, 0))
}
console.log(best)
