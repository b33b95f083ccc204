// Runs the scenario files every host runs.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { CartpoolError, Engine, Token } from '@cartpool/engine'
import { isSame, ofEvent, ofView, under } from './facts.mjs'
import { call, camel, campaign, given, lines, milliseconds, named } from './script.mjs'

const folder = process.env.CARTPOOL_VECTORS ?? fileURLToPath(new URL('../../../tests/vectors', import.meta.url))
const files = readdirSync(folder).filter((name) => name.endsWith('.cart'))
assert.ok(files.length > 0, `no vectors in ${folder}`)

for (const file of files) {
  test(file, () => run(file, lines(readFileSync(join(folder, file), 'utf8'))))
}

function run(file, steps) {
  const options = steps[0]?.words[0] === 'options' ? steps.shift() : undefined
  const world = new World(options)
  while (steps.length > 0) {
    const step = steps.shift()
    world.place = `${file}:${step.number}`
    if (step.words[1] === 'batch') {
      const end = steps.findIndex((line) => !line.isIndented)
      const inside = steps.splice(0, end)
      world.batch(step, inside, steps.shift())
    } else {
      world.step(step)
    }
  }
  world.verify()
}

function engineOptions(line) {
  const { prices, rates, max_bytes: maxBytes, ...limits } = given(line?.words.slice(1) ?? [])
  const named = Object.entries(limits).map(([name, value]) => [camel(name), Number(value)])
  return {
    prices,
    rates: rates === 'on',
    maxBytes: maxBytes === undefined ? undefined : Number(maxBytes),
    limits: Object.fromEntries(named),
    manualClockMs: 1_750_000_000_000,
    seed: 1,
  }
}

class World {
  carts = new Map()
  saved = new Map()
  place = ''

  constructor(options) {
    this.engine = Engine.open(engineOptions(options))
  }

  step({ words, expected }) {
    const [first, ...rest] = words.map((word) => this.resolve(word))
    const acts = {
      price: () => this.price(rest),
      price_of: () => this.priceOf(rest),
      cart: () => this.create(rest),
      use: () => this.use(rest[0]),
      token: () => this.token(rest[0]),
      id: () => this.id(rest),
      clock: () => void this.engine.advanceClock(milliseconds(rest[0])),
      coupon: () => this.coupon(rest),
      coupon_of: () => this.compare(under('', this.engine.coupon(rest[0])), rest.slice(1)),
      transfer: () => this.transfer(rest),
      ledger_of: () => this.compare(this.ledger(rest), rest.slice(2)),
      campaign: () => this.engine.createCampaign(...campaign(rest, this.engine.nowMs)),
      campaign_of: () => this.compare(under('', this.engine.campaign(rest[0])), rest.slice(1)),
      campaign_list_of: () => this.compare(under('', this.engine.campaignList(rest[0])), rest.slice(1)),
      cancel_campaign: () => this.engine.cancelCampaign(rest[0]),
      order_campaign: () => this.engine.orderCampaign(rest[0]),
      see_campaign: () => this.compare(this.campaign(rest), rest.slice(2)),
      sweep: () => this.compare(under('', this.engine.sweep(2 ** 32 - 1)), rest),
      see: () => this.see(this.member(rest[0]), rest.slice(1)),
      see_at: () => this.compare(ofView(this.member(rest[0]).viewAt(Number(rest[1]))), rest.slice(2)),
      event: () => this.compare(ofEvent(this.member(rest[0]).event(Number(rest[1]))), rest.slice(2)),
      blame: () => this.compare(versions(this.member(rest[0]).blame(Number(rest[1]))), rest.slice(2)),
      feed: () => this.compare(this.feed(rest), rest.slice(2)),
    }
    const act = acts[first] ?? (() => this.verb(this.actor(words[0]), words.slice(1)))
    this.settle(act, expected)
  }

  /** The view, and of the reads of the bill those that are named. */
  see(member, wanted) {
    const facts = ofView(member.view())
    const named = ['bill', 'explain', 'settlement'].filter((root) => wanted.some((path) => path.startsWith(`${root}.`)))
    named.forEach((root) => Object.assign(facts, under(`${root}.`, member[root]())))
    this.compare(facts, wanted)
  }

  batch(first, inside, end) {
    assert.deepEqual(end?.words, ['end'], `${this.place}: a batch ends with \`end\``)
    this.settle(() => {
      const batch = this.actor(first.words[0]).batch()
      inside.forEach((line) => this.verb(batch, line.words))
      return batch.commit()
    }, end.expected)
  }

  settle(act, expected) {
    let version
    try {
      version = act()
    } catch (error) {
      if (!(error instanceof CartpoolError)) throw error
      assert.equal(error.code, expected?.kind === '!' ? expected.value : 'no refusal', this.place)
      return
    }
    assert.notEqual(expected?.kind, '!', `${this.place}: not refused with ${expected?.value}`)
    if (expected?.value.startsWith('$')) this.saved.set(expected.value.slice(1), String(version))
    else if (expected) assert.equal(String(version), expected.value, this.place)
  }

  resolve(word) {
    return word.replace(/\$([\w.]+)/, (_, name) => {
      assert.ok(this.saved.has(name), `${this.place}: $${name} is not saved`)
      return this.saved.get(name)
    })
  }

  member(name) {
    return name === 'system' ? this.cart.system() : this.cart.member(name)
  }

  /** A principal and the options on its handle: `ana[expect_version=3]`. */
  actor(word) {
    const [, name, options] = /^([^[]*)(?:\[(.*)\])?$/.exec(word)
    if (options === undefined) return this.member(name)
    const { command_id: commandId, expect_version: expected } = given(options.split(',').map((it) => this.resolve(it)))
    return this.member(name).with({ commandId, expectVersion: expected === undefined ? undefined : Number(expected) })
  }

  verb(actor, [verb, ...words]) {
    const { method, args } = call(verb, words.map((word) => this.resolve(word)))
    assert.equal(typeof actor[method], 'function', `${this.place}: no verb is called ${verb}`)
    return actor[method](...args)
  }

  price([sku, amount, ...rest]) {
    const { currency = 'EUR', category } = given(rest)
    const version = this.engine.setPrice(sku, currency, amount)
    return category === undefined ? version : this.engine.setCategory(sku, category)
  }

  priceOf([sku, currency, wanted]) {
    const price = this.engine.price(sku, currency)
    if (wanted !== undefined) assert.ok(isSame('unit_price', price, wanted), `${this.place}: the price is ${price}`)
  }

  coupon([code, ...rest]) {
    const { currency, ...terms } = named(rest)
    return this.engine.defineCoupon(code, currency, terms)
  }

  transfer([group, currency, ...rest]) {
    const { payer, payee, amount, ...options } = named(rest)
    return this.engine.recordTransfer(group, currency, payer, payee, amount, options)
  }

  ledger([group, currency]) {
    const settlement = under('settlement.', this.engine.ledgerSettlement(group, currency))
    return { ...under('', this.engine.ledger(group, currency)), ...settlement }
  }

  campaign([name, id]) {
    const member = this.member(name)
    return under('', { ...member.campaign(id), next: member.whatWouldTip(id) })
  }

  create([name, ...rest]) {
    const { owner, currency, ...options } = given(rest)
    this.cart = this.engine.createCart(owner, currency, options)
    this.carts.set(name, this.cart)
    return this.cart.member(owner).version()
  }

  use(name) {
    this.cart = name === 'nowhere' ? this.engine.cart('0'.repeat(32)) : this.carts.get(name)
    assert.ok(this.cart, `${this.place}: no cart ${name}`)
  }

  token(name) {
    const token = new Token()
    this.saved.set(name, token.reveal())
    this.saved.set(`${name}.hash`, token.hash)
  }

  /** The engine makes ids for its own time; the offset goes into the 48 bits that carry it. */
  id([name, offset = '+0ms']) {
    const time = (this.engine.nowMs + milliseconds(offset)).toString(16).padStart(12, '0')
    this.saved.set(name, `${time.slice(0, 8)}-${time.slice(8)}${this.engine.commandId().slice(13)}`)
  }

  feed([name, since]) {
    const member = this.member(name)
    const [epoch] = member.eventsSince().to.split('.')
    const page = member.eventsSince(`${epoch}.${since.replace('since=', '')}`)
    if (page.kind === 'events') return versions(page.events)
    return { [page.kind]: 'true', version: String(page.view?.version ?? page.version) }
  }

  compare(facts, words) {
    for (const [path, wanted] of Object.entries(given(words))) {
      const isThere = path in facts
      assert.ok(isThere && isSame(path, facts[path], wanted), `${this.place}: ${path} is ${facts[path]}, not ${wanted}`)
    }
  }

  /** Every cart a scenario left behind is sound. */
  verify() {
    for (const cart of this.carts.values()) cart.system().verify()
  }
}

const versions = (events) => ({ versions: events.map((event) => event.version).join(',') })
