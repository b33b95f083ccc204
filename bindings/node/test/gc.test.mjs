// The garbage collector comes when it likes, and what nobody holds leaves nothing behind.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'

/** Runs a program with a garbage collector it can call. */
function collected(body) {
  const code = `
    const { Engine } = require('@cartpool/engine')
    const assert = require('node:assert')
    const { setImmediate: turn } = require('node:timers/promises')
    const open = (options) => { const engine = Engine.open(options); engine.setPrice('TEA', 'EUR', '4.50'); return engine }
    const resident = async () => { for (let i = 0; i < 5; i++) { gc(); await turn() } return process.memoryUsage.rss() }
    const alive = setInterval(() => {}, 1000)
    ;(async () => { ${body}; clearInterval(alive) })()`
  const options = { cwd: import.meta.dirname, encoding: 'utf8', timeout: 240_000 }
  execFileSync(process.execPath, ['--expose-gc', '-e', code], options)
}

test('whoever is collected during a call has finished it', () => {
  collected(`
    let { id } = open({ name: 'collected' }).createCart('ana', 'EUR')
    for (let round = 0; round < 200; round++) {
      const note = { get note() { gc(); return 'hot' } }
      Engine.open({ name: 'collected' }).cart(id).member('ana').addItem('TEA', 1, note)
      await turn()
    }
    assert.equal(Engine.open({ name: 'collected' }).cart(id).member('ana').view().lines.length, 200)`)
})

test('a promised call and a loop outlive whoever began them', () => {
  collected(`
    const { mkdtempSync, rmSync } = require('node:fs')
    const { join } = require('node:path')
    const folder = mkdtempSync(join(require('node:os').tmpdir(), 'cartpool-gc-'))
    const engine = open({ path: join(folder, 'carts.db') })
    const { id } = engine.createCart('ana', 'EUR')
    for (let round = 0; round < 50; round++) {
      const adding = engine.cart(id).member('ana').promises.addItem('TEA', 1)
      gc()
      assert.equal(await adding, 2 + round)
    }
    const seen = (async () => {
      let count = 0
      for await (const page of engine.cart(id).member('ana').watch()) {
        gc()
        if (page.kind === 'events') count += page.events.length
        if (count === 61) return count
      }
    })()
    for (let round = 0; round < 10; round++) {
      await turn()
      gc()
      engine.cart(id).member('ana').addItem('TEA', 1)
    }
    assert.equal(await seen, 61)
    engine.close()
    rmSync(folder, { recursive: true })`)
})

test('engines that are opened, used and closed leave nothing behind', () => {
  collected(`
    const act = () => {
      const engine = open()
      const cart = engine.createCart('ana', 'EUR')
      const ana = cart.member('ana')
      ana.addItem('TEA', 1)
      ana.watch().close()
      ana.batch().close()
      ana.close()
      cart.close()
      engine.close()
    }
    const run = async (count) => { for (let i = 0; i < count; i++) { act(); if (i % 100 === 0) await turn() } }
    await run(1000)
    const before = await resident()
    await run(5000)
    const grown = (await resident()) - before
    // An engine takes a hundred kilobytes.
    assert.ok(grown < 24e6, grown + ' bytes were left behind')`)
})

test('errors leave nothing behind', () => {
  collected(`
    const ana = open().createCart('ana', 'EUR').member('ana')
    const run = (count) => { for (let i = 0; i < count; i++) { try { ana.addItem('NOTHING', 1) } catch {} } }
    run(10_000)
    const before = await resident()
    run(100_000)
    const grown = (await resident()) - before
    assert.ok(grown < 16e6, grown + ' bytes were left behind')`)
})

test('watches that are left or aborted leave nothing behind', () => {
  collected(`
    const ana = open({ limits: { cartWatchesMax: 4 } }).createCart('ana', 'EUR').member('ana')
    for (let round = 0; round < 500; round++) {
      const abort = new AbortController()
      const watch = ana.watch(ana.eventsSince().to, { signal: abort.signal })
      const reading = (async () => { for await (const page of watch) return page })()
      await turn()
      abort.abort()
      await assert.rejects(reading, { name: 'AbortError' })
    }
    for (let round = 0; round < 500; round++) for await (const page of ana.watch()) break
    ana.watch().close()`)
})

test('a wait keeps its watch, whoever lets go of it', () => {
  collected(`
    const engine = open()
    const ana = engine.createCart('ana', 'EUR').member('ana')
    const { to } = ana.eventsSince()
    engine.createCampaign('tea', 'EUR', ['TEA'], [{ threshold: 10, percent: '10' }], Date.now() + 1e6)
    const followed = () => {
      const watch = engine.watchCampaign('tea')
      watch.view()
      return watch.changed()
    }
    const waits = [ana.watch(to).changed(), followed()]
    for (let i = 0; i < 5; i++) { gc(); await turn() }
    assert.equal(engine.health().watches, 2)
    ana.pledge('tea', 1)
    await Promise.all(waits)`)
})

test('a wait that is aborted leaves nothing behind', () => {
  collected(`
    const ana = open({ limits: { cartWatchesMax: 10_000 } }).createCart('ana', 'EUR').member('ana')
    const { to } = ana.eventsSince()
    const run = async (count) => {
      for (let i = 0; i < count; i++) {
        const abort = new AbortController()
        const waiting = ana.watch(to).changed({ signal: abort.signal })
        abort.abort()
        await waiting.catch(() => {})
        if (i % 1000 === 0) { gc(); await turn() }
      }
      for (let i = 0; i < 5; i++) { gc(); await turn() }
      return process.memoryUsage().heapUsed
    }
    const before = await run(2000)
    const grown = (await run(20_000)) - before
    assert.ok(grown < 1e6, grown + ' bytes were left behind')`)
})
