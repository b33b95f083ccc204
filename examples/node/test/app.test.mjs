// Four workers and one file: they are one, they survive each other, and they end well.
import assert from 'node:assert/strict'
import { on, once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Engine } from '@cartpool/engine'
import { WebSocket } from 'ws'
import { Server, commandId, killed } from './server.mjs'

const WORKERS = 4
const timeout = 120_000
const folder = mkdtempSync(join(tmpdir(), 'cartpool-express-'))
after(() => rmSync(folder, { recursive: true }))

/** Runs a test against the application on a fresh file, and leaves no process behind. */
function served(name, act) {
  test(name, { timeout }, async (context) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.db`)
    const server = await Server.start(path, WORKERS)
    // Also where the time is over and `act` still waits.
    context.after(() => server.kill())
    await act(server, path)
  })
}

/** Asks anew, by a connection of its own, until every worker has answered. */
async function fromEach(server, path) {
  const answers = new Map()
  while (answers.size < WORKERS) {
    const { worker, body } = await server.client()('GET', path)
    answers.set(worker, body)
  }
  return [...answers.values()]
}

const tea = { sku: 'TEA', quantity: 1 }

served('all workers agree', async (server) => {
  const path = await server.lunch()
  const workers = new Set()
  for (let i = 0; i < 12; i++) {
    const member = i % 2 === 0 ? 'ana' : 'ben'
    const added = await server.client()('POST', `${path}/items`, { member, body: tea })
    assert.deepEqual(added.body, { version: 4 + i })
    workers.add(added.worker)
  }
  assert.equal(workers.size, WORKERS, 'every worker took some')
  for (const view of await fromEach(server, path)) {
    assert.deepEqual([view.version, view.lines[0].quantity, view.total.amount], [15, 12, '54.00'])
  }
})

served('refusals come with their status', async (server) => {
  const path = await server.lunch()
  const ask = server.client()
  const refusals = [
    [await ask('POST', `${path}/items`, { body: { sku: 'TEA', quantity: 1.5 } }), 400, 'argument_not_valid'],
    [await ask('POST', `${path}/items`, { body: { sku: 'GOLD', quantity: 1 } }), 404, 'price_not_found'],
    [await ask('GET', path, { member: 'zoe' }), 404, 'cart_not_found'],
    [await ask('POST', `${path}/members`, { member: 'zoe', body: { invitation: 'x' } }), 403, 'invitation_not_valid'],
    [await ask('POST', `${path}/items`, { body: { sku: 'TEA', quantity: 10_000 } }), 429, 'exceeds_quantity_max'],
    [await ask('POST', `${path}/items`), 400, 'argument_not_valid'],
    [await ask('POST', `${path}/items`, { body: JSON.stringify(tea), type: 'text/plain' }), 400, 'argument_not_valid'],
    [await ask('POST', `${path}/members`, { member: 'zoe' }), 400, 'argument_not_valid'],
    [await ask('POST', `${path}/items`, { body: null }), 400, 'request_not_valid'],
    [await ask('POST', `${path}/items`, { body: '{' }), 400, 'request_not_valid'],
  ]
  for (const [{ status, body }, expected, code] of refusals) assert.deepEqual([status, body.code], [expected, code])
})

served('an upgrade to nowhere ends no worker', async (server) => {
  const path = await server.lunch()
  for (const nowhere of ['//', '/carts', 'http://[', '/carts/%/live', '*']) {
    const stream = connect(server.port, 'localhost')
    stream.write(`GET ${nowhere} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`)
    // However it ends: a server that hangs up may reset it.
    await new Promise((resolve) => stream.on('error', () => {}).on('close', resolve).resume())
  }
  const answered = new Set()
  while (answered.size < WORKERS) answered.add((await server.client()('GET', path)).worker)
  assert.deepEqual(answered, new Set(await server.listens(WORKERS)))
})

served('a feed hears every worker, and goes on where it was', async (server) => {
  const path = await server.lunch()
  const feeds = await Promise.all(Array.from({ length: WORKERS }, () => server.feed(path)))
  assert.equal(new Set(feeds.map((feed) => feed.worker)).size, WORKERS)
  const add = () => server.client()('POST', `${path}/items`, { body: tea })
  for (let i = 0; i < 5; i++) await add()
  for (const feed of feeds) assert.deepEqual(await feed.until(8), [1, 2, 3, 4, 5, 6, 7, 8])
  const [{ lastEventId }] = feeds
  feeds.forEach((feed) => feed.close())
  for (let i = 0; i < 5; i++) await add()
  for (const feed of await Promise.all(feeds.map(() => server.feed(path, lastEventId)))) {
    assert.deepEqual(await feed.until(13), [9, 10, 11, 12, 13])
    feed.close()
  }
})

/** A WebSocket, and its messages in turn. */
async function connected(server, path, member = 'ana', after = '0.0') {
  const socket = new WebSocket(`ws://localhost:${server.port}${path}/live?member=${member}&after=${after}`)
  const messages = on(socket, 'message')
  await once(socket, 'open')
  const next = async () => JSON.parse((await messages.next()).value[0])
  return { socket, next }
}

served('a WebSocket takes adds and tells every change', async (server) => {
  const path = await server.lunch()
  const sockets = await Promise.all(['ana', 'ben', 'ana', 'ben'].map((member) => connected(server, path, member)))
  for (const { next } of sockets) assert.equal((await next()).events.at(-1).version, 3)
  const [ana, ...others] = sockets
  ana.socket.send(JSON.stringify(tea))
  const told = [await ana.next(), await ana.next()]
  assert.deepEqual(told.find((message) => message.kind === undefined), { version: 4 })
  for (const page of [told.find(({ kind }) => kind === 'events'), ...(await Promise.all(others.map(({ next }) => next())))]) {
    assert.deepEqual(page.events.map(({ kind, actor, sku }) => [kind, actor, sku]), [['item_added', 'ana', 'TEA']])
  }
  ana.socket.send(JSON.stringify({ sku: 'TEA', quantity: 1.5 }))
  assert.equal((await ana.next()).code, 'argument_not_valid')
  ana.socket.send('{')
  assert.equal((await ana.next()).code, 'message_not_valid')
  for (const { socket } of sockets) socket.close()

  const back = await connected(server, path, 'ben', told.find(({ kind }) => kind === 'events').from)
  assert.deepEqual((await back.next()).events.map(({ version }) => version), [4])
  back.socket.close()
  const stranger = new WebSocket(`ws://localhost:${server.port}${path}/live?member=zoe`)
  assert.deepEqual((await once(stranger, 'close')).map(String), ['1008', 'cart_not_found'])
})

/** Sends commands until told to stop, each until it is answered; remembers every answer by the command's id. */
async function load(server, path, state) {
  let ask = server.client()
  while (!state.isOver) {
    while (state.answered.size >= state.allowed && !state.isOver) await pause(1)
    const key = commandId()
    for (;;) {
      try {
        const { status, body } = await ask('POST', `${path}/items`, { key, body: tea })
        if (state.mayRefuse && status !== 200) return
        assert.equal(status, 200, JSON.stringify(body))
        state.answered.set(key, body.version)
        break
      } catch (error) {
        if (error.code === undefined || error.code === 'ERR_ASSERTION') throw error
        if (state.mayRefuse) return
        // The worker died before it answered, whether or not it had committed.
        ask = server.client()
      }
    }
  }
}

/** Each answered command has had one effect, and is answered with the same version again. */
async function account(ask, path, answered) {
  const { body } = await ask('GET', path)
  assert.equal(body.lines[0].quantity, answered.size)
  assert.equal(new Set(answered.values()).size, answered.size)
  for (const [key, version] of answered) {
    assert.deepEqual((await ask('POST', `${path}/items`, { key, body: tea })).body, { version })
  }
}

served('a worker killed under load loses nothing that was answered', async (server) => {
  const path = await server.lunch()
  const state = { isOver: false, allowed: 0, answered: new Map() }
  const clients = Array.from({ length: 16 }, () => load(server, path, state))
  for (let kills = 0; kills < 4; kills++) {
    // Few enough that the cart still knows every command's id at the end.
    state.allowed += 150
    while (state.answered.size < state.allowed - 100) await pause(1)
    assert.ok(killed((await server.listens(WORKERS + kills))[kills]))
    await server.listens(WORKERS + kills + 1)
  }
  state.isOver = true
  await Promise.all(clients)
  await account(server.client(), path, state.answered)
})

served('carts are there after every process was killed', async (server, path) => {
  const cart = await server.lunch()
  for (let i = 0; i < 10; i++) await server.client()('POST', `${cart}/items`, { body: tea })
  const [before] = await fromEach(server, cart)
  await server.kill()
  const again = await Server.start(path, WORKERS)
  try {
    for (const view of await fromEach(again, cart)) assert.deepEqual(view, before)
  } finally {
    await again.kill()
  }
})

served('an end that was asked for finishes what was taken', async (server, path) => {
  const cart = await server.lunch()
  const state = { isOver: false, mayRefuse: true, allowed: Infinity, answered: new Map() }
  const clients = Array.from({ length: 16 }, () => load(server, cart, state))
  const feed = await server.feed(cart)
  const { socket } = await connected(server, cart)
  const left = once(socket, 'close')
  while (state.answered.size < 100) await pause(1)
  server.process.kill('SIGTERM')
  await Promise.all(clients)
  assert.deepEqual(await server.exited, [0, null])
  await assert.rejects(feed.until(-1), /the feed ended/)
  assert.equal((await left)[0], 1001)

  const engine = Engine.open({ path })
  assert.equal(engine.health().unsavedCarts, 0, 'every cart was saved')
  const { quantity } = engine.cart(cart.split('/')[2]).system().view().lines[0]
  assert.ok(quantity >= state.answered.size && quantity <= state.answered.size + clients.length)
  engine.close()
})
