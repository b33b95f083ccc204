// Requests a second of one process on one file, 64 in flight: verbs that wait for the disk against verbs that promise.
//
//   node bench/promises.mjs [synced|buffered] [SECONDS]
import cluster from 'node:cluster'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from '../index.mjs'

const IN_FLIGHT = 64
const durability = process.argv[2] ?? 'synced'
const seconds = Number(process.argv[3] ?? 5)

/** Runs `ask` over and over, so many at a time, and tells how it went. */
async function measured(name, ask) {
  const took = []
  const end = performance.now() + seconds * 1000
  const one = async (member) => {
    for (let began = performance.now(); began < end; began = performance.now()) {
      await ask(member)
      took.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, member) => one(member)))
  took.sort((a, b) => a - b)
  const at = (part) => `${took[Math.floor(took.length * part)].toFixed(2)} ms`
  console.log(`${name.padEnd(24)} ${Math.round(took.length / seconds)}/s   p50 ${at(0.5)}   p99 ${at(0.99)}`)
}

/** The server: each request adds to its own member's cart, one way or the other. */
function serve(path) {
  const engine = Engine.open({ path, durability, prices: 'caller', limits: { quantityMax: 1_000_000 } })
  const members = Array.from({ length: IN_FLIGHT }, () => engine.createCart('ana', 'EUR').member('ana'))
  const tea = { unitPrice: '4.50' }
  const add = {
    direct: (member) => member.addItem('TEA', 1, tea),
    promised: (member) => member.promises.addItem('TEA', 1, tea),
  }
  const server = createServer(async ({ url }, response) => {
    const [, way, member] = url.split('/')
    response.end(String(await add[way](members[member])))
  })
  return { add, members, server }
}

if (cluster.isPrimary) {
  const folder = mkdtempSync(join(tmpdir(), 'cartpool-bench-'))
  const path = join(folder, 'carts.db')
  const { add, members } = serve(join(folder, 'calls.db'))
  console.log(`${durability}, ${IN_FLIGHT} in flight, ${seconds} s each`)
  for (const way of ['direct', 'promised']) await measured(`${way} calls`, (member) => add[way](members[member]))

  const worker = cluster.fork({ CARTS: path })
  const [port] = await once(worker, 'message')
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT })
  const ask = (way) => async (member) => {
    const [response] = await once(request({ port, agent, path: `/${way}/${member}` }).end(), 'response')
    await once(response.resume(), 'end')
  }
  for (const way of ['direct', 'promised']) await measured(`${way}, over HTTP`, ask(way))
  worker.kill()
  rmSync(folder, { recursive: true })
} else {
  const { server } = serve(process.env.CARTS)
  server.listen(0, () => process.send(server.address().port))
}
