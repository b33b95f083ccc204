'use strict'

const native = require('./native.js')

/** Where an object keeps the handle of what it stands for. */
const HANDLE = Symbol('handle')

/** The options of a call without any. */
const NOTHING = Object.freeze({ __proto__: null })

/** A refused call. `code` names the rule that was broken; `context` holds the fact that helps to mend the call. */
class CartpoolError extends Error {
  constructor({ code, kind, number, message, context }) {
    super(message)
    this.code = code
    this.kind = kind
    this.number = number
    this.context = context
  }
}
Object.defineProperty(CartpoolError.prototype, 'name', { value: 'CartpoolError', configurable: true, writable: true })

/** The error of the call that was just refused. */
function refused() {
  return new CartpoolError(JSON.parse(native.refusal()))
}

/** A native number, where negative means refused. */
function settled(number) {
  if (number < 0) throw refused()
  return number
}

/** A native text, where null means refused. */
function told(text) {
  if (text === null) throw refused()
  return text
}

/** A native JSON text, where null means refused. */
function parsed(text) {
  return JSON.parse(told(text))
}

/** Lays options, an object or [key, value] entries, out as keys and values in turn; what is neither goes on, to be refused. */
function pairs(options) {
  if (typeof options !== 'object' || options === null) return options
  return (Symbol.iterator in options ? [...options] : Object.entries(options)).flat()
}

module.exports = { CartpoolError, HANDLE, NOTHING, pairs, parsed, refused, settled, told }
