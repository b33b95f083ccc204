// The types a TypeScript program sees; it is compiled, and then it runs.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CartpoolError, Engine, Token } from '@cartpool/engine'
import type { Bill, CampaignTerms, CampaignView, CellReason, CartEvent, CartView, Coupon, Durability, ErrorCode, Health, Ledger, Page, Promised, Settlement, TippingPoint, Verbs } from '@cartpool/engine'

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

engine.defineCoupon('SPRING', 'EUR', { tiers: { 2: '10' }, usesMax: 5 })
const coupon: Coupon = engine.coupon('SPRING')
const ledger: Ledger = engine.ledger('family', 'EUR')
const settling: Settlement = engine.ledgerSettlement('family', 'EUR')
assert.deepEqual([coupon.usesMax, ledger.members.length, settling.transfers.length], [5, 0, 0])

const terms: CampaignTerms = { measure: 'members', atDeadline: 'order_anyway', maximum: null }
const tomorrow: number = engine.nowMs + 86_400_000
engine.createCampaign('tea', 'EUR', ['TEA', { sku: 'JAM', unitPrice: '3.50' }], [{ threshold: 2, percent: '10' }], tomorrow, terms)
const campaign: CampaignView = await engine.promises.campaign('tea')
const tipping: TippingPoint | null = ana.whatWouldTip('tea')
assert.deepEqual([campaign.status, campaign.skus.length, tipping?.missing], ['open', 2, 2])

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

ana.setSplit('by_weight', { parts: new Map([['ana', '2']]), sparesLateJoiners: true })
const bill: Bill = ana.bill()
const why: CellReason | undefined = ana.explain().cells[0]?.reason
assert.deepEqual([bill.shares[0]?.total.amount, why, ana.settlement().isExact], ['13.50', 'beneficiary', true])

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

for await (const watched of ana.watch(undefined, { signal: AbortSignal.timeout(60_000) })) {
  if (watched.kind === 'reset') assert.ok(watched.view.lines)
  if (watched.kind === 'events') assert.equal(watched.events.at(-1)?.kind, 'cart_closed')
  break
}

const folder = mkdtempSync(join(tmpdir(), 'cartpool-sample-'))
const kept = Engine.open({ path: pathToFileURL(join(folder, 'carts.db')), durability: 'buffered' })
kept.setPrice('TEA', 'EUR', '4.50')
const eve = (await kept.promises.createCart('eve', 'EUR', { preset: 'team' })).member('eve')
const verbs: Promised<Verbs> = eve.promises
const added: number = await verbs.addItem('TEA', 2n, { note: 'hot', options: { size: 'L' } })
const noted: Promise<number> = eve.promises.setNote(added, null)
const committed: number = await eve.batch().promises.commit().catch((error: CartpoolError) => error.number)
const durability: Durability = kept.durability
const health: Health = kept.health()
assert.deepEqual([await noted, committed, durability, health.carts], [3, 84, 'buffered', 1])
// @ts-expect-error a promised verb takes what the verb takes
await assert.rejects(eve.promises.addItem('TEA', '2'))
// @ts-expect-error reads have no promises
assert.equal(eve.promises.view, undefined)
// @ts-expect-error memory is where nothing is opened
assert.throws(() => Engine.open({ path: 'x', durability: 'memory' }))
const isDone: boolean = await kept.drain(5000)
assert.ok(isDone)
rmSync(folder, { recursive: true })

// @ts-expect-error an engine is opened, not constructed
assert.throws(() => new Engine().carts)
// @ts-expect-error money is never a number
assert.throws(() => engine.setPrice('TEA', 'EUR', 4.5))
// @ts-expect-error no such policy
assert.throws(() => ana.setPolicies({ edit: 'closed' }))
// @ts-expect-error no such option
ana.with({ expectedVersion: 1 })
