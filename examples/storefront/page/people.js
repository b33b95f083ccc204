// Who is in the cart, what they may do, who holds it, and how others get in.

import { face, find, h, icon, keep } from './dom.js';
import { roleName } from './story.js';

/** The roles this page offers; ownership moves only by offer and acceptance. */
const OFFERED = ['admin', 'editor', 'contributor', 'suggester', 'viewer'];

export class People {
  #links = new Map();

  constructor(shop) {
    this.shop = shop;
    find('share').addEventListener('click', () => this.share());
    find('link-role').addEventListener('change', () => this.#link());
    find('copy').addEventListener('click', () => this.#copy());
    find('lock').addEventListener('click', () => {
      shop.change({ verb: shop.cart.holdAt(shop.now()) ? 'unlock_cart' : 'lock_cart' });
    });
  }

  show() {
    const { shop } = this;
    const members = [...shop.cart.members];
    keep(find('people'), members, ([id]) => id, ([id]) => this.#make(id), (element, [id, role]) => this.#update(element, id, role));
    find('faces').replaceChildren(...members.slice(0, 5).map(([id]) => face(id, shop.named(id))));
    find('share').hidden = !shop.can('invite_members');
    this.#showHold();
    this.#showOffer();
  }

  #make(id) {
    const { shop } = this;
    const name = shop.named(id);
    const options = OFFERED.map((role) => h('option', { value: role }, roleName(role)));
    const choose = ({ target }) => {
      const role = target.value;
      target.value = shop.cart.members.get(id);
      if (role === 'offer') shop.change({ verb: 'offer_ownership', member: id });
      else shop.change({ verb: 'set_role', member: id, role });
    };
    options.push(h('option', { value: 'offer' }, 'offer ownership…'));
    const isMe = id === shop.me.member;
    const leave = () => shop.change(isMe ? { verb: 'leave' } : { verb: 'remove_member', member: id });
    return h('li', { class: 'person' },
      face(id, name),
      h('span', { class: 'who', title: name }, name, isMe ? h('small', {}, ' you') : null),
      h('span', { class: 'role' }),
      h('select', { class: 'role-choice', 'aria-label': `Role of ${name}`, onchange: choose }, ...options),
      h('button', { class: 'quiet small', type: 'button', onclick: leave }, isMe ? 'Leave' : 'Remove'));
  }

  #update(element, id, role) {
    const { shop } = this;
    const isMe = id === shop.me.member;
    const mayManage = shop.can('manage_members') && role !== 'owner' && !isMe;
    const choice = element.querySelector('select');
    choice.hidden = !mayManage || !OFFERED.includes(role);
    if (document.activeElement !== choice) choice.value = role;
    choice.lastElementChild.hidden = !shop.can('own_cart');
    element.querySelector('.role').textContent = choice.hidden ? roleName(role) : '';
    element.querySelector('button').hidden = role === 'owner' || !(isMe || mayManage);
  }

  #showHold() {
    const { shop } = this;
    const hold = shop.cart.holdAt(shop.now());
    const isMine = hold?.holder === shop.me.member;
    find('hold').hidden = !hold;
    if (hold) {
      const time = new Date(hold.until).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
      const whose = isMine ? 'You hold the cart' : `${shop.called(hold.holder)} holds the cart`;
      find('hold').replaceChildren(icon('lock'), `${whose} until ${time}: nobody else edits it.`);
    }
    const button = find('lock');
    button.hidden = hold ? !(isMine || shop.can('manage_cart')) : !shop.can('lock_cart');
    button.replaceChildren(icon(hold ? 'unlock' : 'lock'), hold ? 'Unlock' : 'Lock');
    clearTimeout(this.expiry);
    if (hold) this.expiry = setTimeout(() => this.#showHold(), hold.until - shop.now() + 50);
  }

  #showOffer() {
    const { shop } = this;
    const offered = shop.cart.offeredTo;
    const isMine = offered === shop.me.member;
    const offer = find('offer');
    offer.hidden = !offered || !(isMine || shop.can('own_cart'));
    if (offer.hidden) return;
    const say = (verb, label) => h('button', { class: 'quiet small', type: 'button', onclick: () => shop.change({ verb }) }, label);
    if (isMine) offer.replaceChildren('The cart is offered to you.', say('accept_ownership', 'Take it over'), say('decline_ownership', 'No'));
    else offer.replaceChildren(`The cart is offered to ${shop.called(offered)}.`, say('decline_ownership', 'Take it back'));
  }

  share() {
    find('share-dialog').showModal();
    this.#link();
  }

  /** Shows a link for the chosen role; one is made per role and kept while the page is open. */
  async #link() {
    const role = find('link-role').value;
    const field = find('link');
    find('link-problem').textContent = '';
    field.value = this.#links.get(role) ?? 'Making a link…';
    if (this.#links.has(role)) return field.select();
    try {
      const { link } = await this.shop.connection.link(role);
      this.#links.set(role, location.origin + link);
    } catch (refusal) {
      find('link-problem').textContent = this.shop.reason(refusal);
    }
    field.value = this.#links.get(find('link-role').value) ?? '';
    field.select();
  }

  async #copy() {
    const field = find('link');
    if (!field.value.startsWith('http')) return;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without a secure context there is no clipboard; the selected text can be copied by hand.
      field.select();
      return this.shop.say('info', 'Press Ctrl+C to copy the selected link.');
    }
    find('copy').textContent = 'Copied';
    setTimeout(() => find('copy').textContent = 'Copy link', 2_000);
  }
}
