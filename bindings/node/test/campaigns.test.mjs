// Campaigns: what Node gives, what it takes, and how it waits for them.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { CampaignWatch, CartpoolError, Engine } from '@cartpool/engine'

// A watch keeps no process alive; these tests do.
const alive = setInterval(() => {}, 1000)
after(() => clearInterval(alive))

const DAY_MS = 86_400_000
const TIERS = [{ threshold: 10, percent: '10' }, { threshold: 20n, percent: '20', unitPrice: null }]

function shop(options = {}) {
  const engine = Engine.open({ manualClockMs: 1_750_000_000_000, ...options })
  engine.setPrice('HONEY', 'EUR', '9.00')
  const closesAtMs = engine.nowMs + DAY_MS
  const open = (terms) => engine.createCampaign('honey', 'EUR', ['HONEY'], TIERS, closesAtMs, terms)
  return { engine, closesAtMs, open, member: (name) => engine.createCart(name, 'EUR').member(name) }
}

test('a campaign tips and says what is missing', () => {
  const { engine, open, member } = shop()
  assert.equal(open(), 1)
  assert.equal(open({ measure: 'quantity', minimum: 10, leader: null, extensionMs: null }), 1)
  const [ana, ben] = [member('ana'), member('ben')]
  const line = ana.pledge('honey', 9)
  const seen = ana.campaign('honey')
  assert.deepEqual(seen.pledges, [{ line, member: 'ana', sku: 'HONEY', quantity: 9, counted: 9 }])
  assert.deepEqual(seen.tiers[1], { threshold: 20, isReached: false, unitPrices: ['7.20'] })
  assert.deepEqual([seen.status, seen.reached, seen.maximum, seen.amount.minor], ['open', 9, null, 8100])
  assert.deepEqual(ana.whatWouldTip('honey'), {
    threshold: 10, missing: 1, tier: 1, unitPrices: ['8.10'], likely: [],
    shares: [{
      member: 'ana',
      now: { amount: '81.00', minor: 8100, currency: 'EUR' },
      then: { amount: '72.90', minor: 7290, currency: 'EUR' },
    }],
  })
  ben.pledge('honey', 11, { sku: 'HONEY' })
  assert.equal(ana.total().amount, '64.80')
  assert.equal(ana.whatWouldTip('honey'), null)
  const { kind, isSystem, status, tiersReached } = ana.event(ana.version())
  assert.deepEqual([kind, isSystem, status, tiersReached], ['campaign_followed', true, 'tipped', 2])
  engine.advanceClock(DAY_MS)
  assert.deepEqual(engine.sweep(100), { lookedAt: 2, repriced: 2, settled: 1, isDone: true })
  const { rows, members } = engine.campaignList('honey')
  assert.deepEqual(members.map(({ name, quantity }) => [name, quantity]), [['ana', 9], ['ben', 11]])
  assert.deepEqual(new Set(rows.map(({ cart }) => cart)).size, 2)
  assert.equal(engine.orderCampaign('honey'), engine.campaign('honey').version)
  assert.throws(() => engine.cancelCampaign('honey'), { code: 'campaign_is_over', kind: 'conflict' })
})

test('what is no campaign is refused', () => {
  const { engine, closesAtMs } = shop()
  const good = { campaign: 'honey', currency: 'EUR', skus: ['HONEY'], tiers: [], closesAtMs, terms: {} }
  const refused = [
    ['argument_not_valid', { campaign: 7 }, { campaign: null }, { currency: undefined }, { currency: 1 }],
    ['argument_not_valid', { skus: 'HONEY' }, { skus: [7] }, { skus: [null] }, { skus: undefined }, { skus: [{}] }],
    ['argument_not_valid', { skus: [{ sku: 'HONEY', unitPrice: 4.5 }] }, { skus: { 0: 'HONEY' } }],
    ['argument_not_valid', { tiers: 7 }, { tiers: [7] }, { tiers: [null] }, { tiers: null }, { tiers: [{ percent: '5' }] }],
    ['argument_not_valid', { tiers: [{ threshold: '10', percent: '5' }] }, { tiers: [{ threshold: 10, percent: 5 }] }],
    ['argument_not_valid', { tiers: [{ threshold: -1, percent: '5' }] }, { tiers: [{ threshold: 1.5, percent: '5' }] }],
    ['argument_not_valid', { closesAtMs: 'soon' }, { closesAtMs: NaN }, { closesAtMs: -1 }, { closesAtMs: 2n ** 70n }],
    ['argument_not_valid', { terms: { measure: 'weight' } }, { terms: { atDeadline: 'hope' } }, { terms: { minimum: 1.5 } }],
    ['argument_not_valid', { terms: { maximum: '7' } }, { terms: { memberMax: 2 ** 32 } }, { terms: { memberMin: true } }],
    ['argument_not_valid', { terms: { leader: 7 } }, { terms: { opensAtMs: {} } }, { terms: { extensionMs: -0 } }],
    ['campaign_id_not_valid', { campaign: '' }, { campaign: 'x'.repeat(65) }],
    ['text_must_be_utf8', { campaign: '\ud800' }, { skus: ['\ud800'] }],
    ['currency_not_valid', { currency: 'EURO' }],
    ['price_not_found', { skus: ['TEA'] }],
    ['price_not_valid', { skus: [{ sku: 'TEA', unitPrice: '' }] }, { tiers: [{ threshold: 1, unitPrice: 'much' }] }],
    ['percent_not_valid', { tiers: [{ threshold: 1, percent: '200' }] }],
    ['campaign_terms_not_valid', { skus: [] }, { tiers: [{ threshold: 1 }] }, { closesAtMs: 0 }],
    ['campaign_terms_not_valid', { tiers: [{ threshold: 1, percent: '5', unitPrice: '8' }] }],
    ['campaign_terms_not_valid', { terms: { atDeadline: 'extend_once' } }, { terms: { maximum: 0 } }],
    ['member_id_not_valid', { terms: { leader: '' } }],
  ]
  for (const [code, ...cases] of refused) {
    for (const wrong of cases) {
      const { campaign, currency, skus, tiers, closesAtMs: at, terms } = { ...good, ...wrong }
      assert.throws(() => engine.createCampaign(campaign, currency, skus, tiers, at, terms), { code }, code)
    }
  }
  for (const act of ['campaign', 'campaignList', 'cancelCampaign', 'orderCampaign', 'watchCampaign']) {
    assert.throws(() => engine[act]('honey'), { code: 'campaign_not_found' }, act)
    assert.throws(() => engine[act](7), { code: 'argument_not_valid' }, act)
  }
})

test('a list without end is refused by its length', () => {
  const { engine, closesAtMs } = shop()
  const create = (skus, tiers) => engine.createCampaign('honey', 'EUR', skus, tiers, closesAtMs)
  const tooLong = { code: 'exceeds_command_bytes_max' }
  let reads = 0
  const counted = new Proxy(Array(2 ** 32 - 1), { get: (list, name) => ((reads += 1), list[name]) })
  assert.throws(() => create(counted, []), tooLong)
  assert.throws(() => create(['HONEY'], counted), tooLong)
  assert.ok(reads < 1e6, `${reads} reads`)
  const lying = Object.assign([...TIERS], { map: () => Array(2 ** 32 - 1) })
  assert.equal(create(['HONEY'], lying), 1)
})

test('a closed engine has no campaigns', async () => {
  const { engine, open, member } = shop()
  open()
  const ana = member('ana')
  const watch = engine.watchCampaign('honey')
  engine.close()
  const closed = { name: 'CartpoolError', code: 'engine_is_closed' }
  assert.throws(() => open(), closed)
  for (const act of ['campaign', 'campaignList', 'cancelCampaign', 'orderCampaign', 'watchCampaign']) {
    assert.throws(() => engine[act]('honey'), closed, act)
  }
  for (const act of ['createCampaign', 'campaign', 'campaignList', 'cancelCampaign', 'orderCampaign']) {
    const given = act === 'createCampaign' ? ['honey', 'EUR', ['HONEY'], [], Date.now() + 1] : ['honey']
    await assert.rejects(engine.promises[act](...given), closed, act)
  }
  assert.throws(() => ana.campaign('honey'), closed)
  assert.throws(() => ana.whatWouldTip('honey'), closed)
  assert.throws(() => ana.pledge('honey', 1), closed)
  assert.throws(() => watch.view(), closed)
  await assert.rejects(watch.changed(), closed)
  await assert.rejects(watch[Symbol.asyncIterator]().next(), closed)
  assert.throws(() => watch.view(), { code: 'handle_not_valid' })
})

test('for await gives a campaign anew after each change', async () => {
  const { engine, open, member } = shop()
  open()
  const [ana, ben] = [member('ana'), member('ben')]
  const reached = []
  for await (const seen of engine.watchCampaign('honey')) {
    reached.push(seen.reached)
    if (seen.isTipped) break
    if (seen.reached < 10) setTimeout(() => (seen.reached === 0 ? ana : ben).pledge('honey', 5), 5)
  }
  assert.equal(reached[0], 0)
  assert.ok(reached.includes(5))
  assert.equal(reached.at(-1), 10)
})

test('a watch is waited for, aborted and closed', async () => {
  const { engine, open, member } = shop()
  open()
  const ana = member('ana')
  const watch = engine.watchCampaign('honey')
  assert.ok(watch instanceof CampaignWatch)
  assert.equal(watch.view().reached, 0)
  setTimeout(() => ana.pledge('honey', 1), 5)
  await watch.changed()
  watch.view()
  const abort = new AbortController()
  const loop = (async () => {
    for await (const seen of engine.watchCampaign('honey', { signal: abort.signal })) assert.equal(seen.id, 'honey')
  })()
  setTimeout(() => abort.abort(), 5)
  await assert.rejects(loop, { name: 'AbortError' })
  const waiting = (async () => {
    for await (const seen of watch) assert.ok(seen)
    return 'over'
  })()
  setTimeout(() => watch.close(), 5)
  assert.equal(await waiting, 'over')
  assert.throws(() => watch.view(), { code: 'handle_not_valid' })
})

test('on a file the event loop goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartpool-campaigns-'))
  try {
    const { engine, closesAtMs, member } = shop({ path: join(folder, 'carts.db') })
    const opening = engine.promises.createCampaign('honey', 'EUR', ['HONEY'], TIERS, closesAtMs)
    assert.ok(opening instanceof Promise)
    assert.equal(await opening, 1)
    const ana = member('ana')
    await ana.promises.pledge('honey', 10)
    const [seen, listed] = await Promise.all([engine.promises.campaign('honey'), engine.promises.campaignList('honey')])
    assert.deepEqual([seen.reached, listed.members[0].name], [10, 'ana'])
    await assert.rejects(engine.promises.orderCampaign('honey'), (error) => {
      return error instanceof CartpoolError && error.code === 'campaign_is_not_closed'
    })
    await assert.rejects(engine.promises.campaign(7), { code: 'argument_not_valid' })
    await assert.rejects(engine.promises.createCampaign('honey', 'EUR', 7, TIERS, closesAtMs), { code: 'argument_not_valid' })
    assert.equal(await engine.promises.cancelCampaign('honey'), engine.campaign('honey').version)
    assert.equal(ana.view().lines.length, 0)
    engine.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
