// How loops begin, end and fail, and what a process does meanwhile.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { shop } from './shop.mjs'

// A watch keeps no process alive; these tests do.
const alive = setInterval(() => {}, 1000)
after(() => clearInterval(alive))

const closed = { code: 'handle_not_valid' }

/** Runs a CommonJS program about a watched cart in a process of its own; answers with what it printed. */
function program(body) {
  const code = `
    const { Engine } = require('@cartpool/engine')
    const engine = Engine.open()
    engine.setPrice('TEA', 'EUR', '4.50')
    const ana = engine.createCart('ana', 'EUR').member('ana')
    const read = async () => { for await (const page of ana.watch()) console.log(page.kind) }
    ${body}`
  return execFileSync(process.execPath, ['-e', code], { cwd: import.meta.dirname, encoding: 'utf8', timeout: 60_000 })
}

test('a signal that is aborted before the loop ends it before its first page', async () => {
  const { ana } = shop()
  const reason = new Error('too late')
  const watch = ana.watch(undefined, { signal: AbortSignal.abort(reason) })
  await assert.rejects(async () => { for await (const page of watch) assert.fail(page.kind) }, reason)
  assert.throws(() => watch.page(), closed)
  await assert.rejects(ana.watch().changed({ signal: AbortSignal.abort(reason) }), reason)
})

test('a signal that is aborted inside the loop ends it before the next page', async () => {
  const { ana } = shop()
  const abort = new AbortController()
  let pages = 0
  const read = async () => {
    for await (const page of ana.watch(undefined, { signal: abort.signal })) {
      pages += page.events.length
      ana.addItem('TEA', 1)
      abort.abort()
    }
  }
  await assert.rejects(read(), { name: 'AbortError' })
  assert.equal(pages, 1)
})

test('a signal that is aborted after the loop changes nothing', async () => {
  const { ana } = shop()
  const abort = new AbortController()
  for await (const page of ana.watch(undefined, { signal: abort.signal })) {
    assert.equal(page.kind, 'events')
    break
  }
  abort.abort()
  const still = ana.watch()
  assert.equal(still.page().events.length, 1)
  still.close()
})

test('a wait that is aborted leaves the watch, and its other waiters, waiting', async () => {
  const { ana } = shop()
  const watch = ana.watch(ana.eventsSince().to)
  const abort = new AbortController()
  const [mine, theirs] = [watch.changed({ signal: abort.signal }), watch.changed()]
  abort.abort()
  await assert.rejects(mine, { name: 'AbortError' })
  ana.addItem('TEA', 1)
  await theirs
  assert.equal(watch.page().events.length, 1)
})

test('a command has no cancelling: what was promised comes, whoever stops waiting', async () => {
  const { engine, ana } = shop()
  const commandId = engine.commandId()
  const once = ana.with({ commandId })
  const call = once.promises.addItem('TEA', 1)
  await Promise.race([call, Promise.resolve('gave up')])
  assert.equal(await once.promises.addItem('TEA', 1), await call)
  assert.equal(ana.view().lines[0].quantity, 1)
})

test('what a loop throws ends that loop alone', async () => {
  const { ana } = shop()
  const boom = new Error('boom')
  const [broken, whole] = [ana.watch(), ana.watch()]
  const breaking = (async () => { for await (const page of broken) throw Object.assign(boom, { page }) })()
  const seen = []
  const reading = (async () => {
    for await (const page of whole) {
      seen.push(...page.events.map(({ version }) => version))
      if (seen.length === 3) return
    }
  })()
  await assert.rejects(breaking, boom)
  ana.addItem('TEA', 1)
  ana.addItem('CAKE', 1)
  await reading
  assert.deepEqual(seen, [1, 2, 3])
  assert.throws(() => broken.page(), closed)
})

test('a loop may change, watch, close and end everything it stands on', async () => {
  const { engine, ana } = shop()
  const watch = ana.watch()
  await assert.rejects(async () => {
    for await (const page of watch) {
      const line = ana.addItem('TEA', page.events.length)
      for await (const inner of ana.watch()) {
        assert.equal(inner.events.at(-1).version, line)
        break
      }
      ana.close()
      engine.close()
    }
  }, { code: 'engine_is_closed' })
  assert.throws(() => watch.page(), closed)
})

test('disposing, by whatever word, ends a watch', async () => {
  const { ana } = shop()
  for (const end of [(it) => it[Symbol.dispose](), (it) => it[Symbol.asyncDispose](), (it) => it[Symbol.asyncIterator]().return(),
    (it) => it[Symbol.asyncIterator]()[Symbol.asyncDispose]()]) {
    const watch = ana.watch(ana.eventsSince().to)
    const waiting = watch.changed()
    await end(watch)
    await waiting
    assert.throws(() => watch.page(), closed)
  }
})

test('disposing of an engine drains it', async () => {
  const { engine, ana } = shop()
  const adding = ana.promises.addItem('TEA', 1)
  await engine[Symbol.asyncDispose]()
  assert.equal(await adding, 2)
  assert.equal(engine.isClosed, true)
  await engine[Symbol.asyncDispose]()
  engine[Symbol.dispose]()
  assert.equal(engine.health().isWritable, false)
  assert.throws(() => engine.createCart('ana', 'EUR'), { code: 'engine_is_closed' })
})

test('an event loop that is blocked loses no change', async () => {
  const { ana } = shop()
  const watch = ana.watch(ana.eventsSince().to)
  const line = ana.addItem('TEA', 1)
  for (let at = 0; at < 200; at++) ana.adjustQuantity(line, 1)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  assert.equal(watch.page().events.length, 201)
  await Promise.race([watch.changed(), sleep(5)])
  watch.close()
})

test('a process ends by itself, with a live feed, from wherever it says so', () => {
  assert.equal(program('read()'), 'events\n')
  assert.equal(program("read(); process.on('beforeExit', () => console.log('before'))"), 'events\nbefore\n')
  assert.equal(program("read(); process.on('exit', () => { ana.addItem('TEA', 1); console.log('exit') })"), 'events\nexit\n')
  assert.equal(program('(async () => { for await (const page of ana.watch()) process.exit(0) })()'), '')
  assert.equal(program("read(); setTimeout(() => { engine.close(); process.exit(0) }, 20)"), 'events\n')
})
