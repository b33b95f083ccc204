'use strict'

const native = require('./native.js')
const { hold, release } = require('./hold.js')
const { HANDLE, parsed, told } = require('./refusal.js')
const { changed, ring } = require('./wake.js')

const DONE = Object.freeze({ done: true, value: undefined })

/** Follows one cart for one principal: says that something changed, and gives what. */
class Watch {
  #signal
  #turn = Promise.resolve()

  constructor(handle, signal) {
    hold(this, handle)
    this.#signal = signal
  }

  /** The version up to which everything was pulled. */
  get cursor() {
    return told(native.watchCursor(this[HANDLE]))
  }

  /** Pulls what came since the last page; without news, a page without events. */
  page() {
    return parsed(native.watchPage(this[HANDLE]))
  }

  /** Resolves when there is something to pull, or the watch was closed. Keeps no process alive. */
  changed({ signal = this.#signal } = {}) {
    return changed(this[HANDLE], signal)
  }

  /** Ends the watch; whoever waits for it stops waiting. Closing again is no trouble. */
  close() {
    const handle = this[HANDLE]
    release(this)
    ring(handle)
  }

  [Symbol.dispose]() {
    this.close()
  }

  /** Every page with news, until the principal is removed, the signal aborts or the loop is left. */
  [Symbol.asyncIterator]() {
    // Not an async generator: its return() would wait for the change that may never come.
    const next = () => this.#next()
    return {
      next: () => (this.#turn = this.#turn.then(next, next)),
      return: async (value) => {
        this.close()
        return { done: true, value }
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }

  async #next() {
    try {
      while (this[HANDLE] !== 0) {
        this.#signal?.throwIfAborted()
        const page = this.page()
        if (page.kind === 'revoked') this.close()
        if (page.kind !== 'events' || page.events.length > 0) return { done: false, value: page }
        await this.changed()
      }
      return DONE
    } catch (error) {
      this.close()
      throw error
    }
  }
}

module.exports = { Watch }
