// Pledging, pledging more, and taking back: what one's own cart holds of a group buy, and whether it counts.

import { face, find, h, icon, keep } from './dom.js';
import { lineTotal, show } from './money.js';
import { reason } from './shop.js';

export const tins = (count) => (count === 1 ? '1 tin' : `${count} tins`);

const REFUSALS = {
  exceeds_pledge_max: ({ max }) => `One person may have at most ${tins(max)}, in all carts together.`,
  quantity_must_not_be_zero: () => 'One tin is the least.',
  campaign_takes_no_pledges: () => 'Nothing can be pledged any more.',
  pledge_is_locked: () => 'Since the lock pledges only grow.',
};

export class Pledging {
  constructor(page) {
    this.page = page;
    // A page that opens anew takes the form over from the one before.
    find('pledge').onsubmit = (event) => {
      event.preventDefault();
      this.#pledge(event.target.elements.quantity);
    };
  }

  show() {
    const { page } = this;
    const { seen } = page;
    const mine = seen.pledges.filter(({ member }) => member === page.me?.member);
    const takes = page.isRunning() && !page.isDue() && seen.status !== 'topping_up' && this.#mayPledge();
    find('pledge').hidden = !takes;
    find('pledge').querySelector('button').textContent = mine.length > 0 ? 'Pledge more' : 'Pledge';
    find('no-cart').hidden = Boolean(seen.cart) || !page.isRunning();
    find('next').hidden = page.isRunning();
    find('pledge-hint').textContent = this.#hint(mine);
    const make = (pledge) => this.#make(pledge);
    keep(find('pledges'), seen.pledges, ({ line }) => line, make, (element, pledge) => this.#update(element, pledge));
  }

  #mayPledge() {
    const { roles, seen } = this.page;
    return roles[seen.cart?.role]?.includes('pledge') ?? false;
  }

  #hint(mine) {
    const { page } = this;
    if (!page.isRunning()) return this.#outcome(mine);
    if (page.isDue()) return 'The deadline has passed: it is being decided.';
    if (!page.seen.cart) return 'Pledging takes a cart: a pledge is a line in it, at the price that all reach together.';
    if (!this.#mayPledge()) return 'You look on in your cart: your role does not pledge.';
    if (page.isLocked()) return 'Locked: from now on pledges only grow.';
    if (mine.length > 0) return 'You can take it back until the lock.';
    return 'It becomes a line in your cart. You can take it back until the lock.';
  }

  #outcome(mine) {
    const { pledges } = this.page.seen;
    if (this.page.isOff()) return 'What was pledged has left the carts, and nobody owes anything.';
    if (pledges.length === 0) return 'Your cart has no part in it.';
    return mine.length > 0 ? 'It goes ahead: what counts is in your cart, at this price.' : 'It goes ahead.';
  }

  #make({ line, member }) {
    const { page } = this;
    const adjust = (delta) => () => this.#send({ verb: 'adjust_quantity', line, delta });
    const remove = () => this.#send({ verb: 'remove_item', line });
    const button = (kind, properties, content) => h('button', { class: kind, type: 'button', ...properties }, content);
    return h('li', { class: 'pledged' },
      face(member, page.named(member)),
      h('span', { class: 'who' }, h('b'), h('small')),
      h('b', { class: 'amount' }),
      h('div', { class: 'tools' },
        h('div', { class: 'stepper', role: 'group', 'aria-label': 'Your tins' },
          button('less', { 'aria-label': 'One tin less', onclick: adjust(-1) }, icon('minus')),
          h('output', { class: 'quantity' }),
          button('more', { 'aria-label': 'One tin more', onclick: adjust(1) }, icon('plus'))),
        button('quiet small less', { onclick: remove }, 'Take back')));
  }

  #update(element, { member, quantity, counted }) {
    const { page } = this;
    const part = (name) => element.querySelector(name);
    const isMine = member === page.me?.member;
    part('.who b').textContent = `${page.called(member)}: ${tins(quantity)}`;
    part('.who small').textContent = standing(quantity, counted, page);
    part('.amount').textContent = page.isOff() ? 'released' : show(lineTotal(page.seen.unit_price, quantity));
    part('.quantity').textContent = quantity;
    element.classList.toggle('is-waiting', page.isRunning() && counted < quantity);
    part('.tools').hidden = !isMine || !page.isRunning() || page.isDue();
    for (const button of element.querySelectorAll('.less')) {
      button.disabled = page.isLocked();
      button.title = button.disabled ? 'Pledges only grow now' : '';
    }
  }

  async #pledge(field) {
    const wanted = field.value.trim();
    if (!/^\d{1,5}$/.test(wanted)) {
      find('pledge-problem').textContent = 'How many is a whole number.';
      return field.focus();
    }
    const change = { verb: 'pledge', campaign: this.page.seen.id, quantity: Number(wanted) };
    if (await this.#send(change)) field.value = '1';
  }

  /** Sends a change and says why, where it was refused. */
  async #send(change) {
    const problem = find('pledge-problem');
    problem.textContent = '';
    try {
      await this.page.connection.change(change);
      return true;
    } catch (refusal) {
      const says = REFUSALS[refusal.code]?.(refusal) ?? reason(refusal);
      problem.replaceChildren(says, h('code', {}, refusal.code ?? ''));
      return false;
    }
  }
}

/** Whether a pledge counts. */
function standing(quantity, counted, page) {
  if (!page.isRunning()) return '';
  if (counted === quantity) return 'Counts in full';
  const part = counted === 0 ? 'Waits' : `${counted} of ${quantity} count, the others wait`;
  return `${part}: a pallet takes ${page.seen.maximum}`;
}
