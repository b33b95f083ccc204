// A cart over one WebSocket: its pages come as messages, and adds go back as messages.
import { CartpoolError } from '@cartpool/engine'
import { WebSocketServer } from 'ws'

const CART = /^\/carts\/(\w+)\/socket$/
const [GOING_AWAY, REFUSED] = [1001, 1008]

/** Takes the server's WebSockets at `/carts/ID/socket`; `memberOf(request, id)` says who asks, `watches` holds what they watch. */
export function takeSockets(server, memberOf, watches) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16_384 })
  server.on('upgrade', (request, stream, head) => {
    const [, id] = CART.exec(request.url) ?? []
    if (id === undefined) return stream.destroy()
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => socket.terminate())
      converse(socket, () => memberOf(request, id), watches).catch((error) => {
        if (!(error instanceof CartpoolError)) throw error
        socket.close(REFUSED, error.code)
      })
    })
  })
}

async function converse(socket, memberOf, watches) {
  const member = memberOf()
  const watch = member.watch()
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
