'use strict'

// Taken now: a test may replace the global ones, and what was called would wait for ever.
const { setImmediate } = require('node:timers')
const native = require('./native.js')
const { Held } = require('./hold.js')
const { CartpoolError, HANDLE, parsed, settled } = require('./refusal.js')

/**
 * What an engine's calls wait in. One group is committed on libuv's pool while the next is collected, so that many requests of
 * one event loop share a wait for the disk.
 */
class Queue extends Held {
  /** Who is to be answered, each at the place of the call that native code holds; none at that of a call which failed between the two. */
  #waiting = []
  /** Settles when the group that is collected now is answered; undefined where nothing is. */
  #next
  /** Settles when the group before it is answered. */
  #current

  constructor(engine) {
    super(settled(native.engineQueue(engine)))
  }

  /** The version that answers the call just put in at `place`; rejects with its refusal. */
  async answer(place) {
    this.#next ??= this.#commit(this.#current)
    const answer = await new Promise((resolve) => (this.#waiting[place] = resolve))
    if (typeof answer === 'number') return answer
    // Made here, where the stack leads to whoever awaits.
    throw answer instanceof Error ? answer : new CartpoolError(answer)
  }

  /** Settles once every call put in so far is answered. */
  flushed() {
    return this.#next ?? this.#current
  }

  async #commit(previous) {
    await previous
    // Everything that this turn of the event loop brings is in time.
    await new Promise(setImmediate)
    const group = this.#waiting
    this.#waiting = []
    this.#current = this.#next
    this.#next = undefined
    const answers = await this.#answers().catch((error) => group.map(() => error))
    group.forEach((resolve, place) => resolve(answers[place]))
  }

  async #answers() {
    const begun = native.queueCommit(this[HANDLE])
    return parsed(begun === null ? begun : await begun)
  }
}

module.exports = { Queue }
