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
