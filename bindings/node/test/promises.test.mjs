// Verbs that answer with promises: the same words and answers, one wait for the disk, and an event loop that goes on.
import assert from 'node:assert/strict'
import { pbkdf2 } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { CartpoolError, Engine } from '@cartpool/engine'
import { shop } from './shop.mjs'

const folder = mkdtempSync(join(tmpdir(), 'cartpool-promises-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const fresh = () => join(folder, `carts-${++files}.db`)

/** Runs a test in memory and on a file. */
function onBoth(name, act) {
  test(`${name}, in memory`, () => act(shop()))
  test(`${name}, on a file`, () => act(shop({ path: fresh() })))
}

onBoth('every verb has its twin, with the same name and answer', async ({ ana }) => {
  const verbs = (it) => Object.getOwnPropertyNames(it).filter((name) => name !== 'constructor' && name !== 'close').sort()
  const Verbs = Object.getPrototypeOf(Object.getPrototypeOf(ana))
  assert.deepEqual(verbs(Object.getPrototypeOf(ana.promises)), verbs(Verbs))
  assert.equal(ana.promises, ana.promises)
  assert.ok(ana.promises.addItem('TEA', 1) instanceof Promise)
  assert.equal(await ana.promises.addItem('TEA', 2, { note: 'hot', options: { size: 'L' } }), 3)
  assert.equal(ana.event(3).note, 'hot')
})

onBoth('a refusal is a rejection with code and context, and holds nobody up', async ({ cart, ana }) => {
  const calls = [
    ana.promises.removeItem(99),
    cart.member('zoe').promises.addItem('TEA', 1),
    ana.promises.addItem('TEA', 1.5),
    ana.promises.addItem('TEA', 10_000),
    ana.promises.addItem('TEA', 1),
    ana.promises.addItem('TEA', 1, null),
    ana.promises.addItem('TEA', 1, 'hot'),
  ]
  const answers = (await Promise.allSettled(calls)).map(({ value, reason }) => value ?? reason.code ?? reason.name)
  const expected = ['line_not_found', 'cart_not_found', 'argument_not_valid', 'exceeds_quantity_max', 2, 3, 'argument_not_valid']
  assert.deepEqual(answers, expected)
  await assert.rejects(ana.promises.addItem('TEA', 9_999), { context: { max: 9999 }, kind: 'limit' })
})

onBoth('a rejection shows who called', async ({ ana }) => {
  const whoCalls = async () => ana.promises.removeItem(await Promise.resolve(99))
  const caller = async () => {
    await whoCalls()
  }
  await assert.rejects(caller(), (error) => error instanceof CartpoolError && /caller.*promises\.test\.mjs/.test(error.stack))
})

onBoth('options ride on the handle', async ({ engine, ana }) => {
  const retry = ana.with({ commandId: engine.commandId() })
  const answers = await Promise.all([retry.promises.addItem('TEA', 1), retry.promises.addItem('TEA', 1)])
  assert.deepEqual(answers, [2, 2])
  await assert.rejects(ana.with({ expectVersion: 1 }).promises.addItem('TEA', 1), { code: 'version_conflict' })
})

onBoth('one member’s calls take effect in their order', async ({ cart, ana }) => {
  const line = ana.addItem('TEA', 1)
  const calls = Array.from({ length: 3000 }, (_, place) => ana.promises.setQuantity(line, 1 + place))
  assert.deepEqual(await Promise.all(calls), calls.map((_, place) => Math.max(2, place + 2)))
  assert.equal(ana.view().lines[0].quantity, 3000)
  cart.system().verify()
})

onBoth('a batch commits with a promise, whole or not at all', async ({ ana }) => {
  const batch = ana.batch()
  batch.addItem('TEA', 1)
  batch.setNote(2, 'hot')
  const committed = batch.promises.commit()
  batch.removeItem(99)
  assert.equal(await committed, 3)
  await assert.rejects(batch.promises.commit(), { code: 'line_not_found' })
  await assert.rejects(batch.promises.commit(), { code: 'batch_must_not_be_empty' })
  assert.equal(ana.version(), 3)
})

onBoth('a cart is made with a promise', async ({ engine }) => {
  const cart = await engine.promises.createCart('ben', 'EUR', { title: 'Lunch', preset: 'team' })
  assert.equal(cart.member('ben').view().title, 'Lunch')
  assert.equal(await cart.member('ben').promises.addItem('TEA', 1), 2)
  await assert.rejects(engine.promises.createCart('ben', 'XXX'), { code: 'currency_not_valid' })
  await assert.rejects(engine.promises.createCart('ben', 'EUR', { preset: 'none' }), { code: 'argument_not_valid' })
})

onBoth('a closed handle refuses its promises too', async ({ ana }) => {
  const { promises } = ana
  const taken = promises.addItem('TEA', 1)
  ana.close()
  assert.equal(await taken, 2)
  await assert.rejects(promises.addItem('TEA', 1), { code: 'handle_not_valid' })
  assert.throws(() => ana.with().promises, { code: 'handle_not_valid' })
})

test('promises and waits end whatever a test makes of timers', async (context) => {
  const { engine, ana } = shop({ path: fresh() })
  context.mock.timers.enable()
  assert.equal(await ana.promises.addItem('TEA', 1), 2)
  assert.equal(await engine.drain(5000), true)
  context.mock.timers.reset()
  const data = { name: 'mocked timers on a file', path: fresh() }
  const { cart } = shop(data)
  const body = `
    const alive = setTimeout(() => {}, 60_000)
    const { mock } = require('node:test')
    mock.timers.enable()
    const waiting = ana.watch(ana.eventsSince().to).changed()
    await ana.promises.addItem('TEA', 1)
    await waiting
    mock.timers.reset()
    clearTimeout(alive)
    parentPort.postMessage('woken')`
  const worker = work(body, { ...data, cart: cart.id })
  const [[message]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')])
  assert.equal(message, 'woken')
})

test('calls made in one turn of the event loop share a frame', async () => {
  const { engine, ana } = shop({ path: fresh() })
  const before = engine.health().position
  await Promise.all(Array.from({ length: 64 }, () => ana.promises.addItem('TEA', 1)))
  assert.equal(engine.health().position, before + 1)
})

test('a call that fails once it is taken leaves every other its own answer', async () => {
  const { ana } = shop({ path: fresh() })
  const { Promise } = globalThis
  // A stack that ends there does this.
  globalThis.Promise = class { constructor() { throw new RangeError('no stack left') } }
  const lost = ana.promises.addItem('NONE', 1)
  globalThis.Promise = Promise
  const answers = await Promise.allSettled([lost, ana.promises.addItem('TEA', 1), ana.promises.removeItem(99)])
  assert.deepEqual(answers.map(({ value, reason }) => value ?? reason.code ?? reason.message), ['no stack left', 2, 'line_not_found'])
})

test('the disk is waited for on libuv’s pool, and the event loop goes on', async () => {
  const { ana } = shop({ path: fresh() })
  // As many as the pool has threads: a call that needs one waits, and everything else does not.
  const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4)
  const busy = Promise.all(Array.from({ length: threads }, () => promisify(pbkdf2)('x', 'y', 60_000, 64, 'sha512')))
  const call = ana.promises.addItem('TEA', 1)
  for (let turns = 0; turns < 5; turns++) await turn()
  assert.equal(ana.version(), 1)
  assert.equal(await call, 2)
  await busy
})

test('more calls than may wait are refused, and closing answers those that wait', async () => {
  const { engine, ana } = shop({ path: fresh() })
  const waiting = Array.from({ length: 65_536 }, () => ana.promises.leave())
  await assert.rejects(ana.promises.leave(), { code: 'storage_busy', kind: 'storage' })
  engine.close()
  const answers = await Promise.allSettled(waiting)
  assert.deepEqual([...new Set(answers.map(({ reason }) => reason.code))], ['engine_is_closed'])
})

const WORK = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { Engine } = require('@cartpool/engine')
  const engine = Engine.open({ name: workerData.name, path: workerData.path })
  const ana = engine.cart(workerData.cart).member('ana')
`

function work(body, workerData) {
  const here = JSON.stringify(import.meta.filename)
  const script = `const require = (await import('node:module')).createRequire(${here});${WORK}${body}`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { workerData })
}

test('worker threads share one engine on a file', async () => {
  const data = { name: 'threads on a file', path: fresh() }
  const { cart, ana } = shop(data)
  const body = "await Promise.all(Array.from({ length: 250 }, () => ana.promises.addItem('TEA', 1)))"
  const workers = Array.from({ length: 3 }, () => work(body, { ...data, cart: cart.id }))
  const exits = await Promise.all(workers.map((worker) => once(worker, 'exit')))
  assert.deepEqual(exits.flat(), [0, 0, 0])
  assert.equal(ana.view().lines[0].quantity, 750)
})

test('workers ended while their calls are written harm nobody', async () => {
  const data = { name: 'ended on a file', path: fresh() }
  const { cart, ana } = shop(data)
  const body = `
    const go = async () => { for (;;) { await ana.promises.lockCart(); parentPort.postMessage(0) } }
    for (let i = 0; i < 16; i++) go()`
  for (let round = 0; round < 5; round++) {
    const workers = Array.from({ length: 3 }, () => work(body, { ...data, cart: cart.id }))
    await Promise.all(workers.map((worker) => once(worker, 'message')))
    await Promise.all([...workers.map((worker) => worker.terminate()), ana.promises.lockCart()])
  }
  cart.system().verify()
  assert.ok(Engine.open(data).health().isWritable)
})
