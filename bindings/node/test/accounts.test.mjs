// Coupons and the ledgers of groups: what Node gives, and what it takes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shop } from './shop.mjs'

test('a coupon is defined, entered and counted', () => {
  const { engine, ana } = shop()
  assert.equal(engine.defineCoupon('SPRING', 'EUR', { percent: '10', skus: ['TEA'], usesMax: 1n, validFromMs: null }), 1)
  ana.addItem('TEA', 2)
  ana.redeemCoupon('SPRING')
  assert.equal(ana.total().amount, '8.10')
  assert.deepEqual(engine.coupon('SPRING'), {
    code: 'SPRING', uses: 0, reserved: 1, members: 1, usesMax: 1, memberUsesMax: null, validFromMs: null, validUntilMs: null,
  })
  const ben = engine.createCart('ben', 'EUR').member('ben')
  assert.throws(() => ben.redeemCoupon('SPRING'), { code: 'coupon_used_up' })
  ana.fixBill()
  assert.equal(engine.coupon('SPRING').uses, 1)
})

test('what is no coupon is refused', () => {
  const { engine } = shop()
  assert.throws(() => engine.coupon('SPRING'), { code: 'coupon_not_found' })
  assert.throws(() => engine.defineCoupon('', 'EUR', { percent: '10' }), { code: 'coupon_code_not_valid' })
  assert.throws(() => engine.defineCoupon('SPRING', 'EUR'), { code: 'discount_not_valid' })
  assert.throws(() => engine.defineCoupon('SPRING', 'EURO', { percent: '10' }), { code: 'currency_not_valid' })
  for (const terms of [{ percent: 10 }, { percent: '10', usesMax: 1.5 }, { percent: '10', exclusive: 'no' }, { tiers: 2 }]) {
    assert.throws(() => engine.defineCoupon('SPRING', 'EUR', terms), { code: 'argument_not_valid' }, JSON.stringify(terms))
  }
})

test('a ledger is exact and takes transfers', () => {
  const { engine, cart, ana } = shop()
  assert.deepEqual(engine.ledger('family', 'EUR'), { group: 'family', currency: 'EUR', version: 0, members: [] })
  engine.setPrice('GUM', 'EUR', '0.01')
  ana.addMember('ben', 'editor')
  cart.system().setGroup('family')
  ana.addItem('GUM', 1)
  ana.fixBill()
  ana.recordPayment('ben', '0.01')
  const { members, version: before } = engine.ledger('family', 'EUR')
  assert.deepEqual(members, [
    { id: 'ana', balance: { amount: '-0.01', minor: -1, currency: 'EUR' }, behind: '-0.5' },
    { id: 'ben', balance: { amount: '0.01', minor: 1, currency: 'EUR' }, behind: '0.5' },
  ])
  const amount = { amount: '0.01', minor: 1, currency: 'EUR' }
  assert.deepEqual(engine.ledgerSettlement('family', 'EUR'), {
    version: before, transfers: [{ payer: 'ana', payee: 'ben', amount }], isExact: true,
  })

  const once = { commandId: engine.commandId() }
  const version = engine.recordTransfer('family', 'EUR', 'ana', 'ben', '0.01', once)
  assert.equal(engine.recordTransfer('family', 'EUR', 'ana', 'ben', '0.01', once), version)
  assert.deepEqual(engine.ledgerSettlement('family', 'EUR').transfers, [])
  const stale = () => engine.recordTransfer('family', 'EUR', 'ana', 'ben', '0.01', { expectVersion: before })
  assert.throws(stale, ({ code, context }) => code === 'version_conflict' && context.actual === version)
  assert.throws(() => engine.recordTransfer('family', 'EUR', 'ana', 'ben', 1), { code: 'argument_not_valid' })
  assert.throws(() => engine.ledger('', 'EUR'), { code: 'group_not_valid' })
})
