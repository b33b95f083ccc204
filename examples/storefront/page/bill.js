// The bill: what it comes to, how it is split, what is taken off, and what is paid. The shop does the sums; the page shows
// them.

import { find, h, icon, keep } from './dom.js';
import { drawSettlement, drawStrip } from './drawing.js';
import { minorOf, show, showDecimal } from './money.js';
import { Shares } from './shares.js';

const RULES = { equal: 'Equally', by_line: 'Each their own', by_weight: 'By weight', single_payer: 'One pays' };
const TIPS = ['0', '5', '10'];
const KINDS = { discount: 'Discount', fee: 'Fee', shipping: 'Shipping', tax: 'Tax', tip: 'Tip', cash_rounding: 'Rounding' };

/** Why a coupon was not taken, as one tells a person. */
const COUPON_REFUSALS = {
  coupon_not_valid: 'There is no such coupon, or it is not valid now.',
  coupon_used_up: 'This coupon has been used as often as it may be.',
  coupon_used_by_member: 'You have used this coupon as often as one person may.',
  exceeds_coupons_max: 'The cart has as many coupons as it may have.',
  bill_is_fixed: 'The bill is fixed. Reopen it to enter a coupon.',
};

export class Bill {
  bill = null;

  constructor(shop, coupons) {
    this.shop = shop;
    this.shares = new Shares(shop);
    find('rules').append(...Object.entries(RULES).map(([rule, label]) => this.#chip(label, rule, () => this.#split(rule))));
    find('tips').append(...TIPS.map((percent) => this.#chip(percent === '0' ? 'No tip' : `${percent} %`, percent, () => this.#tip(percent))));
    find('fix').addEventListener('click', () => shop.change({ verb: 'fix_bill' }));
    find('reopen').addEventListener('click', () => shop.change({ verb: 'reopen_bill' }));
    find('treat').addEventListener('click', () => {
      shop.change({ verb: 'set_sponsor', sponsor: shop.cart.sponsor === shop.me.member ? null : shop.me.member });
    });
    find('coupon').addEventListener('submit', (event) => this.#redeem(event));
    find('printed').replaceChildren(...coupons.map(({ code, detail }) => h('li', {}, h('b', {}, code), ` ${detail}`)));
  }

  get isFixed() {
    return this.bill?.is_fixed ?? false;
  }

  /** Takes in what the shop says. */
  take(bill) {
    this.bill = bill;
    this.show();
  }

  show() {
    const { shop, bill } = this;
    find('bill').hidden = !bill;
    if (!bill) return;
    find('bill-subtotal').textContent = showDecimal(bill.subtotal);
    find('bill-total').textContent = showDecimal(bill.total);
    find('small-total').textContent = showDecimal(bill.total);
    this.#showAdjustments();
    this.#showControls();
    drawStrip(find('strip'), bill.shares, (member) => shop.named(member));
    find('strip').hidden = bill.is_fixed || bill.shares.length < 2;
    this.shares.show(bill, (id) => this.#label(bill.adjustments.find((one) => one.id === id)));
    this.#showPaying();
  }

  #chip(label, value, onclick) {
    return h('button', { class: 'chip', type: 'button', 'data-value': value, 'aria-pressed': 'false', onclick }, label);
  }

  #label(entry) {
    if (!entry) return 'Adjustment';
    const { kind, label, coupon, percent } = entry;
    const name = coupon ? `Coupon ${coupon}` : label ?? KINDS[kind] ?? kind;
    return percent === null ? name : `${name} ${percent} %`;
  }

  #showAdjustments() {
    const { shop, bill } = this;
    const make = (entry) => h('li', {}, h('span'), h('b'), h('button', {
      class: 'quiet icon', type: 'button', 'aria-label': `Take out ${this.#label(entry)}`,
      onclick: () => shop.change({ verb: 'remove_adjustment', adjustment: entry.id }),
    }, icon('cross')));
    const update = (element, entry) => {
      const [label, amount, remove] = element.children;
      label.textContent = entry.is_included ? `of which ${this.#label(entry)}` : this.#label(entry);
      amount.textContent = showDecimal(entry.amount);
      const mayRemove = entry.coupon ? shop.can('apply_coupons') : entry.kind === 'tip' && shop.can('split_bill');
      remove.hidden = bill.is_fixed || !mayRemove;
    };
    const [included, added] = [true, false].map((which) => bill.adjustments.filter((entry) => entry.is_included === which));
    keep(find('adjustments'), added, ({ id }) => id, make, update);
    keep(find('included'), included, ({ id }) => id, make, update);
  }

  #showControls() {
    const { shop, bill } = this;
    const isOpen = !bill.is_fixed;
    const maySplit = isOpen && shop.can('split_bill');
    find('coupon').hidden = !isOpen || !shop.can('apply_coupons');
    find('coupons-printed').hidden = find('coupon').hidden;
    find('tipping').hidden = !maySplit;
    find('splitting').hidden = !maySplit;
    const tips = bill.adjustments.filter(({ kind }) => kind === 'tip');
    const tip = tips.length === 0 ? '0' : tips.length === 1 ? tips[0].percent : null;
    press('tips', tip);
    press('rules', shop.cart.split.rule);
    find('treat').hidden = !maySplit || bill.shares.length < 2;
    find('treat').setAttribute('aria-pressed', shop.cart.sponsor === shop.me.member);
  }

  #showPaying() {
    const { shop, bill } = this;
    const mayFix = shop.can('checkout');
    const due = minorOf(bill.due);
    find('bill-state').hidden = !bill.is_fixed;
    find('bill-state').textContent = !bill.is_fixed ? '' : due === 0n ? 'Paid' : 'Fixed';
    find('fix').hidden = bill.is_fixed || !mayFix;
    find('fix').disabled = shop.cart.lines.size === 0;
    find('reopen').hidden = !bill.is_fixed || !mayFix || minorOf(bill.paid) > 0n;
    find('bill-hint').textContent = this.#hint(mayFix, due);
    find('settlement').hidden = !bill.is_fixed;
    const { shares, transfers } = bill;
    const isDue = due !== 0n;
    if (bill.is_fixed) drawSettlement(find('drawing'), { shares, transfers, isDue }, (member) => shop.named(member));
    const toMe = bill.is_fixed && !isDue ? transfers.filter(({ payee }) => payee === shop.me.member) : [];
    const key = ({ payer, amount }) => `${payer} ${amount}`;
    keep(find('transfers'), toMe, key, (transfer) => this.#transfer(transfer), () => {});
  }

  #hint(mayFix, due) {
    const { shop, bill } = this;
    if (!bill.is_fixed) {
      if (mayFix) return 'Fixing it keeps lines and shares as they are, so that everybody can pay.';
      const [owner] = [...shop.cart.members].find(([, role]) => role === 'owner') ?? [];
      return owner ? `${shop.called(owner)} fixes the bill when everybody is done.` : '';
    }
    if (due > 0n) return `${show(due)} still to be paid to the shop.`;
    return bill.transfers.length === 0 ? 'Paid, and everybody is even.' : 'The shop is paid. Now among yourselves:';
  }

  #transfer({ payer, payee, amount }) {
    const { shop } = this;
    const record = () => shop.change({ verb: 'record_transfer', payer, payee, amount });
    return h('li', {},
      h('span', {}, `${shop.called(payer)} pays you ${showDecimal(amount)}`),
      h('button', { class: 'primary small', type: 'button', onclick: record }, 'Done'));
  }

  #split(rule) {
    const { shop, bill } = this;
    const here = bill.shares.map(({ member }) => member).filter((member) => shop.cart.members.has(member));
    const me = here.includes(shop.me.member) ? shop.me.member : here[0];
    const named = { by_weight: here, single_payer: me ? [me] : [] }[rule] ?? [];
    if (shop.cart.split.rule === rule) return;
    shop.change({ verb: 'set_split', rule, parts: named.map((member) => ({ member, value: '1' })) });
  }

  /** One tip stands instead of those before. */
  async #tip(percent) {
    const { shop } = this;
    for (const { id, kind } of this.bill.adjustments) {
      if (kind === 'tip' && !await shop.change({ verb: 'remove_adjustment', adjustment: id })) return;
    }
    if (percent !== '0') await shop.change({ verb: 'add_tip', percent });
  }

  async #redeem(event) {
    event.preventDefault();
    const form = find('coupon');
    const [field, problem] = [form.elements.code, form.querySelector('.problem')];
    // The shop prints its codes in capitals.
    const code = field.value.trim().toUpperCase();
    problem.textContent = '';
    if (code === '') return;
    if (this.bill.adjustments.some(({ coupon }) => coupon === code)) {
      problem.textContent = 'This coupon is on the bill already.';
      return;
    }
    try {
      await this.shop.connection.change({ verb: 'redeem_coupon', code });
      field.value = '';
    } catch (refusal) {
      problem.textContent = COUPON_REFUSALS[refusal.code] ?? this.shop.reason(refusal);
    }
  }
}

/** Presses the chip with this value, and no other. */
function press(group, value) {
  for (const chip of find(group).children) chip.setAttribute('aria-pressed', chip.dataset.value === value);
}
