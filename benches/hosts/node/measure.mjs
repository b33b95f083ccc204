// Measures the Node host: ours, by hand and Redis in turns, round by round; a figure is the median of its rounds, a ratio the
// median of the rounds' ratios, so that a machine which gets slower meanwhile slows all. `--quick` shows that it works.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { leaks } from './leaks.mjs'
import { Ours } from './ours.mjs'
import { RedisCarts } from './redis.mjs'
import { atLeast, atMost, median, report } from './report.mjs'
import { sides } from './sides.mjs'
import { LINES, MEMBERS, skuAt } from './workload.mjs'

const isQuick = process.argv.includes('--quick')
const ROUNDS = isQuick ? 3 : 11
const WARM_UP = 2
const OPERATIONS = isQuick ? 5_000 : 200_000
const PATIENCE_MS = 600_000

/** Runs each way in turns; answers with the nanoseconds an operation of each round, after rounds that nobody counts. */
function inTurns(ways, operations) {
  const took = ways.map(() => [])
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    ways.forEach((way, place) => {
      // Each pays for its own garbage.
      gc({ type: 'minor' })
      const began = process.hrtime.bigint()
      way()
      const elapsed = Number(process.hrtime.bigint() - began) / operations
      if (round >= 0) took[place].push(elapsed)
    })
  }
  return took
}

const ratio = (theirs, ours) => median(theirs.map((value, round) => value / ours[round]))

/** One more of a line that is there, by a member who is held; nothing but the add. */
function adds() {
  const ours = new Ours(1)
  const theirs = [sides.numbers(1), sides.decimals(1)]
  const members = Array.from({ length: MEMBERS }, (_, seat) => ours.member(0, seat))
  const skus = Array.from({ length: LINES }, (_, slot) => skuAt(0, slot))
  const lines = ours.member(0, 0).view().lines.map(({ id }) => id)
  const restore = () => lines.forEach((line) => members[0].setQuantity(line, 1))
  // A line holds 9,999 unless configured: the quantities are set back between runs, inside what is measured but rarely.
  const run = (add) => () => {
    for (let at = 0; at < OPERATIONS; at++) add(at)
  }
  const mine = run((at) => {
    if (at % 40_000 === 0) restore()
    return members[at & 3].addItem(skus[at & 7], 1)
  })
  const hand = theirs.map((carts) => run((at) => carts.add(0, at & 3, skus[at & 7])))
  const [own, numbers, exact] = inTurns([mine, ...hand], OPERATIONS)
  report('node_add', median(own), 'ns', atMost(280))
  report('node_hand_rolled_add', median(exact), 'ns')
  report('node_hand_rolled_numbers_add', median(numbers), 'ns')
  report('node_add_vs_hand_rolled', ratio(exact, own), 'x')
  report('node_add_vs_hand_rolled_numbers', ratio(numbers, own), 'x')

  const { engine } = ours
  const { id } = engine.createCart('ana', 'EUR')
  const line = engine.cart(id).member('ana').addItem(skus[0], 1)
  const count = Math.min(OPERATIONS, 9_000)
  const byName = () => {
    engine.cart(id).member('ana').setQuantity(line, 1)
    for (let at = 0; at < count; at++) engine.cart(id).member('ana').addItem(skus[0], 1)
  }
  report('node_add_by_cart_id_and_name', median(inTurns([byName], count)[0]), 'ns')
  engine.close()
}

/** A side in a process of its own, as a server has it: none pays for what another leaves in memory. */
class Side {
  #process
  #isOver = false

  constructor(name, carts) {
    this.#process = fork(new URL('side.mjs', import.meta.url), [name, carts, OPERATIONS].map(String))
    this.#process.once('exit', (code, signal) => {
      if (!this.#isOver) throw new Error(`${name} ended with ${signal ?? code}`)
    })
  }

  async ask(what) {
    this.#process.send(what)
    const [answer] = await once(this.#process, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })
    return answer
  }

  end() {
    this.#isOver = true
    this.#process.disconnect()
  }
}

async function mix(carts) {
  const all = ['ours', 'numbers', 'decimals'].map((name) => new Side(name, carts))
  const took = all.map(() => [])
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (let turn = 0; turn < all.length; turn++) {
      // Another begins each time.
      const place = (round + turn) % all.length
      const elapsed = await all[place].ask('round')
      if (round >= WARM_UP) took[place].push(elapsed)
    }
  }
  const totals = []
  for (const side of all) totals.push(await side.ask('totals'))
  if (new Set(totals).size !== 1) throw new Error(`of ${carts} carts some have other totals than ours`)
  all.forEach((side) => side.end())
  const [own, bare, decimal] = took
  report(`node_mix_${carts}`, median(own), 'ns')
  report(`node_hand_rolled_mix_${carts}`, median(decimal), 'ns')
  report(`node_hand_rolled_numbers_mix_${carts}`, median(bare), 'ns')
  report(`node_mix_${carts}_vs_hand_rolled`, ratio(decimal, own), 'x', atLeast(1))
  report(`node_mix_${carts}_vs_hand_rolled_numbers`, ratio(bare, own), 'x', atLeast(1))
}

/** Reads every field of a view, and of all it holds. */
function readAll(view) {
  let read = 0
  for (const key in view) {
    const value = view[key]
    read += typeof value === 'object' && value !== null ? readAll(value) : 1
  }
  return read
}

function views() {
  const ours = new Ours(1)
  const member = ours.member(0, 0)
  const { lines } = member.view()
  member.removeItem(lines[7].id)
  const count = OPERATIONS / 10
  const run = (read) => () => {
    for (let at = 0; at < count; at++) read()
  }
  const lazily = run(() => member.view().total.amount)
  const listed = run(() => member.view().lines.length)
  const whole = run(() => readAll(member.view().toJSON()))
  const [total, list, all] = inTurns([lazily, listed, whole], count)
  report('node_view_of_7_lines_total', median(total) / 1000, 'us', atMost(3))
  report('node_view_of_7_lines_list', median(list) / 1000, 'us')
  report('node_view_of_7_lines_every_field', median(all) / 1000, 'us')
  ours.engine.close()
}

/** An add at a time through ioredis, beside the same add here. */
async function redis() {
  const count = isQuick ? 200 : 4_000
  const ours = new Ours(1)
  const member = ours.member(0, 0)
  const line = member.view().lines[0].id
  const carts = await RedisCarts.open(process.env.REDIS_SOCKET)
  await carts.create(0)
  const [theirs, own] = [[], []]
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    let began = process.hrtime.bigint()
    for (let at = 0; at < count; at++) await carts.add(0, 0, skuAt(0, at % LINES))
    if (round >= 0) theirs.push(Number(process.hrtime.bigint() - began) / count)
    member.setQuantity(line, 1 + (round & 1))
    began = process.hrtime.bigint()
    for (let at = 0; at < count; at++) member.addItem(skuAt(0, 0), 1)
    if (round >= 0) own.push(Number(process.hrtime.bigint() - began) / count)
  }
  carts.close()
  report('node_redis_add', median(theirs) / 1000, 'us')
  report('node_add_vs_redis', ratio(theirs, own), 'x')
  ours.engine.close()
}

adds()
views()
for (const carts of isQuick ? [1, 100] : [1, 1_000, 100_000]) await mix(carts)
await redis()
await leaks(isQuick ? 5_000 : 1_000_000)
