// The cart's lines and sums.

import { ago, ask, face, find, glow, h, icon, keep } from './dom.js';
import { lineTotal, show, showDecimal } from './money.js';
import { picture } from './shelves.js';

const NOTE_MAX = 1_000;

export class Lines {
  constructor(shop) {
    this.shop = shop;
  }

  show() {
    const { cart } = this.shop;
    const lines = [...cart.lines.values()];
    keep(find('lines'), lines, (line) => line.id, (line) => this.#make(line), (element, line) => this.#update(element, line));
    find('no-lines').hidden = lines.length > 0;
    const count = cart.count();
    const things = count === 1 ? '1 thing' : `${count} things`;
    find('count').textContent = count === 0 ? '' : things;
    find('small-count').textContent = count === 0 ? 'The cart is empty' : things;
    find('subtotal').textContent = show(cart.total());
    find('fixed').hidden = !this.shop.bill.isFixed;
  }

  /** Lets a line glow that somebody else touched. */
  point(id) {
    const element = find('lines').querySelector(`[data-key="${id}"]`);
    if (element) glow(element);
  }

  #make(line) {
    const { shop } = this;
    const item = shop.items.get(line.sku);
    const name = item?.name ?? line.sku;
    const step = (delta) => shop.change({ verb: 'adjust_quantity', line: line.id, delta });
    const quantity = h('input', {
      class: 'quantity', type: 'text', inputMode: 'numeric', autocomplete: 'off', maxLength: 5,
      'aria-label': `Quantity of ${name}`,
      onfocus: ({ target }) => {
        target.dataset.seen = this.#held(line.id) ?? '';
        target.select();
      },
      onkeydown: ({ key, target }) => {
        if (key === 'Escape') target.value = target.dataset.seen;
        if (key === 'Enter' || key === 'Escape') target.blur();
      },
      onblur: ({ target }) => this.#set(line.id, target),
    });
    return h('li', { class: 'line', 'data-sku': line.sku },
      picture(item),
      h('div', { class: 'what' }, h('h3', {}, name), h('p', { class: 'by' }), line.campaign
        ? h('a', { class: 'to-campaign', href: `/campaign/${encodeURIComponent(line.campaign)}` }, 'Group buy') : null),
      h('div', { class: 'sum' }, h('b'), h('small')),
      h('p', { class: 'note', hidden: true }),
      h('p', { class: 'contested', hidden: true }),
      h('div', { class: 'tools' },
        h('div', { class: 'stepper', role: 'group', 'aria-label': name },
          h('button', { type: 'button', 'aria-label': `One less ${name}`, onclick: () => step(-1) }, icon('minus')),
          quantity,
          h('button', { type: 'button', 'aria-label': `One more ${name}`, onclick: () => step(1) }, icon('plus'))),
        h('button', {
          class: 'quiet icon stays', type: 'button', 'aria-label': `Note on ${name}`, onclick: () => this.#note(line.id, name),
        }, icon('note')),
        h('button', {
          class: 'quiet icon', type: 'button', 'aria-label': `Remove ${name}`,
          onclick: () => shop.change({ verb: 'remove_item', line: line.id }),
        }, icon('trash'))),
      h('div', { class: 'fors', role: 'group', 'aria-label': `Whom ${name} is for` }));
  }

  #update(element, line) {
    const { shop } = this;
    const part = (name) => element.querySelector(name);
    const touched = line.changedBy === line.addedBy ? '' : `, changed by ${shop.called(line.changedBy, 'you')}`;
    const verb = line.campaign ? 'pledged by ' : '';
    const added = `${verb}${shop.called(line.addedBy, verb ? 'you' : 'You')}${touched} · ${ago(line.addedAt, shop.now())}`;
    part('.by').replaceChildren(face(line.addedBy ?? '', shop.named(line.addedBy)), h('span', {}, added));
    const quantity = part('.quantity');
    if (document.activeElement !== quantity) quantity.value = line.quantity;
    part('.sum b').textContent = show(lineTotal(line.unitPrice, line.quantity));
    part('.sum small').textContent = `${showDecimal(line.unitPrice)} each`;
    part('.note').textContent = line.note ?? '';
    part('.note').hidden = !line.note;
    this.#allow(element, line);
    const { contested } = line;
    part('.contested').hidden = !contested;
    part('.contested').textContent = contested
      ? `${shop.called(contested.by)} set ${contested.to} while it was ${contested.from}. Is that right?`
      : '';
  }

  /** What one may do to a line: nobody is offered what they may not do, and what the fixed bill forbids says so. */
  #allow(element, line) {
    const { shop } = this;
    const tools = element.querySelector('.tools');
    const { isFixed } = shop.bill;
    tools.hidden = !shop.can('edit_own_lines');
    for (const control of tools.querySelectorAll('button:not(.stays), input')) {
      control.disabled = isFixed;
      control.title = isFixed ? 'The bill is fixed' : '';
    }
    this.#showFors(element.querySelector('.fors'), line);
  }

  /** Whom a line is for: a tap on a face puts somebody in or out. */
  #showFors(element, line) {
    const { shop } = this;
    const { beneficiaries } = line;
    const mayEdit = shop.mayEdit(line);
    const people = [...new Set([...shop.sharers(), ...beneficiaries])];
    element.hidden = people.length < 2 || (!mayEdit && beneficiaries.length === 0);
    if (element.childElementCount === 0) element.append(h('span'), h('span', { class: 'faces-for' }));
    element.firstChild.textContent = beneficiaries.length === 0 ? 'Split as the bill is' : 'Only for';
    const thing = shop.thing(line.id);
    const make = (member) => h('button', {
      class: 'for', type: 'button', title: shop.named(member), 'aria-label': `${thing} for ${shop.named(member)}`,
      onclick: () => this.#toggle(line.id, member),
    }, face(member, shop.named(member)));
    const shown = mayEdit ? people : beneficiaries;
    keep(element.lastChild, shown, (member) => member, make, (button, member) => {
      button.setAttribute('aria-pressed', beneficiaries.includes(member));
      button.disabled = !mayEdit;
    });
  }

  #toggle(id, member) {
    const held = this.shop.cart.lines.get(id)?.beneficiaries ?? [];
    const others = held.filter((other) => other !== member && this.shop.cart.members.has(other));
    const beneficiaries = held.includes(member) ? others : [...others, member];
    this.shop.change({ verb: 'set_beneficiaries', line: id, beneficiaries });
  }

  #held(id) {
    return this.shop.cart.lines.get(id)?.quantity;
  }

  /** Sends what was typed, together with what the person saw when they began. */
  #set(id, field) {
    const held = this.#held(id);
    const [seen, wanted] = [field.dataset.seen, field.value.trim()];
    field.value = held ?? '';
    if (wanted === seen || held === undefined) return;
    if (!/^\d{1,5}$/.test(wanted)) return this.shop.say('info', 'A quantity is a whole number.');
    const quantity = Number(wanted);
    if (quantity === 0) this.shop.change({ verb: 'remove_item', line: id });
    else this.shop.change({ verb: 'set_quantity', line: id, quantity, seen_quantity: Number(seen) });
  }

  async #note(id, name) {
    const note = await ask(`Note on ${name}`, 'For everybody in the cart', this.shop.cart.lines.get(id)?.note ?? '', NOTE_MAX);
    if (note !== undefined) await this.shop.change({ verb: 'set_note', line: id, note: note || null });
  }
}
