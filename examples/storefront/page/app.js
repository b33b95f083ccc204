// The page: three doors (start, join, shop) and the shop itself.

import { Bill } from './bill.js';
import { Cart } from './cart.js';
import { Connection, commandId } from './connection.js';
import { ago, ask, find, h, icon, keep, plain, toast, within } from './dom.js';
import { Lines } from './lines.js';
import { showDecimal, useCurrency } from './money.js';
import { People } from './people.js';
import { Shelves, picture } from './shelves.js';
import { reason, request, session, showState } from './shop.js';
import { sentence } from './story.js';

const TITLE_MAX = 100;

/** The session this window has under that name, or a new one. */
async function sessionFor(name) {
  const kept = session.kept();
  if (kept?.name === name.trim()) return kept;
  const opened = await request('/api/session', { name });
  session.keep(opened);
  return opened;
}

class Shop {
  cart = new Cart();
  names = new Map();
  roles = {};
  #isFresh = true;

  constructor(cart, me, { items, coupons, group_buy: groupBuy }) {
    Object.assign(this, { id: cart, me });
    this.items = new Map([...items, groupBuy.item].map((item) => [item.sku, item]));
    showTeaser(groupBuy);
    this.shelves = new Shelves(this, items);
    this.lines = new Lines(this);
    this.bill = new Bill(this, coupons);
    this.people = new People(this);
    find('rename').append(icon('pen'));
    find('rename').addEventListener('click', () => this.#rename());
    this.connection = new Connection({ type: 'hello', session: me.session, cart }, {
      state: (state, waiting) => showState(state, waiting),
      welcome: ({ roles }) => this.roles = roles,
      start: () => this.#start(new Cart()),
      page: (frame) => this.#page(frame),
      reset: (frame) => this.#reset(frame),
      bill: (frame) => this.#billed(frame),
      ended: (code) => showEnd(code),
    });
    setInterval(() => this.#show(), 60_000);
    // The way to the cart is shown where the cart is not.
    new IntersectionObserver(([side]) => find('to-cart').hidden = side.isIntersecting).observe(find('cart').parentElement);
  }

  now() {
    return this.connection.now();
  }

  named(member) {
    return this.names.get(member) ?? 'Somebody';
  }

  /** A member's name as the story tells it: "You" for this window's own. */
  called(member, you = 'You') {
    return member === this.me.member ? you : within(this.named(member));
  }

  thing(line) {
    const sku = this.cart.skus.get(line);
    return this.items.get(sku)?.name ?? sku ?? 'something';
  }

  can(capability) {
    return this.roles[this.cart.members.get(this.me.member)]?.includes(capability) ?? false;
  }

  /** Whether this person may edit a line, and the bill lets anybody. */
  mayEdit(line) {
    if (this.bill.isFixed || this.cart.edit === 'suggest_only') return false;
    if (this.can('manage_cart')) return true;
    const isOwn = line.addedBy === this.me.member;
    const mayAny = this.cart.edit === 'open' && this.can('edit_any_lines');
    return this.cart.edit !== 'owner_only' && (isOwn ? this.can('edit_own_lines') : mayAny);
  }

  /** Who may be on the bill: whoever is here and may add. */
  sharers() {
    return [...this.cart.members].filter(([, role]) => this.roles[role]?.includes('add_items')).map(([member]) => member);
  }

  say(kind, text) {
    toast(kind, text, text);
  }

  reason(refusal) {
    return reason(refusal);
  }

  /** Sends a change and says why, where it was refused. */
  async change(change) {
    try {
      return await this.connection.change(change);
    } catch (refusal) {
      toast('refusal', refusal.code, h('b', {}, 'Not done. '), this.reason(refusal), h('code', {}, refusal.code));
    }
  }

  add(sku) {
    return this.change({ verb: 'add_item', sku, quantity: 1 });
  }

  async #rename() {
    const title = await ask('Rename the cart', 'What is it for?', this.cart.title ?? '', TITLE_MAX);
    if (title !== undefined) await this.change({ verb: 'rename_cart', title: title || null });
  }

  #start(cart) {
    this.cart = cart;
    this.#isFresh = true;
  }

  #learn(names) {
    for (const [member, name] of Object.entries(names)) this.names.set(member, plain(name));
  }

  #page({ events, names }) {
    this.#learn(names);
    for (const event of events) this.cart.apply(event);
    this.#show();
    // A first page is history: what it holds was news to others.
    if (!this.#isFresh) for (const event of events) this.#notice(event);
    this.#isFresh = false;
  }

  #reset({ cart, names }) {
    this.#learn(names);
    this.#start(Cart.from(cart));
    this.#show();
    this.#isFresh = false;
  }

  #billed({ bill, names }) {
    this.#learn(names);
    const wasFixed = this.bill.isFixed;
    this.bill.take(bill);
    // Whether lines may change is said where the lines are.
    if (wasFixed !== bill.is_fixed) this.#show();
  }

  showBill() {
    this.bill.show();
  }

  /** What deserves more than a row in the story. */
  #notice(event) {
    const isMine = event.by === this.me.member;
    const already = event.already_in_cart;
    if (isMine && already) {
      const when = ago(event.at_ms - already.added_ago_s * 1000, event.at_ms);
      toast('hint', `line ${already.line}`, h('b', {}, `${this.thing(already.line)} was in the cart already: `),
        `${already.quantity} × by ${this.called(already.member)}, ${when}.`);
    }
    const text = `${sentence(event, this)}.`;
    if (event.name === 'campaign_followed') {
      toast(event.isLoss ? 'refusal' : 'joy', 'campaign', h('b', {}, 'Group buy: '), text);
    }
    if (event.is_contested) toast('hint', `contest ${event.line}`, h('b', {}, 'Two at once: '), text);
    if (!isMine && event.line) this.lines.point(event.line);
    if (!isMine && event.name === 'invitation_accepted') this.say('info', text);
    if (!isMine && event.payer !== this.me.member && ABOUT_MONEY.has(event.name)) toast('info', 'bill', text);
    if (event.name === 'role_set' && event.member === this.me.member) {
      this.say('info', text);
      // Another role may see more or less of what was.
      this.connection.restart();
    }
  }

  #show() {
    const title = this.cart.title ?? 'Shared cart';
    document.title = `${title} · Cartpool`;
    find('title').textContent = title;
    find('rename').hidden = !this.can('manage_cart');
    this.shelves.show();
    this.lines.show();
    this.bill.show();
    this.people.show();
    this.#showStory();
  }

  #showStory() {
    const told = this.cart.story.map((event) => ({ event, text: sentence(event, this) }));
    const newestFirst = told.filter(({ text }) => text !== null).reverse();
    const make = ({ event, text }) => h('li', { class: event.is_contested ? 'is-contested' : '' }, h('span', {}, text), h('time', {}));
    keep(find('story'), newestFirst, ({ event }) => event.version, make, (element, { event }) => {
      element.lastChild.textContent = ago(event.at_ms, this.now());
    });
  }
}

/** The way to the group buy that runs. */
function showTeaser({ item, steps }) {
  const [[, least]] = steps.slice(-1);
  const prices = `${showDecimal(item.price)} down to ${showDecimal(least)}`;
  find('teaser').replaceChildren(
    picture(item),
    h('span', {}, h('b', {}, item.name), h('small', {}, `Bought together: the more join, the less one costs, ${prices}`)),
    h('span', { class: 'go' }, 'Group buy'));
  find('teaser').hidden = false;
}

/** What one is told of the bill where others did it; the newest stands for those before. */
const ABOUT_MONEY = new Set(['bill_fixed', 'bill_reopened', 'payment_recorded', 'transfer_recorded']);

const ENDS = {
  revoked: 'You are no longer in this cart.',
  cart_not_found: 'There is no such cart, or you are not in it. Ask somebody in it for a link.',
  session_not_valid: 'The shop does not know this window any more: it was restarted, and keeps carts only where it is given a file.',
};

function showEnd(code) {
  if (code === 'session_not_valid') session.forget();
  find('shop').hidden = true;
  find('ended').hidden = false;
  session.leave();
  find('why').textContent = ENDS[code] ?? `The shop ended the connection (${code ?? 'no reason given'}).`;
}

async function openShop(cart, me, { isNew = false } = {}) {
  const catalogue = await request('/api/catalogue');
  useCurrency(catalogue.currency, catalogue.digits);
  for (const door of ['welcome', 'join', 'ended']) find(door).hidden = true;
  find('shop').hidden = false;
  session.enter(cart);
  const shop = new Shop(cart, me, catalogue);
  if (isNew) {
    scrollTo(0, 0);
    shop.people.share();
  }
}

/** A form that says what went wrong and cannot be sent twice at once. */
function form(id, submit) {
  const element = find(id);
  element.elements.name.value = session.kept()?.name ?? '';
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [button, problem] = [element.querySelector('[type=submit]'), element.querySelector('.problem')];
    button.disabled = true;
    problem.textContent = '';
    try {
      await submit(element.elements).catch((refusal) => {
        // The shop was restarted since: this window needs a new identity, not a second press.
        if (refusal.code !== 'session_not_valid') throw refusal;
        session.forget();
        return submit(element.elements);
      });
    } catch (refusal) {
      problem.textContent = reason(refusal);
    }
    button.disabled = false;
  });
}

function showWelcome() {
  find('welcome').hidden = false;
  form('start', async ({ name, title, preset }) => {
    const me = await sessionFor(name.value);
    const wanted = { title: title.value.trim() || null, preset: preset.value };
    const { cart } = await request('/api/carts', wanted, me.session);
    history.pushState(null, '', (place = `/cart/${cart}`));
    await openShop(cart, me, { isNew: true });
  });
}

function showJoin(cart, token) {
  find('join').hidden = false;
  // The same press sent again is the same joining.
  const id = commandId(Date.now());
  form('enter', async ({ name }) => {
    const me = await sessionFor(name.value);
    try {
      await request('/api/join', { cart, token, id }, me.session);
    } catch (refusal) {
      if (refusal.code !== 'member_already_in_cart') throw refusal;
    }
    // The secret has done its work: it need not stand in the address bar.
    history.replaceState(null, '', `/cart/${cart}`);
    await openShop(cart, me);
  });
}

/** Where this page stands; links within it change the fragment only. */
let place = location.pathname;
const [, cart] = location.pathname.match(/^\/cart\/([0-9a-f]{32})$/) ?? [];
const token = location.hash.slice(1);
const me = session.kept();
if (location.pathname === '/') showWelcome();
else if (!cart) showEnd('cart_not_found');
else if (token && token !== 'cart') showJoin(cart, token);
else if (me) openShop(cart, me);
else showEnd('cart_not_found');

addEventListener('popstate', () => {
  const isLink = location.hash.length > '#cart'.length;
  if (location.pathname !== place || isLink) location.reload();
});
