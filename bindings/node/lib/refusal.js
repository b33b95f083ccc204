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

/** The options of a call: an object, or nothing. */
function bag(given) {
  if (given === undefined || given === null) return NOTHING
  if (typeof given === 'object') return given
  return settled(native.optionsRefused())
}

/** The signal among a call's options; undefined or null without one. */
function signalOf(given) {
  const { signal } = bag(given)
  const isLeftOut = signal === undefined || signal === null
  const isSignal = isLeftOut || (typeof signal.throwIfAborted === 'function' && typeof signal.addEventListener === 'function')
  if (!isSignal) settled(native.signalRefused())
  return signal
}

/** No argument holds more entries than this; an endless iterable is refused, too. */
const ENTRIES_MAX = 65_536

/** What native code refuses by the argument's name. */
const NO_PAIRS = Object.freeze([undefined])

/** Lays options, an object or [key, value] entries, out as keys and values in turn; what is neither goes on, to be refused. */
function pairs(options) {
  if (typeof options !== 'object' || options === null) return options
  const laidOut = []
  for (const entry of Symbol.iterator in options ? options : Object.entries(options)) {
    const isPair = Array.isArray(entry) && entry.length === 2
    if (!isPair || laidOut.length > ENTRIES_MAX) return NO_PAIRS
    laidOut.push(entry[0], entry[1])
  }
  return laidOut
}

module.exports = { CartpoolError, ENTRIES_MAX, HANDLE, bag, pairs, parsed, refused, settled, signalOf, told }
