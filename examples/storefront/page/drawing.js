// The bill drawn from its data: who pays how much, and who then pays whom.

import { hue, keep, svg } from './dom.js';
import { minorOf, showDecimal } from './money.js';

const WIDTH = 340;
const NAME_LETTERS = 12;
const ROW = 46;

/** A name short enough for a drawing; people's letters are not cut in two. */
function short(name) {
  const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  return letters.length > NAME_LETTERS ? `${letters.slice(0, NAME_LETTERS - 1).join('')}…` : name;
}

/** Where `amount` reaches on a scale of `length` that ends at `whole`; for drawing only, never for money. */
function reach(amount, whole, length) {
  return whole <= 0n || amount <= 0n ? 0 : Number((amount * 100_000n) / whole) / 100_000 * length;
}

function coloured(element, member) {
  element.style.setProperty('--hue', hue(member));
  return element;
}

/** One strip, as long as the bill; each person's piece is as long as their share. Pieces move when shares do. */
export function drawStrip(parent, shares, named) {
  if (parent.firstElementChild?.tagName !== 'svg') {
    parent.replaceChildren(svg('svg', { viewBox: `0 0 ${WIDTH} 26`, preserveAspectRatio: 'none', role: 'img' }));
  }
  const drawing = parent.firstElementChild;
  const whole = shares.reduce((sum, share) => sum + minorOf(share.total), 0n);
  drawing.setAttribute('aria-label', shares.map(({ member, total }) => `${named(member)}: ${showDecimal(total)}`).join(', '));
  const make = ({ member }) => coloured(svg('rect', { height: 26 }, svg('title')), member);
  let left = 0;
  keep(drawing, shares, ({ member }) => member, make, (piece, { member, total }) => {
    const width = reach(minorOf(total), whole, WIDTH);
    piece.style.x = `${left}px`;
    piece.style.width = `${width}px`;
    piece.firstChild.textContent = `${named(member)}: ${showDecimal(total)}`;
    left += width;
  });
}

function person(member, name, x, y) {
  const [letter] = [...new Intl.Segmenter().segment(name.trim().toUpperCase())].map(({ segment }) => segment);
  return coloured(svg('g', { class: 'dot' },
    svg('circle', { cx: x, cy: y, r: 14 }),
    svg('text', { x, y: y + 4.5, 'text-anchor': 'middle' }, letter ?? '')), member);
}

/** What each has paid, over what their share is. */
function bar({ member, total, paid }, whole, named, y) {
  const name = named(member);
  const length = WIDTH - 44;
  const [owed, filled] = [total, paid].map((amount) => reach(minorOf(amount), whole, length));
  return coloured(svg('g', { class: 'bar' },
    person(member, name, 16, y + 20),
    svg('text', { x: 42, y: y + 15 }, short(name), svg('title', {}, name)),
    svg('text', { x: WIDTH, y: y + 15, 'text-anchor': 'end', class: 'amount' },
      `paid ${showDecimal(paid)} · share ${showDecimal(total)}`),
    svg('rect', { class: 'share', x: 42, y: y + 23, width: Math.max(owed, 2), height: 11, rx: 5.5 }),
    svg('rect', { class: 'paid', x: 42, y: y + 23, width: filled, height: 11, rx: Math.min(5.5, filled / 2) }),
    svg('line', { class: 'mark', x1: 42 + owed, y1: y + 20, x2: 42 + owed, y2: y + 37 })), member);
}

/** An arrow from one to another, as thick as the amount is large. */
function arrow({ payer, payee, amount }, most, named, y) {
  const thick = 2 + reach(minorOf(amount), most, 5);
  const [from, to] = [42, WIDTH - 44];
  const middle = y + 22;
  const head = 6 + thick;
  return coloured(svg('g', { class: 'arrow' },
    person(payer, named(payer), 16, middle),
    person(payee, named(payee), WIDTH - 16, middle),
    svg('line', { x1: from, y1: middle, x2: to - head, y2: middle, 'stroke-width': thick }),
    svg('path', { d: `M${to - head} ${middle - head * 0.7}L${to} ${middle}L${to - head} ${middle + head * 0.7}z` }),
    svg('text', { x: WIDTH / 2, y: middle - 9, 'text-anchor': 'middle', class: 'amount' }, showDecimal(amount)),
    svg('text', { x: from, y: middle + 20 }, short(named(payer)), svg('title', {}, named(payer))),
    svg('text', { x: to, y: middle + 20, 'text-anchor': 'end' }, short(named(payee)), svg('title', {}, named(payee)))), payer);
}

/** Who has paid how much of their share and, where the shop has got all, who pays whom. */
export function drawSettlement(parent, { shares, transfers, isDue }, named) {
  const largest = (amounts) => amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
  const whole = largest(shares.flatMap(({ total, paid }) => [minorOf(total), minorOf(paid)]));
  const flows = isDue ? [] : transfers;
  const most = largest(flows.map(({ amount }) => minorOf(amount)));
  const gap = flows.length > 0 ? 14 : 0;
  const arrowsAt = shares.length * ROW + gap;
  const height = arrowsAt + flows.length * 58;
  const told = [
    ...shares.map(({ member, total, paid }) => `${named(member)} paid ${showDecimal(paid)} of ${showDecimal(total)}`),
    ...flows.map(({ payer, payee, amount }) => `${named(payer)} pays ${named(payee)} ${showDecimal(amount)}`),
  ];
  parent.replaceChildren(svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': told.join(', ') },
    ...shares.map((share, index) => bar(share, whole, named, index * ROW)),
    ...flows.map((flow, index) => arrow(flow, most, named, arrowsAt + index * 58))));
}
