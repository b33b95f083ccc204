// What is passed in arrives exactly, or is refused: never rounded, wrapped, cut or replaced.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CartpoolError, Engine, Token } from '@cartpool/engine'
import { shop } from './shop.mjs'

const refused = (code, act) =>
  assert.throws(act, (error) => error instanceof CartpoolError && (assert.equal(error.code, code), true))

test('a quantity is an integer, exactly', () => {
  const { ana } = shop()
  for (const quantity of [1.5, NaN, Infinity, -Infinity, -0, -1, 2 ** 32, 2 ** 53, '2', true, null, undefined, {}, [], 1n << 64n]) {
    refused('argument_not_valid', () => ana.addItem('TEA', quantity))
  }
  refused('quantity_must_not_be_zero', () => ana.addItem('TEA', 0))
  assert.equal(ana.version(), 1)
  assert.equal(ana.addItem('TEA', 2n), 2)
  assert.equal(ana.view().lines[0].quantity, 2)
})

test('a delta may be negative, but no more than an integer', () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 5)
  for (const delta of [-0, 0.1, 2 ** 31, -(2 ** 31) - 1, '1']) {
    refused('argument_not_valid', () => ana.adjustQuantity(line, delta))
  }
  ana.adjustQuantity(line, -2n)
  assert.equal(ana.view().lines[0].quantity, 3)
})

test('money is a decimal string; a number is refused with what to pass', () => {
  const { engine, ana } = shop({ prices: 'caller' })
  for (const price of [4.5, 4, 450n, true, {}]) {
    assert.throws(() => ana.addItem('TEA', 1, { unitPrice: price }), {
      code: 'argument_not_valid',
      context: { argument: 'unitPrice', expected: "an amount as a string, such as '4.50'" },
    })
    refused('argument_not_valid', () => engine.setPrice('TEA', 'EUR', price))
  }
  for (const price of ['', '1e3', '-1', '+1', ' 1', '1,5', '0x10', 'NaN', '٣']) {
    refused('price_not_valid', () => ana.addItem('TEA', 1, { unitPrice: price }))
  }
  ana.addItem('TEA', 3, { unitPrice: '0.10' })
  assert.deepEqual(ana.total(), { amount: '0.30', minor: 30, currency: 'EUR' })
})

test('text keeps its bytes; half a surrogate pair is refused', () => {
  const { ana } = shop()
  for (const text of ['\ud800', 'a\udc00', 'x'.repeat(300) + '\ud83d', '\ufffd\ud800']) {
    refused('text_must_be_utf8', () => ana.addMember(text, 'viewer'))
  }
  const ids = ['café', 'cafe\u0301', '\ufffd', 'שלום', '🫖', '\ufeffbom', '__proto__', 'x'.repeat(64)]
  ids.forEach((id) => ana.addMember(id, 'viewer'))
  assert.deepEqual(ana.view().members.slice(1).map((member) => member.id), ids)
  refused('member_id_not_valid', () => ana.addMember('nul\0', 'viewer'))
  refused('member_id_not_valid', () => ana.addMember('', 'viewer'))
  refused('member_id_not_valid', () => ana.addMember('x'.repeat(65), 'viewer'))
  assert.equal(ana.version(), 1 + ids.length)
})

test('text at every length around the buffer arrives whole', () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 1)
  for (let length = 100; length < 140; length++) {
    for (const letter of ['a', 'é', '茶', '🫖']) {
      const note = letter.repeat(Math.ceil(length / Buffer.byteLength(letter))) + 'b'
      ana.setNote(line, note)
      assert.equal(ana.view().lines[0].note, note)
    }
  }
})

test('a SKU arrives whole by whichever way it is passed', () => {
  const { ana } = shop({ prices: 'caller' })
  const [price, lengths] = [{ unitPrice: '1' }, Array.from({ length: 64 }, (_, index) => index + 1)]
  const skus = [...lengths.map((length) => 'x'.repeat(length)), ...[1, 20, 32].map((length) => 'é'.repeat(length)), '🫖', 'a"b\\c']
  for (const sku of skus) ana.addItem(sku, 1, price)
  for (const sku of skus) assert.throws(() => ana.addItem(sku, 1), { code: 'price_not_found' }, sku)
  assert.deepEqual(ana.view().lines.map((line) => line.sku), skus)

  const { engine, ana: ben } = shop()
  for (const sku of skus) engine.setPrice(sku, 'EUR', '1')
  for (const sku of skus) ben.addItem(sku, 1)
  assert.deepEqual(ben.view().lines.map((line) => line.sku), skus)
  for (const sku of ['', 'x'.repeat(1000), 'x'.repeat(97), 'x'.repeat(96)]) refused('sku_not_valid', () => ben.addItem(sku, 1))
})

test('an endless text is refused by its length', () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 1)
  refused('exceeds_command_bytes_max', () => ana.setNote(line, 'x'.repeat(2 ** 28)))
  const notes = Array.from({ length: 70_000 }, () => 'x')
  refused('exceeds_command_bytes_max', () => ana.setBeneficiaries(line, notes))
})

test('what has the wrong type is refused by its name', () => {
  const { ana } = shop()
  const wrong = (argument, act) => assert.throws(act, (error) => (assert.equal(error.context.argument, argument), true))
  wrong('sku', () => ana.addItem(undefined, 1))
  wrong('sku', () => ana.addItem(7, 1))
  wrong('note', () => ana.addItem('TEA', 1, { note: 7 }))
  wrong('separate', () => ana.addItem('TEA', 1, { separate: 1 }))
  wrong('options', () => ana.addItem('TEA', 1, { options: 'size' }))
  wrong('options', () => ana.addItem('TEA', 1, { options: { size: 7 } }))
  wrong('beneficiaries', () => ana.addItem('TEA', 1, { beneficiaries: 'ana' }))
  wrong('beneficiaries', () => ana.addItem('TEA', 1, { beneficiaries: ['ana', 7] }))
  wrong('edit', () => ana.setPolicies({ edit: 'closed' }))
  wrong('capabilities', () => ana.defineRole('cook', { capabilities: ['cook'] }))
  wrong('preset', () => shop().engine.createCart('ana', 'EUR', { preset: 'party' }))
  wrong('expectVersion', () => ana.with({ expectVersion: -1 }))
  assert.equal(ana.version(), 1)
})

test('options are an object or entries, and prototypes stay out of it', () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 1, { options: { size: 'L', milk: 'oat' } })
  assert.deepEqual(ana.view().lines[0].options, { milk: 'oat', size: 'L' })
  assert.equal(ana.addItem('TEA', 1, { options: new Map([['milk', 'oat'], ['size', 'L']]) }), line + 1)
  assert.equal(ana.view().lines.length, 1)
  refused('option_not_valid', () => ana.addItem('TEA', 1, { options: [['size', 'L'], ['size', 'S']] }))
  ana.addItem('CAKE', 1, { options: [['__proto__', 'x']] })
  const { options } = ana.view().lines[1]
  assert.deepEqual(Object.entries(options), [['__proto__', 'x']])
  assert.equal({}.x, undefined)
})

test('pairs that are no pairs are refused, and so are endless ones', () => {
  const { ana } = shop()
  const endless = { *[Symbol.iterator]() { for (;;) yield ['size', 'L'] } }
  for (const options of [[['size']], [['size', 'L', 'XL']], [['size', ['L']]], ['size', 'L'], [null], new Map([[2, 'L']]), endless]) {
    assert.throws(() => ana.addItem('TEA', 1, { options }), CartpoolError)
  }
  assert.equal(ana.version(), 1)
})

test('what is passed as options is an object, or nothing', () => {
  const { engine, ana } = shop()
  for (const given of ['hot', 5, true, 5n, Symbol('x'), () => {}]) {
    assert.throws(() => ana.addItem('TEA', 1, given), { code: 'argument_not_valid' })
    assert.throws(() => ana.with(given), { code: 'argument_not_valid' })
    assert.throws(() => ana.watch(undefined, given), { code: 'argument_not_valid' })
    assert.throws(() => engine.createCart('ana', 'EUR', given), { code: 'argument_not_valid' })
    assert.throws(() => Engine.open(given), { code: 'argument_not_valid' })
    assert.throws(() => Engine.open({ limits: given }), { code: 'argument_not_valid' })
  }
  assert.equal(ana.addItem('TEA', 1, null), 2)
  assert.equal(ana.with(null).addItem('TEA', 1), 3)
})

test('a signal is an AbortSignal, or nothing', async () => {
  const { engine, ana } = shop()
  engine.createCampaign('tea', 'EUR', ['TEA'], [{ threshold: 10, percent: '10' }], engine.nowMs + 1e6)
  const wrong = { code: 'argument_not_valid', context: { argument: 'signal', expected: 'an AbortSignal' } }
  const watches = [ana.watch(ana.eventsSince().to), engine.watchCampaign('tea')]
  watches[1].view()
  for (const signal of [{}, 5, true, 'now', () => {}, new AbortController(), new EventTarget()]) {
    assert.throws(() => ana.watch(undefined, { signal }), wrong)
    assert.throws(() => engine.watchCampaign('tea', { signal }), wrong)
    for (const watch of watches) await assert.rejects(watch.changed({ signal }), wrong)
  }
  assert.equal(engine.health().watches, 2)
  for (const signal of [null, undefined]) {
    for (const watch of [ana.watch(undefined, { signal }), engine.watchCampaign('tea', { signal })]) await watch.changed({ signal })
  }
})

test('null and undefined both leave an option out', () => {
  const { ana } = shop()
  const line = ana.addItem('TEA', 1, { unitPrice: null, note: undefined, options: undefined, beneficiaries: null, separate: null })
  ana.setNote(line, null)
  assert.equal(ana.version(), line)
})

test('engine options are read as strictly', () => {
  refused('argument_not_valid', () => Engine.open({ prices: 'free' }))
  refused('argument_not_valid', () => Engine.open({ maxBytes: 1.5 }))
  refused('argument_not_valid', () => Engine.open({ limits: { linesMax: 'many' } }))
  for (const url of ['http://x/', 'file:///a%2Fb', 'data:,x']) refused('argument_not_valid', () => Engine.open({ path: new URL(url) }))
  refused('limits_not_valid', () => Engine.open({ limits: { linesMost: 3 } }))
  refused('limits_not_valid', () => Engine.open({ limits: { linesMax: 0 } }))
  refused('argument_not_valid', () => Engine.open({ rates: { memberPerSecond: 1 } }))
  assert.equal(Engine.open({ limits: { linesMax: 3 } }).limits.linesMax, 3)
  refused('argument_not_valid', () => Engine.open().advanceClock(1))
})

test('a token shows itself only when asked', () => {
  const token = new Token()
  assert.equal(token.reveal().length, 43)
  assert.equal(new Token(token.reveal()).hash, token.hash)
  assert.ok(!JSON.stringify(token).includes(token.reveal()))
  refused('invitation_not_valid', () => new Token('guess'))
})
