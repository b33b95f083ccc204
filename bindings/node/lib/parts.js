'use strict'

/** Where a view keeps its text; a property like any other, so that views that differ compare as different. */
const TEXT = Symbol('text')

/** Reads one part. */
const PART = Symbol('part')

/**
 * Data in parts, a line of JSON each, which are parsed when somebody first looks at them: most readers want little of a view.
 * A subclass has a getter for each of its `fields`.
 */
class Parts {
  #parts

  constructor(text) {
    this[TEXT] = text
  }

  [PART](number) {
    const parts = (this.#parts ??= this[TEXT].split('\n'))
    const part = parts[number]
    return typeof part === 'string' ? (parts[number] = JSON.parse(part)) : part
  }

  /** All of it as plain data: what `JSON.stringify` writes, and what can be spread, cloned and posted. */
  toJSON() {
    return Object.fromEntries(this.constructor.fields.map((name) => [name, this[name]]))
  }

  [Symbol.for('nodejs.util.inspect.custom')](_, options, inspect) {
    return `${this.constructor.name} ${inspect(this.toJSON(), options)}`
  }
}

module.exports = { PART, Parts }
