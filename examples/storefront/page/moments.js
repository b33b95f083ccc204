// What happens to a group buy, said so that nobody misses it: good news and bad news alike.

import { ago, find, h, icon, keep } from './dom.js';
import { showDecimal } from './money.js';
import { tins } from './pledging.js';

/** Headlines, the most telling first: of several at once, one stands above them all. */
const HEADLINES = [
  ['failed', 'bad', 'It did not come about'],
  ['cancelled', 'bad', 'The shop has called it off'],
  ['ordered', 'good', 'It goes ahead, and is ordered'],
  ['closed', 'good', 'It goes ahead'],
  ['tip_lost', 'bad', 'The group buy is off again'],
  ['tier_lost', 'bad', 'Dearer for everybody again'],
  ['tipped', 'good', 'It tips!'],
  ['tier_reached', 'good', 'Cheaper for everybody'],
  ['topping_up', 'bad', 'The leader may add what is missing'],
  ['extended', 'bad', 'The deadline has moved'],
];

const RELEASED = 'All pledges have left their carts, nobody owes anything.';

/** One sentence for a moment of this group buy. */
export function sentence({ kind, tier }, seen) {
  const price = (tier) => showDecimal(tier > 0 ? seen.tiers[tier - 1].unit_price : seen.regular_price);
  const sentences = {
    tier_reached: () => `Step ${tier} is reached: everybody pays ${price(tier)}.`,
    tier_lost: () => `Step ${tier} is lost: everybody pays ${price(tier - 1)} again.`,
    tipped: () => `${tins(seen.minimum)} are together: as it stands, the group buy goes ahead.`,
    tip_lost: () => `Fewer than ${tins(seen.minimum)} are left: as it stands, the group buy does not go ahead.`,
    extended: () => 'Not enough were together: the deadline has moved, once.',
    topping_up: () => 'Not enough were together: the leader may add what is missing.',
    closed: () => `The deadline has passed: the group buy goes ahead at ${showDecimal(seen.unit_price)} a tin.`,
    ordered: () => 'The shop has ordered.',
    failed: () => `Fewer than ${tins(seen.minimum)} were together at the deadline. ${RELEASED}`,
    cancelled: () => RELEASED,
  };
  return sentences[kind]?.() ?? '';
}

const isEnding = ({ kind }) => ['failed', 'cancelled', 'ordered', 'closed'].includes(kind);

export class Moments {
  #told = null;

  constructor(page) {
    this.page = page;
  }

  /** How it ended, if it has. */
  ending() {
    const { moments } = this.page.seen;
    return moments.filter(isEnding).map((moment) => sentence(moment, this.page.seen)).join(' ');
  }

  show(seen) {
    const { moments } = seen;
    find('no-moments').hidden = moments.length > 0;
    const key = ({ version, kind, tier }) => `${version} ${kind} ${tier}`;
    const make = (moment) => h('li', { class: toneOf(moment.kind) }, h('span', {}, sentence(moment, seen)), h('time', {}));
    keep(find('moments'), [...moments].reverse(), key, make, (element, moment) => {
      element.lastChild.textContent = ago(moment.at_ms, this.page.now());
    });
    // What was before this window came is no news.
    const fresh = this.#told === null ? [] : moments.filter(({ version }) => version > this.#told);
    this.#told = Math.max(this.#told ?? 0, seen.version);
    if (fresh.length > 0) this.#proclaim(fresh, seen);
  }

  /** Stands above the page until somebody has seen it, or something else happens. */
  #proclaim(fresh, seen) {
    // Of what was missed meanwhile the last counts; the list has it all.
    const latest = fresh.at(-1);
    const belongs = (moment) => moment.version === latest.version || (isEnding(moment) && isEnding(latest));
    const last = fresh.filter(belongs);
    const [kind, tone, headline] = HEADLINES.find(([kind]) => last.some((moment) => moment.kind === kind));
    const drops = () => h('span', { class: 'drops', 'aria-hidden': 'true' }, ...Array.from({ length: 14 }, drop));
    const away = { class: 'quiet icon', type: 'button', 'aria-label': 'Put this away', onclick: () => shown.remove() };
    const shown = h('section', { class: `moment ${tone}`, 'data-kind': kind },
      tone === 'good' ? drops() : null,
      h('div', {}, h('h2', {}, headline), h('p', {}, last.map((moment) => sentence(moment, seen)).join(' '))),
      h('button', away, icon('cross')));
    find('moment').replaceChildren(shown);
  }
}

function toneOf(kind) {
  return HEADLINES.find(([other]) => other === kind)?.[1] ?? '';
}

/** A drop of oil that falls once. */
function drop(_, at) {
  const fallen = h('i');
  fallen.style.setProperty('--at', at);
  return fallen;
}
