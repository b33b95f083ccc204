// The application as its users meet it: processes, sockets, signals.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'

const APP = fileURLToPath(new URL('../app.mjs', import.meta.url))

/** Rarely, `cluster` hands a connection that it took to no worker at all (nodejs/node#3551). */
const PATIENCE_MS = 15_000

/** The application on a file, with its workers listening. */
export class Server {
  #workers = new Set()
  #news = []

  static async start(path, workers = 4) {
    const server = new Server()
    const env = { ...process.env, CARTPOOL_DATA: path, PORT: 0, WORKERS: workers }
    server.process = spawn(process.execPath, [APP], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    server.exited = once(server.process, 'exit')
    server.process.stdout.setEncoding('utf8').on('data', (text) => server.#read(text))
    await server.listens(workers)
    return server
  }

  #read(text) {
    for (const [, pid, port] of text.matchAll(/^(\d+) listens on port (\d+)$/gm)) {
      this.#workers.add(Number(pid))
      this.port = Number(port)
    }
    this.#news.splice(0).forEach((tell) => tell())
  }

  /** Resolves to the workers' process ids once so many have been started in all. */
  async listens(many) {
    while (this.#workers.size < many) await new Promise((resolve) => this.#news.push(resolve))
    return [...this.#workers]
  }

  /** Kills every process at once, as a power cut would. */
  async kill() {
    for (const pid of [this.process.pid, ...this.#workers]) killed(pid)
    await this.exited
  }

  /** A client with connections of its own, which asks again where nobody answers for long. */
  client() {
    const agent = new Agent({ keepAlive: true })
    const ask = async (method, path, { member = 'ana', key, body, type = 'application/json' } = {}) => {
      const headers = { 'x-member': member, 'content-type': type }
      if (key !== undefined) headers['idempotency-key'] = key
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const asked = request({ port: this.port, agent, method, path, headers, signal })
      const [response] = await once(asked.end(typeof body === 'object' ? JSON.stringify(body) : body), 'response')
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      return { status: response.statusCode, worker: Number(response.headers['x-worker']), body: JSON.parse(text) }
    }
    return (...request) =>
      ask(...request).catch((error) => {
        if (error.name !== 'AbortError') throw error
        return ask(...request)
      })
  }

  /** A cart of ana's that ben joined by her invitation. */
  async lunch() {
    const ask = this.client()
    const { status, body } = await ask('POST', '/carts')
    assert.equal(status, 201)
    const joined = await ask('POST', `/carts/${body.id}/members`, { member: 'ben', body: { invitation: body.invitation } })
    assert.deepEqual([joined.status, joined.body], [200, { version: 3 }])
    return `/carts/${body.id}`
  }

  /** A browser's EventSource: pages as they come, from `lastEventId` on. */
  async feed(path, lastEventId) {
    const headers = { 'x-member': 'ana', ...(lastEventId && { 'last-event-id': lastEventId }) }
    const [response] = await once(request({ port: this.port, path: `${path}/feed`, headers, agent: false }).end(), 'response')
    assert.match(response.headers['content-type'], /^text\/event-stream/)
    return new Feed(response.setEncoding('utf8'))
  }
}

class Feed {
  #text = ''
  #chunks

  constructor(response) {
    this.worker = Number(response.headers['x-worker'])
    this.#chunks = response[Symbol.asyncIterator]()
    this.close = () => response.destroy()
  }

  /** Reads until an event of `version` came; answers with all versions read. */
  async until(version) {
    const versions = []
    while (versions.at(-1) !== version) versions.push(...(await this.#page()).events.map((event) => event.version))
    return versions
  }

  async #page() {
    let end
    while ((end = this.#text.indexOf('\n\n')) < 0) {
      const { value, done } = await this.#chunks.next()
      if (done) throw new Error('the feed ended')
      this.#text += value
    }
    const [, id, data] = /^id: (.*)\nevent: events\ndata: (.*)$/.exec(this.#text.slice(0, end))
    this.#text = this.#text.slice(end + 2)
    this.lastEventId = id
    return JSON.parse(data)
  }
}

export function killed(pid) {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
    return false
  }
}

/** A command id: a UUID of version 7. */
export function commandId() {
  const [a, b] = [Date.now().toString(16).padStart(12, '0'), crypto.randomUUID()]
  return `${a.slice(0, 8)}-${a.slice(8)}-7${b.slice(15)}`
}
