// Plays the mix on one side, in a process of its own, whenever the process that started it asks: `side.mjs SIDE CARTS OPERATIONS`.
import { createHash } from 'node:crypto'
import { sides } from './sides.mjs'
import { Mix } from './workload.mjs'

const [name, ...numbers] = process.argv.slice(2)
const [carts, operations] = numbers.map(Number)
const side = sides[name](carts)
const mix = new Mix(carts)

const answers = {
  /** The nanoseconds an operation of the next commands. */
  round() {
    const tape = mix.next(operations)
    // What laying them out leaves behind is nobody's.
    gc({ type: 'minor' })
    const began = process.hrtime.bigint()
    side.play(tape)
    return Number(process.hrtime.bigint() - began) / operations
  },
  /** A hash of all totals, the same where the same was done. */
  totals() {
    const totals = Array.from({ length: carts }, (_, cart) => side.totalOf(cart))
    return createHash('sha256').update(totals.join()).digest('hex')
  },
}

process.on('message', (asked) => process.send(answers[asked]()))
