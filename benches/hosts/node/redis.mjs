// The same add in Redis: one script, a hash and a list a cart.
import { readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import { MEMBERS, fill, personAt, priceOf, skuNames } from './workload.mjs'

const lua = readFileSync(new URL('redis_add_item.lua', import.meta.url), 'utf8')

export class RedisCarts {
  static async open(path) {
    const carts = new RedisCarts()
    carts.redis = new Redis({ path, lazyConnect: true, retryStrategy: (tries) => (tries < 100 ? 50 : null) })
    carts.redis.defineCommand('addItem', { numberOfKeys: 3, lua })
    await carts.redis.connect().catch(() => new Promise((resolve) => carts.redis.once('ready', resolve)))
    const prices = skuNames.map((sku, number) => [sku, Number(priceOf(number).replace('.', ''))])
    await carts.redis.hset('prices', new Map(prices))
    return carts
  }

  async create(number) {
    const role = (_, seat) => [`member:${personAt(number, seat)}`, seat === 0 ? 'owner' : 'editor']
    const roles = Array.from({ length: MEMBERS }, role)
    await this.redis.hset(`cart:${number}`, new Map([...roles, ['version', MEMBERS], ['total', 0]]))
    const adds = []
    fill(number, (seat, sku) => adds.push(this.add(number, seat, sku)))
    await Promise.all(adds)
  }

  add(cart, seat, sku) {
    return this.redis.addItem(`cart:${cart}`, `events:${cart}`, 'prices', personAt(cart, seat), sku, 1)
  }

  close() {
    this.redis.disconnect()
  }
}
