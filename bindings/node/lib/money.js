'use strict'

// Amounts as text: a view's come written, a total's are written here.

/** By what the native library calls it: a currency's code, and how its amounts end, '' or '.00' to '.99'. */
const currencies = new Map()

/** The code's three letters, and how many digits stand behind the point, in a byte each. */
function currencyOf(bits) {
  const [code, digits] = [String.fromCharCode(bits & 255, (bits >> 8) & 255, (bits >> 16) & 255), bits >> 24]
  const ending = (_, part) => (digits === 0 ? '' : `.${String(part).padStart(digits, '0')}`)
  const currency = { code, endings: Array.from({ length: 10 ** digits }, ending) }
  currencies.set(bits, currency)
  return currency
}

/** Money of so many minor units. */
function money(minor, bits) {
  const { code, endings } = currencies.get(bits) ?? currencyOf(bits)
  const units = Math.abs(minor)
  const part = units % endings.length
  const amount = `${minor < 0 ? '-' : ''}${(units - part) / endings.length}${endings[part]}`
  return { amount, minor, currency: code }
}

module.exports = { money }
