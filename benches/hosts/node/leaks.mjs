// What is left behind by very many engines and very many errors.
import { setImmediate as turn } from 'node:timers/promises'
import { CartpoolError, Engine } from '@cartpool/engine'
import { atMost, report } from './report.mjs'

/** The process's memory once everything was collected that can be. */
async function resident() {
  for (let round = 0; round < 5; round++) {
    gc()
    await turn()
  }
  return process.memoryUsage.rss()
}

const CHUNKS = 10
/** The allocator keeps a little more or less from one look to the next: the least of so many looks counts. */
const LOOKS = 3

/** Bytes by which the process grows with each `act`, from its first looks to its last, after half as many have warmed it up. */
async function growth(count, act) {
  const run = async (count) => {
    for (let at = 0; at < count; at++) {
      act()
      // Handles go back when the event loop turns.
      if (at % 1_000 === 0) await turn()
    }
  }
  await run(count / 2)
  const looks = []
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    await run(count / CHUNKS)
    looks.push(await resident())
  }
  const grown = Math.min(...looks.slice(-LOOKS)) - Math.min(...looks.slice(0, LOOKS))
  return grown / (count * (1 - LOOKS / CHUNKS))
}

function openOperateClose() {
  const engine = Engine.open()
  engine.setPrice('TEA', 'EUR', '4.50')
  const cart = engine.createCart('ana', 'EUR')
  const ana = cart.member('ana')
  ana.addItem('TEA', 1)
  ana.close()
  cart.close()
  engine.close()
}

export async function leaks(count) {
  report('node_open_close_growth', await growth(count, openOperateClose), 'bytes', atMost(1))
  const ana = Engine.open().createCart('ana', 'EUR').member('ana')
  const fail = () => {
    try {
      ana.addItem('NOTHING', 1)
    } catch (error) {
      if (!(error instanceof CartpoolError)) throw error
    }
  }
  report('node_errors_growth', await growth(count, fail), 'bytes', atMost(1))
}
