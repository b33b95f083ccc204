'use strict'

const native = require('./native.js')
const { Held, release } = require('./hold.js')
const { HANDLE, settled } = require('./refusal.js')
const { Verbs } = require('./verbs.js')

/** A member's verbs with promises for answers: at once in memory, and on a file together with others'. */
class MemberPromises extends Held {
  #member
  #queue

  /** Without a `queue` the verbs are the member's own. */
  constructor(member, queue) {
    const isLent = queue === undefined
    super(isLent ? member[HANDLE] : settled(native.memberPromised(member[HANDLE], queue[HANDLE])), isLent)
    // Kept, so that its handle lives as long as this.
    this.#member = member
    this.#queue = queue
  }

  static {
    const verbs = Object.entries(Object.getOwnPropertyDescriptors(Verbs.prototype))
    for (const [verb, { value: call, ...property }] of verbs) {
      if (verb === 'constructor') continue
      const promised = {
        async [verb](...given) {
          const answer = call.apply(this, given)
          return this.#queue === undefined ? answer : await this.#queue.answer(answer)
        },
      }
      Object.defineProperty(this.prototype, verb, { ...property, value: promised[verb] })
    }
  }

  /** Gives back what the member's own handle does not. */
  close() {
    if (this.#queue !== undefined) release(this)
  }
}

module.exports = { MemberPromises }
