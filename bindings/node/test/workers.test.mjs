// Worker threads share one engine by its name.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { Engine } from '@cartpool/engine'
import { shop } from './shop.mjs'

const HEAD = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { Engine } = require('@cartpool/engine')
  const engine = Engine.open({ name: workerData.name })
  const ana = engine.cart(workerData.cart).member('ana')
`

/** Runs `body` in a worker. The worker finds the package from this file's folder. */
function work(body, workerData) {
  const here = JSON.stringify(import.meta.filename)
  const script = `const require = (await import('node:module')).createRequire(${here});${HEAD}${body}`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { workerData })
}

test('four workers and the main thread change one cart and lose nothing', async () => {
  const { cart, ana } = shop({ name: 'four workers' })
  const line = ana.addItem('TEA', 1)
  const data = { name: 'four workers', cart: cart.id, line }
  const body = 'for (let i = 0; i < 1000; i++) ana.adjustQuantity(workerData.line, 1)'
  const workers = Array.from({ length: 4 }, () => work(body, data))
  const exits = workers.map((worker) => once(worker, 'exit'))
  for (let i = 0; i < 1000; i++) ana.adjustQuantity(line, 1)
  assert.deepEqual((await Promise.all(exits)).flat(), [0, 0, 0, 0])
  const view = ana.view()
  assert.equal(view.lines[0].quantity, 5001)
  assert.equal(view.version, 5002)
  cart.system().verify()
})

test('a worker hears of what another thread changes', async () => {
  const { cart, ana } = shop({ name: 'a worker hears' })
  const body = `
    const alive = setInterval(() => {}, 1000)
    parentPort.postMessage('ready')
    for await (const page of ana.watch('1.1')) {
      parentPort.postMessage(page.events.map((event) => event.kind).join())
      break
    }
    clearInterval(alive)`
  const worker = work(body, { name: 'a worker hears', cart: cart.id })
  assert.deepEqual(await once(worker, 'message'), ['ready'])
  ana.addItem('TEA', 1)
  assert.deepEqual(await once(worker, 'message'), ['item_added'])
  assert.deepEqual(await once(worker, 'exit'), [0])
})

test('the main thread hears of what a worker changes', async () => {
  const { cart, ana } = shop({ name: 'main hears' })
  const worker = work("ana.addItem('TEA', 3)", { name: 'main hears', cart: cart.id })
  for await (const page of ana.watch(ana.eventsSince().to)) {
    assert.equal(page.events[0].quantity, 3)
    break
  }
  assert.deepEqual(await once(worker, 'exit'), [0])
})

test('whoever opens first decides the options, and a closed name is free', () => {
  const first = Engine.open({ name: 'decided', limits: { linesMax: 3 } })
  const second = Engine.open({ name: 'decided', limits: { linesMax: 9 } })
  assert.equal(second.limits.linesMax, 3)
  first.close()
  assert.equal(second.isClosed, true)
  assert.equal(Engine.open({ name: 'decided', limits: { linesMax: 9 } }).limits.linesMax, 9)
})

test('workers ended in the middle of everything harm nobody', async () => {
  const { cart, ana } = shop({ name: 'ended' })
  const body = `
    ;(async () => { for await (const page of ana.watch()) void page })()
    setInterval(() => { for (let i = 0; i < 50; i++) { ana.view(); try { ana.addItem('TEA', 1) } catch {} } }, 0)
    parentPort.postMessage('ready')`
  for (let round = 0; round < 10; round++) {
    const workers = Array.from({ length: 4 }, () => work(body, { name: 'ended', cart: cart.id }))
    await Promise.all(workers.map((worker) => once(worker, 'message')))
    const ends = workers.map((worker) => worker.terminate())
    for (let i = 0; i < 100; i++) ana.setNote(2, `round ${round}, change ${i}`)
    await Promise.all(ends)
  }
  cart.system().verify()
})

test('a worker ended by force gives its watches back', async () => {
  const { cart, ana } = shop({ name: 'given back', limits: { cartWatchesMax: 3 } })
  const body = "for (let i = 0; i < 3; i++) ana.watch(); parentPort.postMessage('full'); setInterval(() => {}, 1000)"
  for (let round = 0; round < 3; round++) {
    const worker = work(body, { name: 'given back', cart: cart.id })
    await once(worker, 'message')
    assert.throws(() => ana.watch(), { code: 'exceeds_watches_max' })
    await worker.terminate()
  }
  ana.watch().close()
})

test('an engine closed while eight workers call it answers each, and ends none', async () => {
  const { engine, cart, ana } = shop({ name: 'closed under eight' })
  const line = ana.addItem('TEA', 100)
  const body = `
    parentPort.postMessage('ready')
    for (;;) {
      try { for (const delta of [1, -1]) { ana.adjustQuantity(workerData.line, delta); ana.view() } } catch ({ code }) {
        if (code === 'engine_is_closed') break
        throw new Error(code)
      }
    }`
  const workers = Array.from({ length: 8 }, () => work(body, { name: 'closed under eight', cart: cart.id, line }))
  const exits = workers.map((worker) => once(worker, 'exit'))
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  engine.close()
  assert.deepEqual((await Promise.all(exits)).flat(), Array(8).fill(0))
})

test('workers that come and go by the hundred leave one engine whole', { timeout: 300_000 }, async () => {
  const { cart, ana } = shop({ name: 'by the hundred', limits: { cartWatchesMax: 16 } })
  const body = `
    ;(async () => { for await (const page of ana.watch()) void page })()
    ana.addItem('TEA', 1)
    parentPort.postMessage('added')
    setInterval(() => {}, 1000)`
  let added = 0
  for (let round = 0; round < 25; round++) {
    const workers = Array.from({ length: 4 }, () => work(body, { name: 'by the hundred', cart: cart.id }))
    await Promise.all(workers.map((worker) => once(worker, 'message')))
    await Promise.all(workers.map((worker) => worker.terminate()))
    added += 4
    assert.equal(ana.view().lines[0].quantity, added)
  }
  cart.system().verify()
})

test('a worker that blocks holds up nobody', async () => {
  const { cart, ana } = shop({ name: 'blocked' })
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const body = `
    ;(async () => {
      for await (const page of ana.watch()) {
        parentPort.postMessage('blocks')
        Atomics.wait(workerData.gate, 0, 0)
      }
    })()
    setTimeout(() => {}, 1000)`
  const worker = work(body, { name: 'blocked', cart: cart.id, gate })
  await once(worker, 'message')
  for (let at = 0; at < 1000; at++) ana.addItem('TEA', 1)
  assert.equal(ana.version(), 1001)
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
  await worker.terminate()
})

test('process.exit in a worker ends that worker alone', async () => {
  const { cart, ana } = shop({ name: 'exits' })
  const worker = work('for await (const page of ana.watch()) process.exit(7)', { name: 'exits', cart: cart.id })
  assert.deepEqual(await once(worker, 'exit'), [7])
  assert.equal(ana.addItem('TEA', 1), 2)
})
