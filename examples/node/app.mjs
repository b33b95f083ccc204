// Shared carts behind Express: four workers, one file, no other server.
//
//   CARTPOOL_DATA=carts.db PORT=3000 WORKERS=4 npm start
import cluster from 'node:cluster'
import { pipeline } from 'node:stream/promises'
import { CartpoolError, Engine, Token } from '@cartpool/engine'
import express from 'express'
import { takeSockets } from './socket.mjs'

const { CARTPOOL_DATA: path = 'carts.db', PORT: port = 3000, WORKERS: workers = 4 } = process.env
const STATUS = { invalid: 400, denied: 403, not_found: 404, conflict: 409, limit: 429, internal: 500, storage: 503 }

if (cluster.isPrimary) supervise()
else serve(Engine.open({ path }))

/** Sets the prices, keeps so many workers, and ends them when told to. */
function supervise() {
  const engine = Engine.open({ path })
  engine.setPrice('TEA', 'EUR', '4.50')
  engine.setPrice('CAKE', 'EUR', '3.20')
  engine.close()

  let isEnding = false
  for (let i = 0; i < workers; i++) cluster.fork()
  cluster.on('listening', ({ process: { pid } }, address) => console.log(`${pid} listens on port ${address.port}`))
  cluster.on('exit', () => isEnding || cluster.fork())
  onEnd(() => {
    isEnding = true
    Object.values(cluster.workers).forEach((worker) => worker.process.kill())
  })
}

function serve(engine) {
  const app = express()
  const watches = new Set()
  app.use(express.json())
  app.use((_, response, next) => response.set('x-worker', process.pid) && next())

  /** Who asks, in the cart they ask for. Whoever stands in front of this server has found out who it is. */
  function member(request, cart = engine.cart(request.params.cart)) {
    return cart.member(request.get('x-member') ?? '').with({ commandId: request.get('idempotency-key') })
  }

  app.post('/carts', async (request, response) => {
    const cart = await engine.promises.createCart(request.get('x-member') ?? '', 'EUR')
    const token = new Token()
    await member(request, cart).promises.invite(token.hash, 'editor', { usesMax: 20 })
    response.status(201).json({ id: cart.id, invitation: token.reveal() })
  })

  app.post('/carts/:cart/members', async (request, response) => {
    response.json({ version: await member(request).promises.acceptInvitation(request.body?.invitation) })
  })

  app.post('/carts/:cart/items', async (request, response) => {
    response.json({ version: await member(request).promises.addItem(request.body?.sku, request.body?.quantity) })
  })

  app.get('/carts/:cart', (request, response) => {
    response.json(member(request).view())
  })

  app.get('/carts/:cart/feed', async (request, response) => {
    const watch = member(request).watch(request.get('last-event-id'))
    watches.add(watch)
    response.on('close', () => watches.delete(watch) && watch.close())
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }).flushHeaders()
    // A browser that leaves in the middle is no error.
    await pipeline(frames(watch), response).catch(() => {})
  })

  app.use((error, _request, response, next) => {
    // What Express refuses by itself, such as a body that is no JSON, brings its status.
    if (error.status < 500) return response.status(error.status).json({ code: 'request_not_valid', message: error.message })
    if (!(error instanceof CartpoolError)) return next(error)
    const { code, kind, message, context } = error
    response.status(STATUS[kind]).json({ code, message, context })
  })

  const server = app.listen(port)
  takeSockets(server, (id, name) => engine.cart(id).member(name), watches)
  onEnd(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    watches.forEach((watch) => watch.close())
    setInterval(() => server.closeIdleConnections(), 50)
    await closed
    await engine.drain(5000)
    process.exit()
  })
}

/** Pages of a cart as server-sent events; a page's cursor is its id, so that a browser goes on where it was. */
async function* frames(watch) {
  for await (const page of watch) {
    yield `id: ${page.to}\nevent: ${page.kind}\ndata: ${JSON.stringify(page)}\n\n`
  }
}

function onEnd(end) {
  let isOver = false
  const once = () => isOver || ((isOver = true), end())
  process.on('SIGINT', once).on('SIGTERM', once)
}
