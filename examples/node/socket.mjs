// A cart over one WebSocket: its pages come as messages, and adds go back as messages.
import { CartpoolError } from '@cartpool/engine'
import { WebSocketServer } from 'ws'

const CART = /^\/carts\/(\w+)\/live$/
const [GOING_AWAY, REFUSED] = [1001, 1008]

/**
 * Takes the server's WebSockets at `/carts/ID/live?member=NAME&after=CURSOR`: a browser sends no headers of its own there. `memberOf(id,
 * name)` says who that is, `watches` holds what they watch.
 */
export function takeSockets(server, memberOf, watches) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16_384 })
  server.on('upgrade', (request, stream, head) => {
    // Whoever can connect writes what they like there, and an error in this listener would end the worker.
    if (!URL.canParse(request.url, 'http://localhost')) return stream.destroy()
    const { pathname, searchParams } = new URL(request.url, 'http://localhost')
    const [, id] = CART.exec(pathname) ?? []
    if (id === undefined) return stream.destroy()
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => socket.terminate())
      const who = () => memberOf(id, searchParams.get('member') ?? '')
      converse(socket, who, searchParams.get('after'), watches).catch((error) => {
        if (!(error instanceof CartpoolError)) throw error
        socket.close(REFUSED, error.code)
      })
    })
  })
}

async function converse(socket, who, after, watches) {
  const member = who()
  const watch = member.watch(after ?? undefined)
  watches.add(watch)
  socket.on('close', () => watches.delete(watch) && watch.close())
  socket.on('message', async (text) => socket.send(JSON.stringify(await answer(member, text))))
  for await (const page of watch) socket.send(JSON.stringify(page))
  socket.close(GOING_AWAY)
}

/** Each message adds something: `{ "sku": "TEA", "quantity": 2 }`. */
async function answer(member, text) {
  try {
    const { sku, quantity } = JSON.parse(text)
    return { version: await member.promises.addItem(sku, quantity) }
  } catch ({ code = 'message_not_valid', message }) {
    return { code, message }
  }
}
