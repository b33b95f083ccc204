// Hostile callers: whatever they pass, the answer is a refusal, nothing has changed, and the process lives.
import assert from 'node:assert/strict'
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { CartpoolError, Engine, Token } from '@cartpool/engine'
import { shop } from './shop.mjs'

const here = dirname(fileURLToPath(import.meta.resolve('@cartpool/engine')))
const native = createRequire(import.meta.url)(join(here, 'lib/native.js'))
const folder = mkdtempSync(join(tmpdir(), 'cartpool-abuse-'))
after(() => rmSync(folder, { recursive: true }))

/** Runs a CommonJS program in a process of its own; answers with what it printed. */
function program(code, ...flags) {
  // A thousand panics with their backtraces are more than execFileSync holds.
  const env = { ...process.env, RUST_BACKTRACE: '0' }
  const options = { cwd: import.meta.dirname, encoding: 'utf8', env, timeout: 120_000, stdio: ['ignore', 'pipe', 'pipe'] }
  return execFileSync(process.execPath, [...flags, '-e', code], options)
}

const JUNK = [
  undefined, null, true, -0, NaN, Infinity, 1.5, -1, 2 ** 53, 1n << 80n, '', '\ud800', 'x'.repeat(70_000), Symbol('x'), () => {},
  [], {}, new Proxy({}, {}), new Proxy([], {}), new Date(0), new Map(), Object.create(null), new Uint8Array(8), Promise.resolve(),
]

test('no verb takes anything of another type, in any place', () => {
  const { cart, ana } = shop()
  const system = cart.system()
  const Verbs = Object.getPrototypeOf(Object.getPrototypeOf(ana))
  const verbs = Object.getOwnPropertyNames(Verbs).filter((name) => name !== 'constructor')
  // What is none of the types that a verb's arguments have: text, integers, lists, objects or flags.
  const foreign = [NaN, Infinity, 1.5, Symbol('x'), () => {}, '\ud800', 1n << 80n]
  let refused = 0
  for (const verb of verbs.filter((name) => Verbs[name].length > 0)) {
    for (const junk of foreign) {
      assert.throws(() => system[verb](...Array(Verbs[verb].length).fill(junk)), CartpoolError, `${verb} of ${String(junk)}`)
      refused++
    }
  }
  assert.ok(refused > 200, `${refused} refusals`)
  // Whatever else is passed is taken for what it is or refused, and nothing but a refusal is thrown.
  const outsider = cart.member('zoe')
  for (const verb of verbs) {
    for (const junk of JUNK) {
      for (const given of [[], [junk], ['TEA', junk], [junk, 1], [1, junk], ['TEA', 1, junk], [junk, junk, junk, junk]]) {
        assert.throws(() => outsider[verb](...given), CartpoolError, verb)
      }
    }
  }
  assert.equal(ana.version(), 1)
})

test('no read and no engine call takes anything of another type', () => {
  const { engine, cart, ana } = shop()
  const calls = [
    ...['viewAt', 'event', 'blame', 'campaign', 'whatWouldTip'].map((name) => (junk) => ana[name](junk)),
    ...['setPrice', 'createCart', 'cart', 'price', 'coupon', 'ledger', 'campaign', 'sweep', 'advanceClock', 'defineCoupon'].map(
      (name) => (junk) => engine[name](junk, junk, junk)),
    (junk) => cart.member(junk).addItem('TEA', 1),
    (junk) => engine.createCampaign(junk, junk, junk, junk, junk, junk),
    (junk) => Engine.open({ prices: junk, path: junk ?? 5 }),
    (junk) => new Token(junk ?? 5),
  ]
  for (const call of calls) for (const junk of JUNK) assert.throws(() => call(junk), CartpoolError, call.toString())
  assert.equal(ana.version(), 1)
})

test('getters that throw, call back or close change nothing but what they say', () => {
  const { engine, cart, ana } = shop()
  const boom = new Error('boom')
  assert.throws(() => ana.addItem('TEA', 1, { get note() { throw boom } }), boom)
  assert.equal(ana.version(), 1)
  const calling = {
    get note() {
      ana.addItem('CAKE', 5)
      return 'hot'
    },
  }
  assert.equal(ana.addItem('TEA', 1, calling), 3)
  assert.deepEqual(ana.view().lines.map(({ sku, quantity, note }) => [sku, quantity, note]), [['CAKE', 5, null], ['TEA', 1, 'hot']])
  const numbers = { [Symbol.toPrimitive]: () => ana.addItem('CAKE', 1) }
  assert.throws(() => ana.setQuantity(numbers, numbers), { code: 'argument_not_valid' })
  assert.equal(ana.version(), 3)
  const closing = new Proxy({}, { get: () => engine.close() })
  assert.throws(() => ana.addItem('TEA', 1, closing), { code: 'engine_is_closed' })
  assert.throws(() => cart.member('ana').view(), { code: 'engine_is_closed' })
})

test('JSON bombs, prototypes and doubled keys stay outside', () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 1)
  let deep = 'L'
  for (let depth = 0; depth < 10_000; depth++) deep = [deep]
  const wide = JSON.parse(`{${Array.from({ length: 1_000_000 }, (_, index) => `"${index}":"x"`).join()}}`)
  assert.throws(() => ana.addItem('TEA', 1, { options: { size: deep } }), { code: 'argument_not_valid' })
  assert.throws(() => ana.addItem('TEA', 1, { options: wide }), CartpoolError)
  assert.throws(() => ana.addItem('TEA', 1, { options: [['size', 'L'], ['size', 'L']] }), { code: 'option_not_valid' })
  assert.throws(() => ana.setSplit('by_weight', { parts: [['ana', '1'], ['ana', '2']] }), CartpoolError)
  const evil = JSON.parse('{"__proto__": {"note": "polluted", "admin": true}, "constructor": {"prototype": {"admin": true}}}')
  ana.addItem('CAKE', 1, evil)
  ana.addItem('CAKE', 1, { options: JSON.parse('{"__proto__": "x", "constructor": "y"}') })
  const { lines } = JSON.parse(JSON.stringify(ana.view()))
  assert.deepEqual(Object.entries(lines.at(-1).options), [['__proto__', 'x'], ['constructor', 'y']])
  assert.equal({}.admin, undefined)
  assert.equal({}.note, undefined)
  assert.equal(ana.view().lines.find(({ id }) => id === line).quantity, 1)
})

test('a million random handles reach nothing', () => {
  const { engine, ana } = shop()
  const calls = [
    (handle) => native.addItem(handle, 'TEA', 1), (handle) => native.setQuantity(handle, 1, 1),
    (handle) => native.memberVersion(handle), (handle) => native.memberView(handle),
    (handle) => native.batchCommit(handle), (handle) => native.watchArm(handle),
    (handle) => native.watchPage(handle), (handle) => native.engineCarts(handle), (handle) => native.queueCommit(handle),
    (handle) => native.release(handle),
  ]
  let seed = 1
  const bits = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0)
  for (let at = 0; at < 1_000_000; at++) {
    const answer = calls[at % calls.length](bits() * 2 ** 20 + (bits() >>> 12))
    if (answer !== -1 && answer !== null) assert.fail(`a handle was guessed: ${answer}`)
  }
  for (const handle of [...JUNK, 0, 1, 2 ** 52, -(2 ** 31)]) for (const call of calls) assert.ok([-1, null].includes(call(handle)))
  assert.deepEqual([ana.version(), engine.carts], [1, 1])
})

test('native functions called with anything at all end no process', () => {
  const skipped = ['attach', 'quick', 'tool', 'panicInNextCall', 'default']
  const names = Object.keys(native).filter((name) => !skipped.includes(name))
  assert.ok(names.length > 100, 'every function of the library')
  const call = (name, given) => {
    try {
      native[name](...given)
    } catch (error) {
      assert.ok(error instanceof Error)
    }
  }
  for (const name of names) {
    call(name, [])
    for (const junk of JUNK) for (const count of [1, 2, 5, 12]) call(name, Array(count).fill(junk))
  }
  call('engineCreateCampaign', Array(20).fill(Array(2 ** 32 - 1)))
  assert.equal(shop().ana.addItem('TEA', 1), 2)
})

test('a panic in any call is a refusal, and a thousand leave nothing behind', () => {
  const code = `
    const { Engine } = require('@cartpool/engine')
    const native = require(${JSON.stringify(join(here, 'lib/native.js'))})
    const assert = require('node:assert')
    const engine = Engine.open()
    engine.setPrice('TEA', 'EUR', '4.50')
    const cart = engine.createCart('ana', 'EUR'), ana = cart.member('ana'), watch = ana.watch(), batch = ana.batch()
    const calls = [() => ana.addItem('TEA', 1), () => ana.addItem('TEA', 1, { note: 'x' }), () => ana.setQuantity(2, 3),
      () => ana.view(), () => ana.viewAt(1), () => ana.bill(), () => ana.total(), () => ana.version(), () => ana.eventsSince(), () => ana.watch(),
      () => watch.page(), () => batch.addItem('TEA', 1), () => batch.commit(), () => engine.setPrice('TEA', 'EUR', '1'),
      () => engine.createCart('ben', 'EUR'), () => engine.health(), () => engine.campaign('x'), () => cart.member('ben'), () => cart.id]
    const panics = (call) => {
      native.panicInNextCall()
      assert.throws(call, { code: 'internal_error', kind: 'internal' })
    }
    calls.forEach(panics)
    gc()
    const before = process.memoryUsage().rss
    for (let i = 0; i < 1000; i++) panics(calls[i % calls.length])
    gc()
    assert.ok(process.memoryUsage().rss - before < 32e6)
    assert.equal(ana.version(), 1)
    assert.equal(ana.addItem('TEA', 1), 2)
    cart.system().verify()
    console.log('whole')`
  assert.equal(program(code, '--expose-gc'), 'whole\n')
})

test('a library of another version is refused when it is loaded', () => {
  const skewed = join(folder, 'skewed')
  cpSync(here, skewed, { recursive: true })
  const described = JSON.parse(readFileSync(join(skewed, 'package.json'), 'utf8'))
  writeFileSync(join(skewed, 'package.json'), JSON.stringify({ ...described, version: '99.0.0' }))
  const load = (path) => `try { require(${JSON.stringify(path)}) } catch ({ code, message }) { console.log(code, message) }`
  assert.match(program(load(skewed)), /^ERR_CARTPOOL_LIBRARY .*99\.0\.0 cannot be loaded: its native library .* is \d/)
  rmSync(join(skewed, `cartpool.${process.platform}-${process.arch}.node`))
  assert.match(program(load(skewed)), /^ERR_CARTPOOL_LIBRARY .*has no native library for \w+-\w+\n$/)
})

test('a forked process opens the same file, and its parent goes on', async () => {
  const path = join(folder, 'forked.db')
  const { cart, ana } = shop({ path })
  const child = join(folder, 'child.cjs')
  writeFileSync(child, `
    const { Engine } = require(${JSON.stringify(here)})
    const [path, cart] = process.argv.slice(2)
    process.send(Engine.open({ path }).cart(cart).member('ana').addItem('TEA', 1))`)
  const [[version]] = await Promise.all([once(fork(child, [path, cart.id]), 'message')])
  assert.equal(version, 2)
  assert.equal(ana.addItem('TEA', 1), 3)
})

test('SIGINT during a wait is the host’s, and ends the wait as it says', () => {
  const code = `
    const { Engine } = require('@cartpool/engine')
    const watch = Engine.open().createCart('ana', 'EUR').member('ana').watch('9.9')
    const alive = setInterval(() => {}, 1000)
    process.on('SIGINT', () => watch.close())
    ;(async () => {
      for await (const page of watch) if (page.kind === 'reset') process.kill(process.pid, 'SIGINT')
      clearInterval(alive)
      console.log('ended')
    })()`
  assert.equal(program(code), 'ended\n')
})
