'use strict'

const native = require('./native.js')
const { Held, release } = require('./hold.js')
const { HANDLE, parsed, settled, signalOf, told } = require('./refusal.js')
const { changed, ring } = require('./wake.js')

const DONE = Object.freeze({ done: true, value: undefined })

/** What is new; undefined where nothing is. */
const TAKE = Symbol('take')

/** Whether the watch was closed. */
const IS_CLOSED = Symbol('is closed')

/** Says that something changed, and gives what. */
class Follower extends Held {
  #signal
  #isClosed = false
  #turn = Promise.resolve()

  constructor(handle, signal) {
    super(handle)
    this.#signal = signal
  }

  /** Resolves when there is something new, or the watch was closed. Keeps no process alive. */
  async changed(given) {
    await changed(this, signalOf(given) ?? this.#signal)
  }

  /** Ends the watch; whoever waits for it stops waiting. Closing again is no trouble. */
  close() {
    const handle = this[HANDLE]
    release(this)
    this.#isClosed = true
    ring(handle)
  }

  get [IS_CLOSED]() {
    return this.#isClosed
  }

  [Symbol.dispose]() {
    this.close()
  }

  async [Symbol.asyncDispose]() {
    this.close()
  }

  /** Everything new, until there can be no more, the signal aborts or the loop is left. */
  [Symbol.asyncIterator]() {
    // Not an async generator: its return() would wait for the change that may never come.
    const next = () => this.#next()
    return {
      next: () => (this.#turn = this.#turn.then(next, next)),
      return: async (value) => {
        this.close()
        return { done: true, value: await value }
      },
      [Symbol.asyncDispose]: async () => this.close(),
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }

  async #next() {
    try {
      while (!this.#isClosed) {
        this.#signal?.throwIfAborted()
        const value = this[TAKE]()
        if (value !== undefined) return { done: false, value }
        await this.changed()
      }
      return DONE
    } catch (error) {
      this.close()
      throw error
    }
  }
}

/** Follows one cart for one principal. */
class Watch extends Follower {
  /** The version up to which everything was pulled. */
  get cursor() {
    return told(native.watchCursor(this[HANDLE]))
  }

  /** Pulls what came since the last page; without news, a page without events. */
  page() {
    return parsed(native.watchPage(this[HANDLE]))
  }

  [TAKE]() {
    const page = this.page()
    if (page.kind === 'revoked') this.close()
    return page.kind !== 'events' || page.events.length > 0 ? page : undefined
  }
}

/** Follows one campaign. */
class CampaignWatch extends Follower {
  /** The campaign as it is; the watch waits for what comes after. */
  view() {
    return parsed(native.campaignWatchView(this[HANDLE]))
  }

  /** Resolves when the campaign has changed since it was last viewed, or the watch was closed. Keeps no process alive. */
  async changed(options) {
    do await super.changed(options)
    while (!this[IS_CLOSED] && !this.#isChanged())
  }

  #isChanged() {
    return settled(native.watchArm(this[HANDLE])) === 1
  }

  [TAKE]() {
    return this.#isChanged() ? this.view() : undefined
  }
}

module.exports = { CampaignWatch, Watch }
