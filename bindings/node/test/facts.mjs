// Views and events as flat facts, `lines.3.sku` = `TEA`: what scenarios assert.
import { snake } from './script.mjs'

/** What tells the entries of a list apart; other lists count. */
const KEYS = {
  lines: ['id'], members: ['id', 'name'], invitations: ['id'], roles: ['name'], adjustments: ['id'], campaigns: ['campaign'],
  skus: ['sku', 'name'], pledges: ['line'],
}

/** How scenarios call an entry of a list. */
function keyOf(list, entry, index) {
  if (list === 'shares' && ('total' in entry || 'then' in entry)) return entry.member
  if (list === 'cells') {
    const row = entry.line ?? entry.adjustment
    return `${row === null || entry.reason === 'refund' ? entry.reason : row}:${entry.member}`
  }
  const key = KEYS[list]?.find((name) => entry?.[name] !== undefined)
  return key === undefined ? index : entry[key]
}

export function ofView(view) {
  return under('', view)
}

/** Facts of what is read, each path below `root`. */
export function under(root, read) {
  const facts = {}
  flatten(facts, root, read.toJSON?.() ?? read)
  return facts
}

/** An event's own fields called `member` and `name` are `event.member` and `event.name`. */
export function ofEvent({ kind, actor, isSystem, member, name, ...rest }) {
  const facts = { name: kind, member: isSystem ? 'system' : String(actor) }
  flatten(facts, '', { ...rest, event: { member, name } })
  return facts
}

function flatten(facts, prefix, object) {
  for (const [key, value] of Object.entries(object)) put(facts, prefix + snake(key), key, value)
}

function put(facts, path, key, value) {
  if (Array.isArray(value)) {
    facts[path] = String(value.length)
    const named = value.map((entry, index) => [`${path}.${keyOf(key, entry, index)}`, entry])
    named.reverse().forEach(([name, entry]) => put(facts, name, '', entry))
  } else if (key === 'options') {
    put(facts, path, '', Object.entries(value).map((pair) => pair.join(':')))
  } else if (value === null || typeof value !== 'object') {
    facts[path] = String(value)
  } else if ('currency' in value && 'minor' in value) {
    facts[path] = value.amount
  } else {
    flatten(facts, `${path}.`, value)
  }
}

const MONEY = [
  'subtotal', 'total', 'line_total', 'unit_price', 'old_unit_price', 'money_cap', 'amount', 'paid', 'due', 'refunded',
  'balance', 'lines', 'adjustments', 'row', 'percent', 'value', 'minimum', 'amount_max', 'person_max', 'share_minimum',
  'regular_price', 'now', 'then',
]

/** Money is compared by amount: 9 is 9.00. */
export function isSame(path, actual, wanted) {
  const plain = (amount) => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount)
  return actual === wanted || (MONEY.includes(path.split('.').at(-1)) && plain(String(actual)) === plain(wanted))
}
