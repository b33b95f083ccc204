'use strict'

// Taken now: a test may replace the global ones, and whoever waits would wait for ever.
const { clearInterval, setInterval } = require('node:timers')
const { isMainThread } = require('node:worker_threads')
const native = require('./native.js')
const { HANDLE, settled } = require('./refusal.js')

/** How often a watch is asked in a thread that cannot be rung. */
const POLL_MS = 5

// Before 24.14 a thread-safe function in a worker may crash the process when the worker ends.
const [major, minor] = process.versions.node.split('.').map(Number)
const canBeRung = isMainThread || major > 24 || (major === 24 && minor >= 14)

/**
 * Who waits for which watch: for each handle the functions to call, and with each the watch itself, which would otherwise be
 * collected under a wait and give its handle back.
 */
const waiting = new Map()

native.attach(canBeRung ? ring : undefined)

function ring(handle) {
  const wakes = waiting.get(handle)
  waiting.delete(handle)
  wakes?.forEach((_, wake) => wake())
}

/** Resolves once the watch has something to pull, or was closed. Waiting keeps no process alive. */
function changed(watch, signal) {
  const handle = watch[HANDLE]
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    if (settled(native.watchArm(handle)) === 1) return resolve()
    const finish = (settle) => {
      clearInterval(poll)
      forget(handle, wake)
      signal?.removeEventListener('abort', abort)
      settle()
    }
    const wake = () => finish(resolve)
    const abort = () => finish(() => reject(signal.reason))
    const poll = canBeRung ? undefined : setInterval(ask, POLL_MS, handle).unref()
    signal?.addEventListener('abort', abort, { once: true })
    if (!waiting.has(handle)) waiting.set(handle, new Map())
    waiting.get(handle).set(wake, watch)
  })
}

function forget(handle, wake) {
  const wakes = waiting.get(handle)
  wakes?.delete(wake)
  if (wakes?.size === 0) waiting.delete(handle)
}

/** Rings where something came, and where asking is refused: the next page then tells why. */
function ask(handle) {
  if (native.watchArm(handle) !== 0) ring(handle)
}

module.exports = { changed, ring }
