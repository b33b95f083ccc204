'use strict'

const native = require('./native.js')
const { HANDLE } = require('./refusal.js')

// An object that nobody closed gives its handle back when it is collected.
const registry = new FinalizationRegistry((handle) => native.release(handle))

/** Gives `object` its handle. */
function hold(object, handle) {
  object[HANDLE] = handle
  registry.register(object, handle, object)
}

/** Takes the handle back; every later call on `object` is refused with `handle_not_valid`. */
function release(object) {
  if (object[HANDLE] === 0) return
  registry.unregister(object)
  native.release(object[HANDLE])
  object[HANDLE] = 0
}

module.exports = { hold, release }
