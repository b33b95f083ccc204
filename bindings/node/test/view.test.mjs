// A view is read in parts, and is otherwise like any data.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { shop } from './shop.mjs'

test('a view can be destructured, written as JSON and looked at, and its plain data spread, cloned and compared', () => {
  const { cart, ana } = shop()
  ana.addItem('TEA', 2, { note: 'für "mum"\n', options: { size: 'L' } })
  const view = ana.view()
  const { id, version, lines, total, members, lock } = view
  assert.deepEqual([id, version, lines.length, total.amount, members[0].id, lock], [cart.id, 2, 1, '9.00', 'ana', null])
  const plain = view.toJSON()
  assert.equal(Object.getPrototypeOf(plain), Object.prototype)
  assert.deepEqual(JSON.parse(JSON.stringify(view)), plain)
  assert.deepEqual(structuredClone(plain), { ...plain })
  assert.equal(lines[0].note, 'für "mum"\n')
  assert.match(inspect(view), /^CartView \{\n {2}id: '[0-9a-f]{32}',\n {2}version: 2,/)
  assert.equal(view.lines, lines, 'a part is read once')
})

test('views that are alike are equal, also where one was read, and others are not', () => {
  const { ana } = shop()
  const [before, again] = [ana.view(), ana.viewAt(1)]
  assert.equal(before.lines.length, 0)
  assert.deepEqual(before, again)
  ana.addItem('TEA', 1)
  assert.notDeepEqual(ana.view(), before)
  assert.deepEqual(ana.viewAt(1).toJSON(), before.toJSON())
})

test('a view is not written to', () => {
  const view = shop().ana.view()
  assert.throws(() => { view.version = 7 }, TypeError)
  assert.equal(view.version, 1)
})

test('a total has its currency’s digits, whichever they are', () => {
  const { engine } = shop()
  const amountsOf = { JPY: ['120', '240'], KWD: ['0.005', '0.010'], EUR: ['0.07', '0.14'] }
  for (const [currency, amounts] of Object.entries(amountsOf)) {
    const [price] = amounts
    engine.setPrice('GUM', currency, price)
    const ana = engine.createCart('ana', currency).member('ana')
    for (const amount of amounts) {
      ana.addItem('GUM', 1)
      assert.deepEqual(ana.total(), ana.view().total)
      assert.equal(ana.total().amount, amount)
    }
    ana.close()
    assert.throws(() => ana.total(), { code: 'handle_not_valid' })
  }
})
