// Reads scenario files; their grammar is in tests/README.md.

/** The lines of a scenario: { number, isIndented, words, expected }. */
export function lines(text) {
  return text
    .split('\n')
    .map((line, index) => read(line, index + 1))
    .filter((line) => line.words.length > 0 || line.expected)
}

function read(text, number) {
  const words = split(text)
  const mark = words.findIndex((word) => word === '->' || word === '!')
  const tail = mark < 0 ? [] : words.splice(mark)
  const expected = tail.length > 0 ? { kind: tail[0], value: tail[1].replace(/^version=/, '') } : undefined
  return { number, isIndented: /^\s/.test(text), words, expected }
}

/** Splits at blanks; `#` starts a comment; what stands in double quotes is a JSON string. */
function split(text) {
  const words = []
  let rest = text.trimStart()
  while (rest !== '' && !rest.startsWith('#')) {
    const [word] = /^(?:"(?:[^"\\]|\\.)*"|[^\s"])+/.exec(rest)
    words.push(word.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => JSON.parse(quoted)))
    rest = rest.slice(word.length).trimStart()
  }
  return words
}

/** `key=value` words as an object without a prototype. */
export function given(words) {
  const pairs = words.map((word) => {
    const at = word.indexOf('=')
    return at < 0 ? [word, 'true'] : [word.slice(0, at), word.slice(at + 1)]
  })
  return Object.assign(Object.create(null), Object.fromEntries(pairs))
}

export const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())
export const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const POSITIONAL = {
  add_item: ['sku', 'quantity'],
  adjust_quantity: ['line', 'delta'],
  set_quantity: ['line', 'quantity'],
  remove_item: ['line'],
  set_note: ['line', 'note'],
  set_beneficiaries: ['line', 'beneficiaries'],
  set_reason: ['line'],
  add_member: ['member', 'role'],
  remove_member: ['member'],
  set_role: ['member', 'role'],
  define_role: ['name'],
  offer_ownership: ['member'],
  invite: ['token_hash', 'role'],
  revoke_invitation: ['invitation'],
  accept_invitation: ['token'],
  set_split: ['rule'],
  set_line_split: ['line', 'rule'],
  clear_line_split: ['line'],
  set_excluded_members: ['excluded_members'],
  set_sponsor: ['sponsor'],
  set_adjustment_split: ['kind', 'rule'],
  add_adjustment: ['kind'],
  remove_adjustment: ['adjustment'],
  set_destination: ['line', 'destination'],
  set_group: ['group'],
  redeem_coupon: ['code'],
  record_payment: ['payer', 'amount'],
  record_transfer: ['payer', 'payee', 'amount'],
  refund_item: ['line', 'quantity'],
  set_share_minimum: ['minimum'],
  pledge: ['campaign', 'quantity'],
  follow_campaign: ['campaign'],
}
const NUMBERS = [
  'quantity', 'line', 'delta', 'seen_quantity', 'uses_max', 'expires_at_ms', 'until_ms', 'invitation', 'adjustment', 'buy',
  'get', 'priority', 'member_uses_max', 'valid_from_ms', 'valid_until_ms', 'expect_version',
]
const LISTS = ['beneficiaries', 'capabilities', 'categories_allowed', 'categories_denied', 'excluded_members', 'skus']
const FLAGS = [
  'separate', 'merges_lines', 'allows_suggestions', 'spares_late_joiners', 'included', 'exclusive', 'is_hard',
]
const PAIRS = ['options', 'parts', 'tiers']

/** A verb's method name and arguments. */
export function call(verb, words) {
  const values = given(words)
  const value = (name) => (name in values ? typed(name, values[name]) : undefined)
  const positional = POSITIONAL[verb] ?? []
  const optional = Object.keys(values).filter((name) => !positional.includes(name))
  const options = Object.fromEntries(optional.map((name) => [camel(name), value(name)]))
  return { method: camel(verb), args: [...positional.map(value), ...(optional.length > 0 ? [options] : [])] }
}

/** All of a step's arguments by their names in JavaScript. */
export function named(words) {
  return Object.fromEntries(Object.entries(given(words)).map(([name, text]) => [camel(name), typed(name, text)]))
}

function typed(name, text) {
  if (text === 'null') return null
  if (NUMBERS.includes(name)) return Number(text)
  if (FLAGS.includes(name)) return text === 'true'
  if (LISTS.includes(name)) return list(text)
  if (PAIRS.includes(name)) return list(text).map(entry)
  return text
}

const list = (text) => text.split(',').filter(Boolean)

function entry(text) {
  const at = text.indexOf(':')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** What `createCampaign` takes. */
export function campaign([id, ...words], nowMs) {
  const { currency, skus = '', tiers = '', closes_at: closesAt, ...terms } = given(words)
  const at = (span) => (span === undefined ? undefined : nowMs + milliseconds(span))
  const number = (text) => (text === undefined ? undefined : Number(text))
  return [id, currency, list(skus).map(sku), list(tiers).map(tier), at(closesAt), {
    measure: terms.measure,
    minimum: number(terms.minimum),
    maximum: number(terms.maximum),
    memberMin: number(terms.member_min),
    memberMax: number(terms.member_max),
    leader: terms.leader,
    opensAtMs: at(terms.opens_at),
    locksAtMs: at(terms.locks_at),
    atDeadline: terms.at_deadline,
    extensionMs: terms.extension === undefined ? undefined : milliseconds(terms.extension),
  }]
}

function sku(word) {
  const [sku, unitPrice] = word.split(':')
  return unitPrice === undefined ? sku : { sku, unitPrice }
}

function tier(word) {
  const [threshold, offer] = word.split(':')
  const price = offer.endsWith('%') ? { percent: offer.slice(0, -1) } : { unitPrice: offer }
  return { threshold: Number(threshold), ...price }
}

/** `+7d`, `-500ms` in milliseconds. */
export function milliseconds(text) {
  const [, digits, unit] = /^([+-]?\d+)(ms|s|m|h|d)$/.exec(text)
  return Number(digits) * { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit]
}
