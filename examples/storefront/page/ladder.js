// The price ladder: each step as wide as it lasts and as high as it costs, and where the group buy stands on it.

import { keep, svg } from './dom.js';
import { showDecimal } from './money.js';
import { tins } from './pledging.js';

const HEIGHT = 232;
const [TOP, BOTTOM] = [58, 34];
const WIDTH_MIN = 260;

/** A price for drawing only. */
const high = (price) => Number(price);

function begin() {
  const mark = svg('g', { class: 'mark' },
    svg('line', { y1: 26 }), svg('rect', { y: 2, height: 24, rx: 12 }), svg('text', { y: 19 }));
  const filled = svg('rect', { class: 'filled', x: 0, y: HEIGHT - BOTTOM + 4, height: 6, rx: 3 });
  return svg('svg', { role: 'img' }, svg('g', { class: 'treads' }), filled, mark);
}

/** Draws it as wide as its place. */
export function drawLadder(parent, seen) {
  if (parent.childElementCount === 0) parent.append(begin());
  const drawing = parent.firstElementChild;
  const width = Math.max(WIDTH_MIN, Math.round(parent.clientWidth));
  drawing.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  drawing.setAttribute('aria-label', describe(seen));
  const whole = seen.maximum ?? Math.max(seen.reached, Math.ceil((seen.tiers.at(-1)?.threshold ?? 1) * 1.25));
  const across = (count) => (Math.min(count, whole) / whole) * width;
  const steps = stepsOf(seen, whole);
  const [most, least] = [high(steps[0].price), high(steps.at(-1).price)];
  // The lowest step is still about half as high as the highest.
  const share = (price) => (most === least ? 1 : 0.45 + 0.55 * ((high(price) - least) / (most - least)));
  const topOf = (price) => TOP + (1 - share(price)) * (HEIGHT - TOP - BOTTOM);
  const [treads, filled, mark] = drawing.children;
  keep(treads, steps, ({ from }) => from, makeTread, (element, step) => {
    showTread(element, step, across(step.from), across(step.to), topOf(step.price));
  });
  filled.style.width = `${across(seen.reached)}px`;
  // The line ends on the step it stands on.
  const current = steps.find(({ isCurrent }) => isCurrent) ?? steps[0];
  mark.firstChild.setAttribute('y2', topOf(current.price));
  showMark(mark, across(seen.reached), width, seen.reached);
}

function makeTread() {
  return svg('g', {},
    svg('rect', { rx: 6 }), svg('text', { class: 'price' }), svg('text', { class: 'from', y: HEIGHT - 6 }));
}

function showTread(element, { from, price, isReached, isCurrent }, left, right, top) {
  const [tread, cost, start] = element.children;
  element.setAttribute('class', `tread${isReached ? ' is-reached' : ''}${isCurrent ? ' is-current' : ''}`);
  const box = { x: left + 1.5, y: top, width: right - left - 3, height: HEIGHT - BOTTOM - top };
  for (const [name, value] of Object.entries(box)) tread.setAttribute(name, value);
  cost.setAttribute('x', (left + right) / 2);
  cost.setAttribute('y', top + 20);
  cost.textContent = showDecimal(price);
  start.setAttribute('x', left + 1);
  start.textContent = from === 0 ? '' : `${from}${isReached ? ' ✓' : ''}`;
}

/** Where we are: a line, and above it how many. */
function showMark(mark, x, width, reached) {
  const [line, pill, text] = mark.children;
  const length = `${reached}`.length * 9 + 22;
  const left = Math.min(Math.max(x - length / 2, 1), width - length - 1);
  line.style.transform = `translateX(${Math.min(Math.max(x, 1.5), width - 1.5)}px)`;
  pill.setAttribute('width', length);
  pill.style.transform = `translateX(${left}px)`;
  text.style.transform = `translateX(${left + length / 2}px)`;
  text.textContent = reached;
}

function stepsOf({ tiers, regular_price: regular, tiers_reached: current }, whole) {
  const starts = [{ threshold: 0, unit_price: regular, is_reached: true }, ...tiers];
  return starts.map(({ threshold: from, unit_price: price, is_reached: isReached }, at) => ({
    from, to: starts[at + 1]?.threshold ?? whole, price, isReached, isCurrent: at === current,
  }));
}

function describe({ tiers, regular_price: regular, unit_price: now, reached, maximum }) {
  const steps = tiers.map(({ threshold, unit_price: price }) => `${showDecimal(price)} from ${threshold}`).join(', ');
  const far = `${tins(reached)} of ${maximum ?? 'any number'} so far: one costs ${showDecimal(now)} now`;
  return `Price steps: ${showDecimal(regular)} at first, ${steps}. ${far}.`;
}
