'use strict'

const native = require('./native.js')
const { HANDLE } = require('./refusal.js')

// Two small integers lie in the object itself, where a large one would lie elsewhere.
const [HIGH, LOW] = [Symbol('high'), Symbol('low')]
const SMALL = 2 ** 31

// An object that nobody closed gives its handle back when it is collected.
const registry = new FinalizationRegistry((handle) => native.release(handle))

/** What stands for something native. */
class Held {
  /** A handle that is another's to give back is lent. */
  constructor(handle, isLent = false) {
    lay(this, handle)
    if (!isLent) registry.register(this, handle, this)
  }

  get [HANDLE]() {
    return this[HIGH] * SMALL + this[LOW]
  }
}

function lay(object, handle) {
  object[HIGH] = Math.floor(handle / SMALL)
  object[LOW] = handle % SMALL
}

/** Takes the handle back; every later call on `object` is refused with `handle_not_valid`. */
function release(object) {
  const handle = object[HANDLE]
  if (handle === 0) return
  registry.unregister(object)
  native.release(handle)
  // What is frozen keeps its handle, which nothing answers to from here on.
  if (!Object.isFrozen(object)) lay(object, 0)
}

module.exports = { Held, release }
