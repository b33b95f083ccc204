// What JavaScript holds, gives back, closes twice and calls late.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { CartpoolError, Engine } from '@cartpool/engine'
import { shop } from './shop.mjs'

const code = (expected) => (error) => error instanceof CartpoolError && (assert.equal(error.code, expected), true)

test('a refusal is an error with code, kind, number and context', () => {
  const { cart, ana } = shop()
  assert.throws(
    () => ana.addItem('TEA', 10_000),
    (error) => {
      assert.ok(error instanceof CartpoolError && error instanceof Error)
      const { name, code, kind, number, context } = error
      assert.deepEqual([name, code, kind, number, context], ['CartpoolError', 'exceeds_quantity_max', 'limit', 42, { max: 9999 }])
      assert.match(error.message, /^exceeds_quantity_max: .* \(maximum 9999\)$/)
      assert.match(error.stack, /handles\.test\.mjs/)
      return true
    },
  )
  assert.throws(() => ana.with({ expectVersion: 9 }).addItem('TEA', 1), { context: { expected: 9, actual: 1 } })
  ana.addMember('ben', 'viewer')
  assert.throws(() => cart.member('ben').addItem('TEA', 1), { code: 'capability_missing', context: { capability: 'add_items' } })
})

test('a closed engine refuses, and closing again is no trouble', () => {
  const { engine, cart, ana } = shop()
  engine.close()
  engine.close()
  assert.equal(engine.isClosed, true)
  assert.throws(() => ana.addItem('TEA', 1), code('engine_is_closed'))
  assert.throws(() => ana.view(), code('engine_is_closed'))
  assert.throws(() => engine.createCart('ana', 'EUR'), code('engine_is_closed'))
  assert.throws(() => cart.member('ben').view(), code('engine_is_closed'))
})

test('a closed handle refuses, and closing again is no trouble', () => {
  const { cart, ana } = shop()
  const watch = ana.watch()
  for (const held of [watch, ana, cart]) {
    held.close()
    held.close()
    held[Symbol.dispose]()
  }
  assert.throws(() => ana.addItem('TEA', 1), code('handle_not_valid'))
  assert.throws(() => ana.batch(), code('handle_not_valid'))
  assert.throws(() => cart.id, code('handle_not_valid'))
  assert.throws(() => watch.page(), code('handle_not_valid'))
})

test('what is frozen closes like anything else', async () => {
  const { engine, cart, ana } = shop()
  engine.createCampaign('tea', 'EUR', ['TEA'], [{ threshold: 10, percent: '10' }], engine.nowMs + 1e6)
  const [batch, watch, following] = [ana.batch(), ana.watch(), engine.watchCampaign('tea')].map(Object.freeze)
  for await (const page of watch) {
    assert.equal(page.events.length, 1)
    break
  }
  assert.equal((await watch[Symbol.asyncIterator]().next()).done, true)
  following.view()
  const waiting = following.changed()
  for (const held of [following, watch, batch, ana, cart].map(Object.freeze)) {
    held.close()
    held.close()
  }
  await waiting
  assert.throws(() => ana.addItem('TEA', 1), code('handle_not_valid'))
  assert.throws(() => watch.page(), code('handle_not_valid'))
  assert.equal(engine.health().watches, 0)
})

test('methods on things that are none of ours are refused', () => {
  const { ana } = shop()
  for (const stranger of [{}, { handle: 1 }, Object.create(ana.constructor.prototype)]) {
    assert.throws(() => ana.addItem.call(stranger, 'TEA', 1), code('handle_not_valid'))
    assert.throws(() => ana.view.call(stranger), code('handle_not_valid'))
  }
})

test('a batch has the same verbs, and happens at once or not at all', () => {
  const { ana } = shop()
  const batch = ana.batch()
  assert.equal(batch.addItem('TEA', 1), 0)
  batch.setNote(2, 'hot')
  assert.equal(ana.version(), 1)
  assert.equal(batch.commit(), 3)
  batch.removeItem(2)
  batch.removeItem(2)
  assert.throws(() => batch.commit(), code('line_not_found'))
  assert.equal(ana.version(), 3)
  assert.throws(() => batch.commit(), code('batch_must_not_be_empty'))
})

test('a retry with the same command id has one effect', () => {
  const { engine, ana } = shop()
  const retry = ana.with({ commandId: engine.commandId() })
  assert.equal(retry.addItem('TEA', 1), 2)
  assert.equal(retry.addItem('TEA', 1), 2)
  assert.throws(() => retry.addItem('TEA', 2), code('command_id_reused'))
  assert.equal(ana.view().lines[0].quantity, 1)
})

test('an outsider learns nothing', () => {
  const { engine, cart } = shop()
  const errors = [cart.member('zoe'), engine.cart('0'.repeat(32)).member('zoe')].map((zoe) => {
    try {
      return zoe.view()
    } catch ({ message, code, context }) {
      return { message, code, context }
    }
  })
  assert.deepEqual(errors[0], errors[1])
  assert.equal(errors[0].code, 'cart_not_found')
})

test('a member names its cart', () => {
  const cart = Engine.open().createCart('ana', 'EUR')
  assert.equal(cart.member('ana').cart, cart.id)
  assert.equal(cart.system().cart, cart.id)
})

test('the same seed makes the same ids', () => {
  const id = () => Engine.open({ seed: 7 }).createCart('ana', 'EUR').id
  assert.equal(id(), id())
})

test('handles that nobody holds are given back', () => {
  const script = `
    const { Engine } = require('@cartpool/engine')
    const engine = Engine.open()
    engine.setPrice('TEA', 'EUR', '1')
    const cart = engine.createCart('ana', 'EUR')
    const round = () => { for (let i = 0; i < 20_000; i++) cart.member('ana') }
    const rest = async () => { gc(); await new Promise((resolve) => setTimeout(resolve, 20)) }
    ;(async () => {
      round(); await rest(); round(); await rest()
      const before = process.memoryUsage().rss
      for (let i = 0; i < 5; i++) { round(); await rest() }
      const grown = (process.memoryUsage().rss - before) / 1e6
      if (grown > 20) throw new Error('a hundred thousand members left ' + grown + ' MB behind')
    })()`
  execFileSync(process.execPath, ['--expose-gc', '-e', script], { cwd: import.meta.dirname, stdio: 'inherit' })
})
