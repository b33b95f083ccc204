// What the types say, and what they refuse.
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'
import { Batch, CampaignWatch, Cart, CartpoolError, Engine, Member, START, Token, Watch } from '@cartpool/engine'
import type {
  Bill, CampaignList, CampaignView, Capability, CartEvent, CartSnapshot, CartView, Coupon, Durability, ErrorCode,
  ErrorKind, Following, Health, Integer, Ledger, Limits, LineItem, Money, Page, Settlement, Swept, TippingPoint,
} from '@cartpool/engine'

const engine = Engine.open({ path: new URL('file:///carts.db'), durability: 'buffered', name: 'shop', limits: { linesMax: 3 } })
const cart = engine.createCart('ana', 'EUR', { preset: 'team', title: null })
const ana = cart.member('ana')

// Everything has its type.
expectType<Cart>(cart)
expectType<Member>(ana)
const options = new Map([['size', 'L']])
expectType<number>(ana.addItem('TEA', 2n, { unitPrice: '4.50', options, beneficiaries: ['ana'] as const }))
expectType<CartSnapshot>(ana.view())
expectType<CartView>(ana.view().toJSON())
expectType<LineItem[]>(ana.viewAt(1).lines)
expectType<Money>(ana.total())
expectType<string>(ana.total().amount)
expectType<Bill>(ana.bill())
expectType<Settlement>(ana.settlement())
expectType<TippingPoint | null>(ana.whatWouldTip('honey'))
expectType<CartEvent | undefined>(ana.event(1))
expectType<Page>(ana.eventsSince(START))
expectType<Batch>(ana.batch())
expectType<Health>(engine.health())
expectType<Durability>(engine.durability)
expectType<Limits>(engine.limits)
expectType<Coupon>(engine.coupon('SPRING'))
expectType<Ledger>(engine.ledger('family', 'EUR'))
expectType<CampaignList>(engine.campaignList('honey'))
expectType<Swept>(engine.sweep(10))
expectType<string>(new Token().reveal())

// Promises have the verbs' arguments and answers.
expectType<Promise<number>>(ana.promises.addItem('TEA', 1, { note: 'hot' }))
expectType<Promise<number>>(ana.batch().promises.commit())
expectType<Promise<Cart>>(engine.promises.createCart('ana', 'EUR'))
expectType<Promise<CampaignView>>(engine.promises.campaign('honey'))
expectType<Promise<boolean>>(engine.drain(5000))
expectError(ana.promises.view())

// Loops can be aborted, left and disposed of.
const watch = ana.watch(undefined, { signal: AbortSignal.timeout(1) })
expectType<Watch>(watch)
expectType<Following<Page>>(watch[Symbol.asyncIterator]())
expectAssignable<AsyncDisposable & Disposable & AsyncIterable<Page>>(watch)
expectAssignable<AsyncIterable<CampaignView>>(engine.watchCampaign('honey'))
expectType<CampaignWatch>(engine.watchCampaign('honey'))
expectAssignable<AsyncDisposable & Disposable>(engine)
expectAssignable<Disposable>(cart)
expectAssignable<Disposable>(ana)

// Money is text; integers are numbers or bigints, and nothing else.
expectError(engine.setPrice('TEA', 'EUR', 4.5))
expectError(engine.setPrice('TEA', 'EUR', 450n))
expectError(ana.addItem('TEA', 1, { unitPrice: 4.5 }))
expectError(ana.recordPayment('ana', 4.5))
expectError(engine.createCampaign('honey', 'EUR', ['HONEY'], [{ threshold: 10, percent: 10 }], 0))
expectError(engine.defineCoupon('SPRING', 'EUR', { percent: 10 }))
expectError(ana.setSplit('by_weight', { parts: { ana: 2 } }))
expectAssignable<Integer>(2n)
expectNotAssignable<Integer>('2')
expectError(ana.addItem('TEA', '2'))
expectError(ana.addItem('TEA', true))

// A campaign's tier is a percent or a price, not both.
expectError(engine.createCampaign('honey', 'EUR', ['HONEY'], [{ threshold: 10, percent: '10', unitPrice: '8.00' }], 0))
expectError(engine.createCampaign('honey', 'EUR', ['HONEY'], [{ threshold: 10 }], 0))

// What is missing, misspelt or of no vocabulary is refused.
expectError(ana.addItem('TEA'))
expectError(ana.addItem('TEA', 1, { notes: 'hot' }))
expectError(ana.setPolicies({ edit: 'closed' }))
expectError(ana.defineRole('cook', { capabilities: ['cook'] }))
expectError(ana.with({ expectedVersion: 1 }))
expectError(Engine.open({ durability: 'memory' }))
expectError(Engine.open({ limits: { linesMost: 3 } }))
expectError(ana.addMember(undefined, 'editor'))
expectNotAssignable<Capability>('cook')
expectNotAssignable<ErrorCode>('not_a_code')

// What an engine says is not written to, and what it makes is not constructed.
expectError((ana.view().version = 2))
expectError((ana.total().minor = 0))
expectNotAssignable<new () => Engine>(Engine)
expectNotAssignable<new () => Cart>(Cart)
expectNotAssignable<new () => Member>(Member)
expectNotAssignable<new () => Watch>(Watch)
expectNotAssignable<new () => CartpoolError>(CartpoolError)

// A refusal tells by its code and kind.
declare const caught: unknown
if (caught instanceof CartpoolError) {
  expectType<ErrorCode>(caught.code)
  expectType<ErrorKind>(caught.kind)
  expectType<'CartpoolError'>(caught.name)
  expectType<number | undefined>(caught.context.max)
}

/** Every kind of refusal has its status: whoever forgets one does not compile. */
function status(kind: ErrorKind): number {
  switch (kind) {
    case 'invalid': return 400
    case 'denied': return 403
    case 'not_found': return 404
    case 'conflict': return 409
    case 'limit': return 429
    case 'internal': return 500
    case 'storage': return 503
    default:
      expectType<never>(kind)
      return kind
  }
}
expectType<number>(status('limit'))

/** Pages and events narrow by their kind. */
function seen(page: Page): string | number {
  switch (page.kind) {
    case 'events': return page.events.map(told).join()
    case 'reset': return page.view.version
    case 'revoked': return page.version
    default:
      expectType<never>(page)
      return page
  }
}
expectType<string | number>(seen(ana.eventsSince()))

function told(event: CartEvent): string {
  switch (event.kind) {
    case 'item_added':
      expectType<string>(event.sku)
      expectError(event.oldQuantity)
      return `${event.actor ?? 'the host'} added ${event.quantity} ${event.sku}`
    case 'quantity_set':
      expectType<number>(event.oldQuantity)
      return `${event.oldQuantity} became ${event.quantity}`
    default:
      expectType<string | null>(event.actor)
      return event.kind
  }
}

/** A switch over all events is exhaustive: what is left is never. */
type Told = { readonly [Kind in CartEvent['kind']]: (event: Extract<CartEvent, { kind: Kind }>) => string }
declare const tellers: Told
expectType<string>(tellers.item_removed(ana.event(2) as Extract<CartEvent, { kind: 'item_removed' }>))
expectNotAssignable<Told>({ item_added: () => 'added' })
expectType<never>(null as never as Exclude<CartEvent, { kind: CartEvent['kind'] }>)
