// The types a TypeScript program sees; it is compiled, and then it runs.
import assert from 'node:assert/strict'
import { CartpoolError, Engine, Token, type CartEvent, type CartView, type ErrorCode, type Page } from '@cartpool/engine'

const engine = Engine.open({ prices: 'list', limits: { linesMax: 10 }, rates: true })
engine.setPrice('TEA', 'EUR', '4.50')
const cart = engine.createCart('ana', 'EUR', { preset: 'friends', title: 'Lunch' })
const ana = cart.member('ana')

const line: number = ana.addItem('TEA', 2n, { note: 'hot', options: { size: 'L' }, beneficiaries: ['ana'], separate: true })
ana.setQuantity(line, 3, { seenQuantity: 2 })
ana.setPolicies({ edit: 'own_lines' })
const token = new Token()
ana.invite(token.hash, 'viewer', { usesMax: 1 })
cart.member('ben').acceptInvitation(token.reveal())
ana.with({ commandId: engine.commandId(), expectVersion: ana.version() }).batch().close()

const view: CartView = ana.view()
const total: string = view.total.amount
const note: string | null | undefined = view.lines[0]?.note
assert.deepEqual([total, note, view.lines[0]?.options], ['13.50', 'hot', { size: 'L' }])

/** Every kind of event narrows to its own fields. */
function told(event: CartEvent): string {
  switch (event.kind) {
    case 'item_added':
      return `${event.actor} added ${event.quantity} ${event.sku}`
    case 'quantity_set':
      return `${event.oldQuantity} became ${event.quantity}`
    case 'role_defined':
      return `${event.name} may ${event.capabilities.join()}`
    default:
      return event.kind
  }
}

const page: Page = ana.eventsSince()
assert.ok(page.kind === 'events')
assert.deepEqual(page.events.map(told).slice(1, 3), ['ana added 2 TEA', '2 became 3'])

const code: ErrorCode = 'cart_is_closed'
ana.closeCart()
try {
  ana.addItem('TEA', 1)
  assert.fail('a closed cart takes nothing')
} catch (error) {
  assert.ok(error instanceof CartpoolError && error.code === code && error.kind === 'conflict')
}

for await (const watched of ana.watch(undefined, { signal: AbortSignal.timeout(1000) })) {
  if (watched.kind === 'reset') assert.ok(watched.view.lines)
  if (watched.kind === 'events') assert.equal(watched.events.at(-1)?.kind, 'cart_closed')
  break
}

// @ts-expect-error an engine is opened, not constructed
assert.throws(() => new Engine().carts)
// @ts-expect-error money is never a number
assert.throws(() => engine.setPrice('TEA', 'EUR', 4.5))
// @ts-expect-error no such policy
assert.throws(() => ana.setPolicies({ edit: 'closed' }))
// @ts-expect-error no such option
ana.with({ expectedVersion: 1 })
