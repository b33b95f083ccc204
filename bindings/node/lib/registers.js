'use strict'

const native = require('./native.js')

const TEXT_BYTES = 96

// A handle, two numbers and the text's length; then the text. `src/registers.rs` reads them.
const quick = native.quick(new ArrayBuffer(4 * Float64Array.BYTES_PER_ELEMENT + TEXT_BYTES))
const doubles = new Float64Array(quick.block, 0, 4)
const bytes = new Uint8Array(quick.block, doubles.byteLength)

/** Lays out what the next quick function takes; false where it has to be passed: a bigint, or what is to be refused. */
function laidOut(handle, first, second) {
  if (typeof first !== 'number' || typeof second !== 'number') return false
  doubles[0] = handle
  doubles[1] = first
  doubles[2] = second
  return true
}

// Taken from the prototype once: when a package has made `String.prototype` a dictionary, which common ones do in passing, V8 looks
// a method up anew for each letter.
const charCodeAt = Function.prototype.call.bind(String.prototype.charCodeAt)

/** The same with a text; one that is long or more than ASCII has to be passed. */
function laidOutWithText(handle, text, number) {
  if (typeof text !== 'string' || typeof number !== 'number' || text.length > TEXT_BYTES) return false
  for (let at = 0; at < text.length; at++) {
    const unit = charCodeAt(text, at)
    if (unit > 127) return false
    bytes[at] = unit
  }
  doubles[0] = handle
  doubles[1] = number
  doubles[3] = text.length
  return true
}

/** What the native function that was just called answers: its first number, or a later one. */
function answer(place = 0) {
  return doubles[place]
}

module.exports = { answer, laidOut, laidOutWithText, quick }
