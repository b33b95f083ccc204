// Divides the same amounts by the same weights with Dinero.js, and explains every difference.
//
// Classes, which are all there may be:
// - same: every member pays the same.
// - spare: both give each member the whole units of their exact fraction, and the spare units go to others. Dinero.js gives
//   them to those with the largest weights; Cartpool to whoever has the largest fraction of a unit left; both to the first
//   among equals. So with equal weights there is no difference.
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { allocate, dinero, toSnapshot } from 'dinero.js';
import { EUR } from 'dinero.js/currencies';

const counts = { same: 0, spare: 0 };

/** What each has by whole units, with the spare ones going to the members in this order. */
function divided(amount, weights, order) {
  const sum = weights.reduce((sum, weight) => sum + weight, 0n);
  const cells = weights.map((weight) => (amount * weight) / sum);
  const spare = amount - cells.reduce((sum, cell) => sum + cell, 0n);
  for (const at of order.slice(0, Number(spare))) cells[at] += 1n;
  return cells.map(Number);
}

function compare({ amount, weights, cells }) {
  const theirs = allocate(dinero({ amount, currency: EUR }), weights).map((one) => toSnapshot(one).amount);
  const [whole, parts] = [BigInt(amount), weights.map(BigInt)];
  const sum = parts.reduce((sum, weight) => sum + weight, 0n);
  const members = weights.flatMap((weight, at) => (weight > 0 ? [at] : []));
  const left = (at) => (whole * parts[at]) % sum;
  const byWeight = [...members].sort((a, b) => weights[b] - weights[a] || a - b);
  const byFraction = [...members].sort((a, b) => (left(a) === left(b) ? a - b : left(a) < left(b) ? 1 : -1));
  const bill = JSON.stringify({ amount, weights });
  assert.deepEqual(theirs, divided(whole, parts, byWeight), `Dinero.js gives spare units by weight: ${bill}`);
  assert.deepEqual(cells, divided(whole, parts, byFraction), `Cartpool gives them by fractions: ${bill}`);
  const isSame = cells.every((cell, at) => cell === theirs[at]);
  if (new Set(members.map((at) => weights[at])).size === 1) assert(isSame, `equal weights differ: ${bill}`);
  counts[isSame ? 'same' : 'spare'] += 1;
}

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const bill = JSON.parse(line);
  if (bill.weights) compare(bill);
}
assert(counts.same > 0 && counts.spare > 0, 'both classes occur');
console.log(`Dinero.js: ${counts.same} the same, ${counts.spare} with spare units elsewhere`);
