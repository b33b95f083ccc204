// Engines on a file: what stays, who shares it, how it ends.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Engine } from '@cartpool/engine'
import { shop } from './shop.mjs'

const require = createRequire(import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'cartpool-file-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const fresh = () => join(folder, `carts-${++files}.db`)

test('carts are there after the engine is closed', () => {
  for (const durability of ['synced', 'buffered']) {
    const path = fresh()
    const { engine, cart, ana } = shop({ path, durability })
    assert.equal(engine.durability, durability)
    ana.addItem('TEA', 2)
    const { isWritable, carts, position } = engine.health()
    assert.deepEqual([isWritable, carts, position], [true, 1, 4])
    engine.close()
    assert.equal(engine.health().isWritable, false)

    const again = Engine.open({ path: pathToFileURL(path) })
    assert.equal(again.durability, 'synced')
    const back = again.cart(cart.id).member('ana')
    assert.equal(back.total().amount, '9.00')
    assert.equal(back.addItem('TEA', 1), 3)
    assert.deepEqual(back.eventsSince().events.map((event) => event.kind), ['cart_created', 'item_added', 'item_increased'])
    again.close()
  }
})

test('an engine in memory says so', () => {
  const { engine } = shop()
  assert.equal(engine.durability, 'memory')
  const { isWritable, position, fileBytes } = engine.health()
  assert.deepEqual([isWritable, position, fileBytes], [true, 0, 0])
})

test('two engines on one file are one', async () => {
  const path = fresh()
  const { engine, cart, ana } = shop({ path })
  const other = Engine.open({ path })
  assert.equal(other.epoch, engine.epoch)
  const there = other.cart(cart.id).system()
  const watch = there.watch(there.eventsSince().to)
  // Waiting for news keeps no process alive.
  const alive = setInterval(() => {}, 1000)
  const heard = watch.changed()
  ana.addItem('TEA', 3)
  await heard
  clearInterval(alive)
  assert.deepEqual(watch.page().events.map((event) => event.version), [2])
  assert.equal(there.view().lines[0].quantity, 3)
  engine.close()
  other.close()
})

test('what cannot be opened says why', () => {
  const text = join(folder, 'notes.txt')
  writeFileSync(text, 'not a journal, and longer than a header')
  const refused = (options, code, kind) => assert.throws(() => Engine.open(options), { code, kind })
  refused({ path: text }, 'storage_not_recognized', 'storage')
  refused({ path: join(folder, 'nowhere', 'carts.db') }, 'storage_not_found', 'storage')
  refused({ path: 7 }, 'argument_not_valid', 'invalid')
  refused({ path: fresh(), durability: 'memory' }, 'argument_not_valid', 'invalid')
  assert.throws(() => Engine.open({ durability: 'synced' }), { code: 'durability_not_valid' })
})

test('draining finishes what was called, saves every cart, and refuses what comes later', async () => {
  const path = fresh()
  const { engine, cart, ana } = shop({ path })
  const calls = Array.from({ length: 100 }, () => ana.promises.addItem('TEA', 1))
  assert.equal(await engine.drain(60_000), true)
  assert.equal((await Promise.all(calls)).at(-1), 101)
  assert.equal(engine.isClosed, true)
  assert.throws(() => ana.addItem('TEA', 1), { code: 'engine_is_closed' })
  await assert.rejects(ana.promises.addItem('TEA', 1), { code: 'engine_is_closed' })
  assert.equal(await engine.drain(0), true)
  const again = Engine.open({ path })
  assert.equal(again.health().unsavedCarts, 0)
  assert.equal(again.cart(cart.id).member('ana').view().lines[0].quantity, 100)
  again.close()
})

test('a drain takes milliseconds, and an engine in memory drains too', async () => {
  const { engine } = shop()
  for (const wrong of [-1, 1.5, '5', undefined, NaN]) {
    await assert.rejects(engine.drain(wrong), { code: 'argument_not_valid' })
  }
  assert.equal(engine.isClosed, false)
  assert.equal(await engine.drain(60_000n), true)
  assert.equal(engine.isClosed, true)
})

test('closing under promised calls loses none that was answered', async () => {
  const path = fresh()
  const { engine, cart, ana } = shop({ path })
  const calls = Array.from({ length: 200 }, () => ana.promises.addItem('TEA', 1))
  await calls[0]
  const late = Array.from({ length: 200 }, () => ana.promises.addItem('TEA', 1))
  engine.close()
  const settled = await Promise.allSettled([...calls, ...late])
  const refusals = settled.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.code)
  assert.deepEqual([...new Set(refusals)], ['engine_is_closed'])
  const again = Engine.open({ path })
  assert.equal(again.cart(cart.id).system().view().lines[0].quantity, settled.length - refusals.length)
  again.close()
})

test('a program ends once its promised calls are answered, awaited or not', () => {
  const path = fresh()
  const { engine, cart } = shop({ path })
  engine.close()
  const script = `
    const { Engine } = require('@cartpool/engine')
    const ana = Engine.open({ path: ${JSON.stringify(path)} }).cart('${cart.id}').member('ana')
    for (let i = 0; i < 10; i++) ana.promises.addItem('TEA', 1)`
  execFileSync(process.execPath, ['-e', script], { cwd: import.meta.dirname, stdio: 'inherit', timeout: 60_000 })
  const again = Engine.open({ path })
  assert.equal(again.cart(cart.id).system().view().lines[0].quantity, 10)
  again.close()
})

test('a process that exits while its calls are written ends cleanly, and what was answered is there', () => {
  const path = fresh()
  const { engine, cart } = shop({ path })
  const script = `
    const { Engine } = require('@cartpool/engine')
    const ana = Engine.open({ path: ${JSON.stringify(path)} }).cart('${cart.id}').member('ana')
    let answered = 0
    const go = async () => { for (;;) { await ana.promises.addItem('TEA', 1); answered++ } }
    for (let i = 0; i < 16; i++) go()
    setTimeout(() => { require('node:fs').writeSync(1, String(answered)); process.exit(0) }, 60)`
  let answered = 0
  for (let round = 0; round < 5; round++) {
    const options = { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'], timeout: 60_000 }
    answered += Number(execFileSync(process.execPath, ['-e', script], options))
  }
  const { quantity } = cart.system().view().lines[0]
  assert.ok(quantity >= answered && quantity <= answered + 5 * 16, `${answered} were answered, ${quantity} are there`)
  engine.close()
})

/** How often a process that runs `script` says that its carts are its own. */
function warnings(script, env = {}) {
  const file = join(folder, 'several.cjs')
  const found = JSON.stringify(require.resolve('@cartpool/engine'))
  writeFileSync(file, script.replaceAll("'@cartpool/engine'", found))
  const options = { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 60_000 }
  const { status, stderr } = spawnSync(process.execPath, [file], options)
  assert.equal(status, 0, stderr)
  return stderr.match(/CARTPOOL_CARTS_NOT_SHARED.*Engine\.open\(\{ path \}\)/g)?.length ?? 0
}

test('memory in one of several processes warns once and names the cure', () => {
  const twice = "const { Engine } = require('@cartpool/engine'); Engine.open(); Engine.open()"
  const forked = `
    const cluster = require('node:cluster')
    if (cluster.isWorker) { ${twice}; cluster.worker.disconnect() }
    else cluster.fork().on('exit', (code) => process.exit(code))`
  assert.equal(warnings(forked), 1)
  assert.equal(warnings(twice, { NODE_APP_INSTANCE: '1' }), 1)
  assert.equal(warnings(twice, { instances: '4', NODE_APP_INSTANCE: '0' }), 1)
  assert.equal(warnings(twice), 0)
  assert.equal(warnings(twice, { instances: '1', NODE_APP_INSTANCE: '0' }), 0)
  const onFile = `require('@cartpool/engine').Engine.open({ path: ${JSON.stringify(fresh())} }).close()`
  assert.equal(warnings(onFile, { instances: '4' }), 0)
})
