// Watching: pages by pull, one wake that keeps nothing alive, and loops that end when told.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { CartpoolError, START } from '@cartpool/engine'
import { shop } from './shop.mjs'

// A watch keeps no process alive; these tests do.
const alive = setInterval(() => {}, 1000)
after(() => clearInterval(alive))

test('a page follows the one before it without a gap', () => {
  const { ana } = shop()
  const watch = ana.watch()
  const first = watch.page()
  ana.addItem('TEA', 1)
  const second = watch.page()
  assert.equal(first.from, START)
  assert.equal(second.from, first.to)
  assert.deepEqual(second.events.map(({ kind, version, actor, isSystem }) => [kind, version, actor, isSystem]), [
    ['item_added', 2, 'ana', false],
  ])
  assert.deepEqual(watch.page().events, [])
  assert.equal(watch.cursor, second.to)
  assert.deepEqual(ana.eventsSince(first.to), second)
})

test('for await gives every change once, in order', async () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 1)
  const seen = []
  const adding = (async () => {
    for (let i = 0; i < 100; i++) {
      ana.adjustQuantity(line, 1)
      if (i % 10 === 0) await sleep(1)
    }
  })()
  for await (const page of ana.watch()) {
    seen.push(...page.events.map((event) => event.version))
    if (seen.length === 102) break
  }
  await adding
  assert.deepEqual(seen, Array.from({ length: 102 }, (_, index) => index + 1))
})

test('a wake comes without polling', async () => {
  const { ana } = shop()
  const watch = ana.watch(ana.eventsSince().to)
  const changed = watch.changed()
  setImmediate(() => ana.addItem('TEA', 1))
  const alarm = setTimeout(() => assert.fail('nobody woke'), 60_000)
  await changed
  clearTimeout(alarm)
  assert.equal(watch.page().events.length, 1)
})

test('leaving the loop closes the watch', async () => {
  const { ana } = shop()
  const watch = ana.watch()
  for await (const page of watch) {
    assert.equal(page.kind, 'events')
    break
  }
  assert.throws(() => watch.page(), { code: 'handle_not_valid' })
})

test('return() ends a wait at once', async () => {
  const { ana } = shop()
  const pages = ana.watch(ana.eventsSince().to)[Symbol.asyncIterator]()
  const waiting = pages.next()
  assert.deepEqual(await pages.return('done'), { done: true, value: 'done' })
  assert.equal((await waiting).done, true)
  assert.equal((await pages.next()).done, true)
})

test('an AbortSignal ends a wait with its reason', async () => {
  const { ana } = shop()
  const abort = new AbortController()
  const watch = ana.watch(undefined, { signal: abort.signal })
  const read = (async () => {
    for await (const page of watch) assert.equal(page.events.length, 1)
  })()
  setTimeout(() => abort.abort(), 10)
  await assert.rejects(read, { name: 'AbortError' })
  assert.throws(() => watch.page(), { code: 'handle_not_valid' })
})

test('who is removed gets one revoked page, and the loop ends', async () => {
  const { cart, ana } = shop()
  ana.addMember('ben', 'viewer')
  const pages = []
  setTimeout(() => ana.removeMember('ben'), 10)
  for await (const page of cart.member('ben').watch()) pages.push(page)
  assert.deepEqual(pages.map((page) => page.kind), ['events', 'revoked'])
  assert.equal(pages[1].version, 3)
})

test('closing the engine ends every loop with engine_is_closed', async () => {
  const { engine, ana } = shop()
  const read = async () => {
    for await (const page of ana.watch()) assert.equal(page.kind, 'events')
  }
  setTimeout(() => engine.close(), 10)
  const outcomes = await Promise.allSettled([read(), read(), read()])
  outcomes.forEach(({ reason }) => assert.ok(reason instanceof CartpoolError && reason.code === 'engine_is_closed'))
})

test('several may wait for one watch', async () => {
  const { ana } = shop()
  const watch = ana.watch(ana.eventsSince().to)
  const both = Promise.all([watch.changed(), watch.changed()])
  ana.addItem('TEA', 1)
  await both
})

test('a page may change the cart it is about', async () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 1)
  let quantity = 1
  for await (const page of ana.watch(ana.eventsSince().to.replace(/\d+$/, '1'))) {
    quantity = page.events.at(-1).quantity
    if (quantity === 10) break
    ana.adjustQuantity(line, 1)
  }
  assert.equal(quantity, 10)
})

test('a cursor too old or of nobody begins anew with the cart', () => {
  const { ana } = shop()
  const page = ana.eventsSince('77.1')
  assert.equal(page.kind, 'reset')
  assert.equal(page.view.version, 1)
  assert.throws(() => ana.eventsSince('yesterday'), { code: 'cursor_not_valid' })
})

test('a process with a live feed ends by itself', () => {
  const script = `
    const { Engine } = require('@cartpool/engine')
    const engine = Engine.open()
    const ana = engine.createCart('ana', 'EUR').member('ana')
    const read = async () => { for await (const page of ana.watch()) console.log(page.kind) }
    read()`
  const options = { cwd: import.meta.dirname, encoding: 'utf8', timeout: 60_000 }
  assert.equal(execFileSync(process.execPath, ['-e', script], options), 'events\n')
  const hasty = script.replace('read()', 'read(); setTimeout(() => process.exit(0), 20)')
  execFileSync(process.execPath, ['-e', hasty], options)
})
