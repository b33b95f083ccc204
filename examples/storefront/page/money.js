// Exact money: decimal strings in, integer minor units inside, no float anywhere.

/** The currency of the shop; `digits` comes from the server, never from the browser's tables. */
let currency = { code: 'EUR', digits: 2 };

export function useCurrency(code, digits) {
  currency = { code, digits };
}

/** `quantity` times `unitPrice`, a decimal string, in minor units; half a unit rounds up, once. */
export function lineTotal(unitPrice, quantity) {
  const [whole, part = ''] = unitPrice.split('.');
  const exact = BigInt(whole + part) * BigInt(quantity);
  const finer = part.length - currency.digits;
  if (finer <= 0) return exact * 10n ** BigInt(-finer);
  const step = 10n ** BigInt(finer);
  return (exact + step / 2n) / step;
}

/** The minor units of an amount in the currency's own digits. */
export function minorOf(decimal) {
  return BigInt(decimal.replace('.', ''));
}

/** Minor units, zero or more, as the decimal string that the shop reads. */
export function decimalOf(minor) {
  const digits = minor.toString().padStart(currency.digits + 1, '0');
  const cut = digits.length - currency.digits;
  return currency.digits === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** Minor units as people read them. */
export function show(minor) {
  return showDecimal(decimalOf(minor));
}

/** A decimal string as people read it. */
export function showDecimal(decimal) {
  const shown = (decimal.split('.')[1] ?? '').length;
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'currency',
    currency: currency.code,
    minimumFractionDigits: currency.digits,
    maximumFractionDigits: Math.max(currency.digits, shown),
  }).format(decimal);
}
