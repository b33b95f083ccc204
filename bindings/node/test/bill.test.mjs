// A cart's bill: what Node gives, and what it takes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shop } from './shop.mjs'

/** Ana's cart with ben in it and two teas, 9.00 in all. */
function shared() {
  const { cart, ana } = shop()
  ana.addMember('ben', 'editor')
  return { cart, ana, line: ana.addItem('TEA', 2) }
}

const totals = (member) => Object.fromEntries(member.bill().shares.map(({ member, total }) => [member, total.amount]))

test('a bill is plain data, with amounts as exact decimals', () => {
  const { ana } = shared()
  const bill = ana.bill()
  assert.deepEqual(bill.total, { amount: '9.00', minor: 900, currency: 'EUR' })
  assert.deepEqual(totals(ana), { ana: '4.50', ben: '4.50' })
  assert.deepEqual(bill.policies, {
    rounding: 'half_up', level: 'total', cashStepMinor: 1, orderMinMinor: null, orderMaxMinor: null, isHard: false,
  })
  assert.equal(bill.isFixed, false)
})

test('an explanation says why, and a settlement who pays whom', () => {
  const { ana, line } = shared()
  const { amount, row, ...cell } = ana.explain().cells[1]
  assert.deepEqual([amount.amount, row.amount], ['4.50', '9.00'])
  const text = '4.50 EUR of 9.00 EUR: one of 2 equal parts'
  assert.deepEqual(cell, { member: 'ben', line, adjustment: null, reason: 'equal', part: 1, parts: 2, text })
  ana.fixBill()
  ana.recordPayment('ana', '9.00')
  assert.deepEqual(ana.settlement(), {
    version: 5, transfers: [{ payer: 'ben', payee: 'ana', amount: { amount: '4.50', minor: 450, currency: 'EUR' } }], isExact: true,
  })
})

test('parts are an object, entries or a map of decimal text', () => {
  for (const parts of [{ ana: '2', ben: '1' }, [['ben', '1'], ['ana', '2']], new Map([['ana', '2.0'], ['ben', '1']])]) {
    const { ana } = shared()
    ana.setSplit('by_weight', { parts })
    assert.deepEqual(totals(ana), { ana: '6.00', ben: '3.00' })
    assert.deepEqual(ana.event(4).parts, [{ member: 'ana', value: '2' }, { member: 'ben', value: '1' }])
  }
})

test('parts of another type are refused, with the name of the argument', () => {
  const { ana } = shared()
  for (const parts of [{ ana: 2 }, { ana: true }, { ana: null }, 'ana', 2, [['ana', 2]]]) {
    const isRefused = ({ code, context }) => code === 'argument_not_valid' && context.argument === 'parts'
    assert.throws(() => ana.setSplit('by_weight', { parts }), isRefused, JSON.stringify(parts))
  }
  assert.throws(() => ana.setSplit('fairly'), { code: 'argument_not_valid' })
  assert.throws(() => ana.addAdjustment('tip', { amount: 1 }), { code: 'argument_not_valid' })
  assert.throws(() => ana.setSplit('by_weight', { parts: { ana: 'two' } }), { code: 'split_not_valid' })
  assert.equal(ana.version(), 3)
})

test('a discount takes steps by quantity, on promises as well', async () => {
  const { cart, ana } = shared()
  const id = await cart.system().promises.addDiscount({ tiers: { 2: '10' }, skus: ['TEA'], label: 'Spring' })
  const [{ amount, ...entry }] = ana.bill().adjustments
  assert.equal(amount.minor, -90)
  assert.deepEqual([entry.id, entry.kind, entry.label], [id, 'discount', 'Spring'])
})
