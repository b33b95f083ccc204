'use strict'

const { isMainThread } = require('node:worker_threads')
const native = require('./native.js')
const { settled } = require('./refusal.js')

/** How often a watch is asked in a thread that cannot be rung. */
const POLL_MS = 5

// Before 24.14 a thread-safe function in a worker may crash the process when the worker ends.
const [major, minor] = process.versions.node.split('.').map(Number)
const canBeRung = isMainThread || major > 24 || (major === 24 && minor >= 14)

/** Who waits for which watch: a set of functions to call for each handle. */
const waiting = new Map()

native.attach(canBeRung ? ring : undefined)

function ring(handle) {
  const wakes = waiting.get(handle)
  waiting.delete(handle)
  wakes?.forEach((wake) => wake())
}

/** Resolves once the watch has something to pull, or was closed. Waiting keeps no process alive. */
function changed(handle, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    if (settled(native.watchArm(handle)) === 1) return resolve()
    const finish = (settle) => {
      clearInterval(poll)
      waiting.get(handle)?.delete(wake)
      signal?.removeEventListener('abort', abort)
      settle()
    }
    const wake = () => finish(resolve)
    const abort = () => finish(() => reject(signal.reason))
    const poll = canBeRung ? undefined : setInterval(ask, POLL_MS, handle).unref()
    signal?.addEventListener('abort', abort, { once: true })
    if (!waiting.has(handle)) waiting.set(handle, new Set())
    waiting.get(handle).add(wake)
  })
}

/** Rings where something came, and where asking is refused: the next page then tells why. */
function ask(handle) {
  if (native.watchArm(handle) !== 0) ring(handle)
}

module.exports = { changed, ring }
