// The page of a group buy: how far it is, what it takes, how long it lasts, and what happens in it.

import { Connection } from './connection.js';
import { find, glow, h, keep, plain, within } from './dom.js';
import { drawLadder } from './ladder.js';
import { Moments } from './moments.js';
import { showDecimal, useCurrency } from './money.js';
import { Pledging, tins } from './pledging.js';
import { picture } from './shelves.js';
import { request, session, showState } from './shop.js';

const STATUSES = {
  scheduled: 'Opens soon',
  open: 'Open',
  tipped: 'Tipped',
  filling: 'Tipped and locked',
  topping_up: 'The leader may top up',
  closed: 'Goes ahead',
  ordered: 'Ordered',
  failed: 'Did not come about',
  cancelled: 'Called off',
};

const DEADLINES = {
  fail: (least) => `Below ${least} at the deadline it does not come about: pledges leave their carts, nobody owes anything.`,
  extend_once: (least) => `Below ${least} at the deadline it is extended once.`,
  order_anyway: () => 'At the deadline it goes ahead at the price that is reached then.',
  leader_tops_up: (least) => `Below ${least} at the deadline its leader may add what is missing.`,
};

class Page {
  names = new Map();
  roles = {};
  seen = null;

  constructor(id, { me, cart, notice }) {
    Object.assign(this, { me, cart });
    this.moments = new Moments(this);
    this.pledging = new Pledging(this);
    find('onlooker').hidden = !notice;
    find('onlooker').textContent = notice ?? '';
    const seat = me && cart ? { session: me.session, cart } : null;
    this.connection = new Connection({ type: 'visit', campaign: id, seat }, {
      state: showState,
      welcome: ({ roles }) => this.roles = roles,
      campaign: (frame) => this.#take(frame),
      ended: (code) => ended(this.seen?.id ?? id, code, Boolean(seat)),
    });
    this.clock = setInterval(() => this.#tick(), 1_000);
    this.drawing = new ResizeObserver(() => this.#draw());
    this.drawing.observe(find('ladder'));
  }

  close() {
    clearInterval(this.clock);
    this.drawing.disconnect();
  }

  now() {
    return this.connection.now();
  }

  named(member) {
    return this.names.get(member) ?? 'Somebody';
  }

  called(member, you = 'You') {
    return member === this.me?.member ? you : within(this.named(member));
  }

  /** Where the group buy is in its life, by the shop's time: a lock needs nobody to say so. */
  status() {
    const { status, locks_at_ms: lock } = this.seen;
    return status === 'tipped' && this.now() >= lock ? 'filling' : status;
  }

  isRunning() {
    return ['open', 'tipped', 'filling', 'topping_up'].includes(this.seen.status);
  }

  isOff() {
    return ['failed', 'cancelled'].includes(this.seen.status);
  }

  /** Whether pledges only grow, though the deadline has not come. */
  isLocked() {
    return this.isRunning() && this.now() >= this.seen.locks_at_ms;
  }

  isDue() {
    return this.isRunning() && this.now() >= this.seen.closes_at_ms;
  }

  #take({ campaign, names }) {
    for (const [member, name] of Object.entries(names)) this.names.set(member, plain(name));
    const before = this.seen;
    this.seen = campaign;
    find('campaign').hidden = false;
    if (!before) this.#introduce();
    this.#show();
    if (before && before.unit_price !== campaign.unit_price) glow(find('price'));
    this.moments.show(campaign);
  }

  /** What stays as it is. */
  #introduce() {
    const { id, item, cart, regular_price: regular } = this.seen;
    history.replaceState(null, '', `/campaign/${id}`);
    find('picture').replaceWith(Object.assign(picture(item), { id: 'picture' }));
    find('name').textContent = item.name;
    find('detail').textContent = item.detail;
    find('regular').textContent = `instead of ${showDecimal(regular)}`;
    find('back').hidden = !cart;
    if (!cart) return;
    find('back').href = `/cart/${cart.id}`;
    find('back').replaceChildren(
      h('span', { class: 'wide' }, `To ${plain(cart.title ?? 'the cart')}`), h('span', { class: 'narrow' }, 'To the cart'));
  }

  #show() {
    const { seen } = this;
    find('price').textContent = showDecimal(seen.unit_price);
    find('regular').hidden = seen.tiers_reached === 0;
    find('missing').textContent = this.#missing();
    for (const part of ['members', 'carts', 'waiting']) find(part).textContent = seen[part];
    document.title = `${seen.reached} of ${seen.next?.threshold ?? seen.maximum} · ${seen.item.name} · Cartpool`;
    this.#showSteps();
    this.#showThen();
    this.#draw();
    this.#tick();
  }

  #missing() {
    const { next, reached, maximum, amount } = this.seen;
    if (!this.isRunning()) return `${tins(reached)} in all, for ${showDecimal(amount)}.`;
    if (next) {
      const price = showDecimal(next.unit_price);
      return `${tins(reached)} pledged. ${next.missing} more, and everybody pays ${price}.`;
    }
    return `${tins(reached)} pledged: the last step is reached. A pallet takes ${maximum}.`;
  }

  #showSteps() {
    const { tiers, tiers_reached: current, minimum } = this.seen;
    const make = () => h('li', {}, h('span'), h('b'), h('small'));
    const numbered = tiers.map((tier, at) => ({ ...tier, at: at + 1 }));
    keep(find('steps'), numbered, ({ at }) => at, make, (element, tier) => {
      const [from, price, mark] = element.children;
      const isLeast = tier.threshold === minimum;
      from.textContent = `from ${tins(tier.threshold)}${isLeast ? ', the least' : ''}`;
      price.textContent = showDecimal(tier.unit_price);
      mark.textContent = tier.is_reached ? '✓ reached' : '';
      element.className = tier.is_reached ? 'is-reached' : '';
      if (tier.at === current) element.setAttribute('aria-current', 'step');
      else element.removeAttribute('aria-current');
    });
  }

  /** What each in the cart would pay at the next step, and from whom it may come. */
  #showThen() {
    const { next } = this.seen;
    find('then').hidden = !next;
    if (!next) return;
    const goal = next.tier > 0 ? `Step ${next.tier}` : 'The least there must be';
    const price = showDecimal(next.unit_price);
    find('then-hint').textContent = `${goal} takes ${next.missing} more. One tin then costs ${price}.`;
    find('shares').hidden = next.shares.length === 0;
    const make = () => h('tr', {}, h('th', { scope: 'row' }), h('td'), h('td'));
    keep(find('shares').tBodies[0], next.shares, ({ member }) => member, make, (row, { member, now, then }) => {
      const [who, before, after] = row.children;
      who.textContent = this.called(member);
      before.textContent = showDecimal(now);
      after.textContent = showDecimal(then);
    });
    const others = next.likely.filter((member) => member !== this.me?.member).map((member) => this.called(member));
    find('likely').textContent = others.length === 0 ? '' : `In your cart and not in yet: ${others.join(', ')}.`;
  }

  #draw() {
    if (this.seen) drawLadder(find('ladder'), this.seen);
  }

  /** What depends on the time alone. */
  #tick() {
    if (!this.seen) return;
    const { locks_at_ms: lock, closes_at_ms: close, at_deadline: policy, minimum } = this.seen;
    const status = this.status();
    find('status').textContent = this.isDue() ? 'Being decided…' : STATUSES[status] ?? status;
    find('status').dataset.status = status;
    this.#count('lock', lock, ['Pledges may shrink for', 'Pledges only grow since']);
    this.#count('close', close, ['Ends in', 'Ended']);
    const says = DEADLINES[this.seen.is_extended ? 'fail' : policy]?.(tins(minimum)) ?? '';
    find('deadline').textContent = this.isRunning() ? says : this.moments.ending() ?? '';
    this.pledging.show();
  }

  #count(which, at, [before, after]) {
    const left = at - this.now();
    const isOver = left <= 0 || !this.isRunning();
    find(`${which}-label`).textContent = isOver ? after : before;
    find(`${which}-clock`).textContent = isOver ? '' : clock(left);
    find(`${which}-clock`).classList.toggle('is-soon', !isOver && left < 3_600_000);
    const time = find(`${which}-time`);
    time.dateTime = new Date(at).toISOString();
    time.textContent = new Date(at).toLocaleString([], DATE);
  }
}

const DATE = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };

/** "3 days 04:05:06". */
function clock(ms) {
  const seconds = Math.ceil(ms / 1_000);
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  const parts = [hours, Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const said = days === 0 ? '' : days === 1 ? '1 day ' : `${days} days `;
  return said + parts.join(':');
}

let page;

/** Whoever has no seat any more looks on; where the group buy is not there, the page says so. */
function ended(id, code, hadSeat) {
  page.close();
  if (code === 'campaign_not_found' || !hadSeat) {
    find('campaign').hidden = true;
    find('ended').hidden = false;
    find('why').textContent = code === 'campaign_not_found'
      ? 'Nothing of this name is or was bought together here.'
      : `The shop ended the connection (${code ?? 'no reason given'}).`;
    return;
  }
  if (code === 'session_not_valid') session.forget();
  session.leave();
  open(id, 'You are not in the cart that this window was in: you look on.');
}

function open(id, notice) {
  page = new Page(id, { me: session.kept(), cart: session.cart(), notice });
}

const [, name] = location.pathname.match(/^\/campaign\/(.+)$/) ?? [];
const catalogue = await request('/api/catalogue');
useCurrency(catalogue.currency, catalogue.digits);
let id = null;
try {
  id = name === undefined ? null : decodeURIComponent(name);
} catch {
  // No name of anything: the shop says so.
  id = name;
}
open(id);
