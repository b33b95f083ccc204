// What every page of the shop needs: who this window is, asking once, how the line is, why something was refused.

import { Refused } from './connection.js';
import { find } from './dom.js';

/** This window's identity: another window is another person. And the cart it was in last. */
const SESSION = 'cartpool.session';
const CART = 'cartpool.cart';

export const session = {
  kept: () => JSON.parse(sessionStorage.getItem(SESSION) ?? 'null'),
  keep: (opened) => sessionStorage.setItem(SESSION, JSON.stringify(opened)),
  forget: () => sessionStorage.removeItem(SESSION),
  cart: () => sessionStorage.getItem(CART),
  enter: (cart) => sessionStorage.setItem(CART, cart),
  leave: () => sessionStorage.removeItem(CART),
};

export async function request(path, body, secret) {
  const headers = { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) };
  const answer = await fetch(path, body && { method: 'POST', headers, body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw new Refused(json);
  return json;
}

/** Why something was refused, as a sentence. */
export function reason(refusal) {
  if (!(refusal instanceof Refused)) return 'The shop cannot be reached. Try again in a moment.';
  const sentence = refusal.message[0].toUpperCase() + refusal.message.slice(1);
  return `${sentence}${refusal.max === undefined ? '' : ` (at most ${refusal.max})`}.`;
}

const STATES = { live: 'Live', connecting: 'Connecting…', waiting: 'Reconnecting…' };

export function showState(state, waiting) {
  const element = find('state');
  element.dataset.state = state;
  element.textContent = STATES[state];
  if (waiting > 0 && state !== 'live') element.textContent += ` ${waiting} waiting`;
}
