// What can be bought.

import { find, h, icon, keep } from './dom.js';
import { showDecimal } from './money.js';

const HUES = { Groceries: 95, Household: 215, Outdoor: 30, 'Group buy': 75 };

/** Why nothing can be added. */
const FIXED = 'The bill is fixed';

export class Shelves {
  #category = null;
  #words = '';

  constructor(shop, items) {
    Object.assign(this, { shop, items });
    find('search').placeholder = `Search ${items.length} things`;
    find('search').addEventListener('input', ({ target }) => {
      this.#words = target.value.trim().toLowerCase();
      this.show();
    });
    const categories = [...new Set(items.map((item) => item.category))];
    find('categories').append(this.#chip('Everything', null), ...categories.map((name) => this.#chip(name, name)));
  }

  #chip(label, category) {
    const pressed = String(category === this.#category);
    const choose = ({ currentTarget }) => {
      this.#category = category;
      for (const chip of currentTarget.parentElement.children) chip.setAttribute('aria-pressed', chip === currentTarget);
      this.show();
    };
    return h('button', { class: 'chip', type: 'button', 'aria-pressed': pressed, onclick: choose }, label);
  }

  show() {
    const isWanted = (item) =>
      (this.#category === null || item.category === this.#category) &&
      `${item.name} ${item.detail} ${item.category}`.toLowerCase().includes(this.#words);
    const wanted = this.items.filter(isWanted);
    keep(find('items'), wanted, (item) => item.sku, (item) => this.#make(item), (element, item) => {
      const held = this.shop.cart.held(item.sku);
      const badge = element.querySelector('.held');
      badge.textContent = held === 0 ? '' : `${held} in cart`;
      badge.hidden = held === 0;
      const add = element.querySelector('.add');
      add.disabled = this.shop.bill.isFixed;
      add.title = add.disabled ? FIXED : '';
    });
    find('no-items').hidden = wanted.length > 0;
  }

  #make(item) {
    return h('li', { class: 'item', 'data-sku': item.sku },
      picture(item),
      h('span', { class: 'held', hidden: true }),
      h('h3', {}, item.name),
      h('p', {}, item.detail),
      h('div', { class: 'buy' },
        h('b', {}, showDecimal(item.price)),
        h('button', {
          class: 'add',
          type: 'button',
          'aria-label': `Add ${item.name}`,
          onclick: () => this.shop.add(item.sku),
        }, icon('plus'), 'Add')));
  }
}

export function picture(item) {
  const tile = h('span', { class: 'picture', 'aria-hidden': 'true' }, item?.picture ?? '·');
  tile.style.setProperty('--hue', HUES[item?.category] ?? 260);
  return tile;
}
