// Who owes what, and why: one row a person, with what one may do about it.

import { face, find, h, icon, keep, within } from './dom.js';
import { decimalOf, minorOf, show, showDecimal } from './money.js';

const WEIGHT_MAX = 9;

/** Why a cell of the bill is what it is. */
const REASONS = {
  equal: ({ parts }) => `one of ${parts} equal parts`,
  own: () => 'by whoever added it',
  beneficiary: ({ parts }) => (parts === 1 ? 'for one person alone' : `for ${parts} people`),
  weight: ({ part, parts }) => `${part} of ${parts} parts`,
  percent: ({ part, parts }) => `${part} of ${parts} parts`,
  exact: () => 'as agreed',
  payer: () => 'one pays it all',
  proportional: () => 'in proportion to the lines',
  sponsor: ({ amount }) => (minorOf(amount) < 0n ? 'it is somebody’s treat' : 'pays for the others'),
  minimum: () => 'nobody pays less than the least',
  refund: () => 'given back',
};

export class Shares {
  /** Weights that were asked for and are not in the cart yet. */
  #asked = null;
  /** Whose reasons are shown, and of which version of the bill they are. */
  #explained = new Map();

  constructor(shop) {
    this.shop = shop;
  }

  show(bill, labelOf) {
    Object.assign(this, { bill, labelOf });
    keep(find('bill-shares'), bill.shares, ({ member }) => member, (share) => this.#make(share), (element, share) => this.#update(element, share));
  }

  /** Each member's weight, with what was just asked for. */
  #weights() {
    const { cart } = this.shop;
    if (this.#asked && cart.version < this.#asked.version) return this.#asked.weights;
    this.#asked = null;
    return new Map(cart.split.parts.map(({ member, value }) => [member, Number(value)]));
  }

  async #weigh(member, delta) {
    const weights = new Map(this.#weights());
    weights.set(member, Math.min(WEIGHT_MAX, Math.max(0, (weights.get(member) ?? 0) + delta)));
    const parts = [...weights].filter(([, weight]) => weight > 0).map(([member, weight]) => ({ member, value: String(weight) }));
    if (parts.length === 0) return this.shop.say('info', 'Somebody has to pay: one weight stays above zero.');
    const asked = { weights, version: Infinity };
    this.#asked = asked;
    const done = await this.shop.change({ verb: 'set_split', rule: 'by_weight', parts });
    asked.version = done?.version ?? 0;
    this.shop.showBill();
  }

  #make({ member }) {
    const { shop } = this;
    const name = shop.named(member);
    const choose = () => shop.change({ verb: 'set_split', rule: 'single_payer', parts: [{ member, value: '1' }] });
    const pay = (all) => () => {
      const share = this.bill.shares.find((share) => share.member === member);
      const due = minorOf(this.bill.due);
      const amount = all ? due : this.#left(share);
      return shop.change({ verb: 'record_payment', payer: member, amount: decimalOf(amount) });
    };
    const button = (kind, label, onclick) => h('button', { class: `${kind} small`, type: 'button', hidden: true, onclick }, label);
    return h('li', { class: 'share', 'data-member': member },
      face(member, name),
      h('span', { class: 'who', title: name }, name, member === shop.me.member ? h('small', {}, ' you') : null),
      h('div', { class: 'stepper weight', role: 'group', 'aria-label': `Weight of ${name}`, hidden: true },
        h('button', { type: 'button', 'aria-label': `Less weight for ${name}`, onclick: () => this.#weigh(member, -1) }, icon('minus')),
        h('output', {}),
        h('button', { type: 'button', 'aria-label': `More weight for ${name}`, onclick: () => this.#weigh(member, 1) }, icon('plus'))),
      h('b', { class: 'owes' }),
      h('p', { class: 'standing', hidden: true }),
      h('details', { class: 'why', ontoggle: ({ currentTarget }) => this.#explain(currentTarget, member) },
        h('summary', { 'aria-label': `Why ${name} pays this` }, 'why'), h('ul')),
      h('div', { class: 'actions-row' },
        button('payer', 'Pays all', choose),
        button('pay-share', '', pay(false)),
        button('pay-all', '', pay(true))));
  }

  /** What of a share is still to be paid to the shop. */
  #left({ total, paid }) {
    const left = minorOf(total) - minorOf(paid);
    const due = minorOf(this.bill.due);
    return left < due ? left : due;
  }

  #update(element, share) {
    const { shop, bill } = this;
    const { member } = share;
    const part = (name) => element.querySelector(name);
    const { rule, parts } = shop.cart.split;
    const maySplit = shop.can('split_bill') && !bill.is_fixed;
    part('.owes').textContent = showDecimal(share.total);
    part('.weight').hidden = rule !== 'by_weight' || !maySplit || !shop.cart.members.has(member);
    part('.weight output').textContent = this.#weights().get(member) ?? 0;
    const isPayer = rule === 'single_payer' && parts[0]?.member === member;
    part('.payer').hidden = rule !== 'single_payer' || !maySplit || isPayer || !shop.cart.members.has(member);
    const standing = this.#standing(share);
    part('.standing').textContent = standing;
    part('.standing').hidden = standing === '';
    this.#updatePaying(part, share);
    const why = part('.why');
    if (why.open) this.#explain(why, member);
  }

  #standing({ member, total, balance }) {
    const { shop, bill } = this;
    if (bill.is_fixed && minorOf(bill.due) === 0n) {
      const minor = minorOf(balance);
      if (minor === 0n) return 'even';
      return minor > 0n ? `gets ${show(minor)} back` : `owes ${show(-minor)} to others`;
    }
    if (shop.cart.sponsor === member) return 'treats everybody';
    return shop.cart.sponsor && minorOf(total) === 0n ? `${within(shop.named(shop.cart.sponsor))}’s treat` : '';
  }

  #updatePaying(part, share) {
    const { shop, bill } = this;
    const isMe = share.member === shop.me.member;
    const due = minorOf(bill.due);
    const mayPay = bill.is_fixed && due > 0n && (isMe || shop.can('checkout'));
    const left = this.#left(share);
    part('.pay-share').hidden = !mayPay || left <= 0n;
    part('.pay-share').textContent = isMe ? `I paid ${show(left)}` : `Paid ${show(left)}`;
    part('.pay-all').hidden = !mayPay || !isMe || left === due;
    part('.pay-all').textContent = `I paid all ${show(due)}`;
  }

  /** Fills in the reasons once they are asked for, and anew when the bill has changed. */
  async #explain(details, member) {
    const wanted = this.bill.version;
    if (!details.open || this.#explained.get(member) === wanted) return;
    this.#explained.set(member, wanted);
    try {
      const { reasons } = await this.shop.connection.explain(member);
      const rows = reasons.cells.map((cell) => this.#reason(cell));
      if (rows.length === 0) rows.push(h('li', {}, 'Nothing is theirs to pay.'));
      if (reasons.more > 0) rows.push(h('li', {}, `and ${reasons.more} more`));
      details.lastChild.replaceChildren(...rows);
    } catch (refusal) {
      this.#explained.delete(member);
      details.lastChild.replaceChildren(h('li', {}, this.shop.reason(refusal)));
    }
  }

  #reason(cell) {
    const what = cell.line !== null ? this.shop.thing(cell.line)
      : cell.adjustment !== null ? this.labelOf(cell.adjustment)
      : cell.reason === 'sponsor' ? 'Treat' : 'Adjusted';
    const of = cell.amount === cell.row ? '' : `${showDecimal(cell.row)}, `;
    return h('li', {}, h('span', {}, what, h('small', {}, ` ${of}${REASONS[cell.reason]?.(cell) ?? ''}`)), h('b', {}, showDecimal(cell.amount)));
  }
}
