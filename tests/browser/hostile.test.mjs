// Whatever a browser sends, the shop answers with a clear refusal and goes on.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { openShop } from './shop.mjs';
import { WebSocketLine } from './websocket.mjs';

let shop, ana, eve, cart;

async function post(path, body, { session, ...headers } = {}) {
  const answer = await fetch(shop.url + path, {
    method: 'POST',
    headers: { ...headers, ...(session && { authorization: `Bearer ${session}` }) },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  return { status: answer.status, ...(await answer.json()) };
}

const newcomer = (name) => post('/api/session', { name });
const id = () => {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomBytes(9).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
};
const hello = (session, to = cart, cursor = null) => ({ type: 'hello', session, cart: to, cursor });
const change = (change) => ({ type: 'change', id: id(), change });
const add = (quantity = 1) => change({ verb: 'add_item', sku: 'TEA-GREEN', quantity });

/** A connection that has said hello and been welcomed. */
async function enter(session, to = cart) {
  const line = await WebSocketLine.open(shop.port);
  line.say(hello(session, to));
  assert.equal((await line.hear('welcome', 'refused')).type, 'welcome');
  return line;
}

/** What becomes of a connection whose first frame is `frame`. */
async function knock(frame) {
  const line = await WebSocketLine.open(shop.port);
  line.say(frame);
  const refused = await line.hear('refused');
  return { code: refused.code, closed: await line.closed };
}

before(async () => {
  shop = await openShop();
  ana = await newcomer('Ana');
  eve = await newcomer('Eve');
  ({ cart } = await post('/api/carts', { title: null, preset: 'friends' }, ana));
});

after(async () => {
  await shop?.close();
});

test('every answer says what a browser may do with it', async () => {
  for (const path of ['/', `/cart/${cart}`, '/assets/app.js', '/api/catalogue', '/nowhere', '/ws']) {
    const { headers } = await fetch(shop.url + path);
    assert.match(headers.get('content-security-policy'), /default-src 'none'/, path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.equal(headers.get('cache-control'), 'no-store', path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
  }
});

test('bodies that are no request are refused by name', async () => {
  const valid = { title: null, preset: 'friends' };
  for (const [path, body, session, code] of [
    ['/api/session', '{"name":', null, 'request_not_valid'],
    ['/api/session', '[]', null, 'request_not_valid'],
    ['/api/session', { name: 7 }, null, 'request_not_valid'],
    ['/api/session', { name: 'Ana', member: ana.member }, null, 'request_not_valid'],
    ['/api/session', new Uint8Array([0xff, 0xfe, 0x00]), null, 'request_not_valid'],
    ['/api/session', { name: ' ' }, null, 'name_not_valid'],
    ['/api/session', { name: 'x'.repeat(41) }, null, 'name_not_valid'],
    ['/api/session', { name: 'x'.repeat(9_000) }, null, 'exceeds_request_bytes_max'],
    ['/api/carts', valid, null, 'session_not_valid'],
    ['/api/carts', valid, `${ana.member}.${'A'.repeat(43)}`, 'session_not_valid'],
    ['/api/carts', valid, `${ana.member}.${eve.session.split('.')[1]}`, 'session_not_valid'],
    ['/api/carts', { title: null, preset: 'anarchy' }, ana.session, 'request_not_valid'],
    ['/api/carts', { title: 'x'.repeat(1_000), preset: 'friends' }, ana.session, 'exceeds_title_max'],
    ['/api/carts', { title: 'a\u0007b', preset: 'friends' }, ana.session, 'text_not_valid'],
  ]) {
    assert.equal((await post(path, body, { session })).code, code, `${path} ${session}`);
  }
});

test('a body without end is cut off', async () => {
  const outcome = await post('/api/session', 'x'.repeat(5_000_000)).catch(() => 'hung up');
  assert.ok(outcome === 'hung up' || outcome.code === 'exceeds_request_bytes_max', JSON.stringify(outcome));
});

test('unknown addresses and methods are refused by name', async () => {
  for (const [path, method, status] of [
    ['/assets/../main.rs', 'GET', 404],
    ['/assets/%2e%2e%2fmain.rs', 'GET', 404],
    ['/assets/%ff', 'GET', 400],
    ['/api/session', 'GET', 405],
    ['/api/catalogue', 'DELETE', 405],
    ['/ws', 'POST', 405],
  ]) {
    assert.equal((await fetch(shop.url + path, { method })).status, status, `${method} ${path}`);
  }
});

test('whoever holds no good link learns nothing, not even whether the cart is there', async () => {
  const nowhere = 'f'.repeat(32);
  const tokens = ['', 'x', 'A'.repeat(43), '\u0000', 'x'.repeat(5_000)];
  for (const to of [cart, nowhere, 'not a cart', '']) {
    for (const token of tokens) {
      const { status, code } = await post('/api/join', { cart: to, token, id: id() }, eve);
      assert.deepEqual([status, code], [403, 'invitation_not_valid'], `${to} ${token}`);
    }
  }
  for (const to of [cart, nowhere, 'not a cart']) {
    assert.deepEqual(await knock(hello(eve.session, to)), { code: 'cart_not_found', closed: 4000 });
  }
});

test('a connection starts with an honest hello', async () => {
  for (const [frame, code] of [
    [add(), 'hello_must_come_first'],
    ['nonsense', 'request_not_valid'],
    [{ type: 'hello' }, 'request_not_valid'],
    [hello('forged'), 'session_not_valid'],
    [hello(`${ana.member}.${eve.session.split('.')[1]}`), 'session_not_valid'],
    [hello(ana.session, cart, 'yesterday'), 'cursor_not_valid'],
    [{ ...hello(eve.session), member: ana.member }, 'request_not_valid'],
  ]) {
    assert.deepEqual(await knock(frame), { code, closed: 4000 }, JSON.stringify(frame));
  }
});

test('frames that are no command are refused, and the connection goes on', async () => {
  const line = await enter(ana.session);
  const uuid4 = '2f6a1c1e-9d34-4c5e-8a3b-0123456789ab';
  for (const [frame, code] of [
    ['', 'request_not_valid'],
    ['{', 'request_not_valid'],
    ['"add"', 'request_not_valid'],
    ['['.repeat(4_000), 'request_not_valid'],
    [{ type: 'takeover' }, 'request_not_valid'],
    [hello(ana.session), 'hello_must_come_first'],
    [change({ verb: 'drop_cart' }), 'request_not_valid'],
    [change({ verb: 'add_item', sku: 'TEA-GREEN', quantity: -1 }), 'request_not_valid'],
    [change({ verb: 'add_item', sku: 'TEA-GREEN', quantity: 1e99 }), 'request_not_valid'],
    [change({ verb: 'add_item', sku: 'TEA-GREEN', quantity: 1, unit_price: '0.01' }), 'request_not_valid'],
    [change({ verb: 'add_item', sku: 'TEA-GREEN', quantity: 1, member: eve.member }), 'request_not_valid'],
    [change({ verb: 'add_item', sku: 'TEA-GREEN', quantity: 0 }), 'quantity_must_not_be_zero'],
    [change({ verb: 'add_item', sku: 'GOLD', quantity: 1 }), 'price_not_found'],
    [change({ verb: 'add_item', sku: 'x'.repeat(65), quantity: 1 }), 'sku_not_valid'],
    [change({ verb: 'adjust_quantity', line: 99, delta: 2147483647 }), 'line_not_found'],
    [change({ verb: 'set_note', line: 99, note: 'x'.repeat(2_000) }), 'line_not_found'],
    [change({ verb: 'remove_member', member: ana.member }), 'owner_must_stay'],
    [change({ verb: 'set_role', member: ana.member, role: 'owner' }), 'ownership_must_be_offered'],
    [change({ verb: 'add_adjustment', kind: 'discount', amount: '5.00' }), 'request_not_valid'],
    [change({ verb: 'set_split', rule: 'by_weight', parts: [] }), 'split_not_valid'],
    [change({ verb: 'set_split', rule: 'single_payer', parts: [{ member: eve.member, value: '1' }] }), 'member_not_found'],
    [{ type: 'explain', id: id(), member: 'x'.repeat(5_000) }, undefined],
    [change({ verb: 'redeem_coupon', code: 'x'.repeat(5_000) }), 'coupon_not_valid'],
    [change({ verb: 'add_tip', percent: '101' }), 'percent_not_valid'],
    [change({ verb: 'remove_adjustment', adjustment: 2 }), 'reserved_for_system'],
    [change({ verb: 'record_payment', payer: ana.member, amount: '1e3' }), 'price_not_valid'],
    [change({ verb: 'record_payment', payer: ana.member, amount: '1.00' }), 'bill_is_not_fixed'],
    [change({ verb: 'record_transfer', payer: eve.member, payee: ana.member, amount: '1.00' }), 'bill_is_not_fixed'],
    [{ ...add(), id: 'again' }, 'command_id_not_valid'],
    [{ ...add(), id: uuid4 }, 'command_id_not_valid'],
    [{ type: 'link', id: id(), role: 'owner' }, 'invitation_role_too_high'],
    ['x'.repeat(10_000), 'exceeds_request_bytes_max'],
  ]) {
    line.say(frame);
    assert.equal((await line.hear('refused', 'done')).code, code, JSON.stringify(frame).slice(0, 120));
  }
  line.say(add());
  assert.equal((await line.hear('refused', 'done')).type, 'done');
  line.close();
});

test('the same change sent twice has one effect; the same id for another is refused', async () => {
  const line = await enter(ana.session);
  const first = add(3);
  const answers = [];
  for (let i = 0; i < 3; i += 1) {
    line.say(first);
    answers.push((await line.hear('done')).version);
  }
  assert.equal(new Set(answers).size, 1);
  line.say({ ...add(4), id: first.id });
  assert.equal((await line.hear('refused')).code, 'command_id_reused');
  line.close();
});

test('a connection that is only noise is ended', async () => {
  const line = await enter(ana.session);
  for (let i = 0; i < 64; i += 1) line.say('noise');
  assert.equal(await line.closed, 1008);
});

test('a flood is slowed for whoever sends it', async () => {
  const line = await enter(ana.session);
  const codes = [];
  for (let i = 0; i < 31 && !codes.includes('rate_exceeded'); i += 1) {
    for (let j = 0; j < 10; j += 1) line.say(add());
    for (let j = 0; j < 10; j += 1) codes.push((await line.hear('done', 'refused')).code);
  }
  assert.ok(codes.includes('rate_exceeded'));
  line.close();
});

test('frames that are too large, binary or broken end the connection and nothing else', async () => {
  // What stays unread may reset the connection before the code arrives; that it ends is what counts.
  const endings = [
    [(line) => line.say('x'.repeat(100_000)), 1009],
    [(line) => line.frame(2, Buffer.from([1, 2, 3])), 1008],
    [(line) => line.frame(1, Buffer.from([0xff, 0xfe])), 1009],
    // A length of 2^63 - 1, a reserved bit, an unmasked frame, an unknown kind of frame.
    [(line) => line.raw(Buffer.from([0x81, 0xff, 0x7f, ...Array(7).fill(0xff), 1, 2, 3, 4])), 1009],
    [(line) => line.raw(Buffer.from([0xf1, 0x80, 1, 2, 3, 4])), 1009],
    [(line) => line.raw(Buffer.from([0x81, 0x02, 0x7b, 0x7d])), 1009],
    [(line) => line.raw(Buffer.from([0x8b, 0x80, 1, 2, 3, 4])), 1009],
  ];
  for (const [index, [send, code]] of endings.entries()) {
    const line = await enter(ana.session);
    send(line);
    const ended = await line.closed;
    assert.ok(ended === code || ended === null, `ending ${index}: ${ended}`);
  }
});

test('sockets that speak no HTTP are dropped', async () => {
  for (const noise of ['\r\n\r\n', 'GET / HTTP/9\r\n\r\n', `GET / HTTP/1.1\r\nx: ${'y'.repeat(900_000)}\r\n\r\n`, randomBytes(4_096)]) {
    const socket = connect(shop.port, '127.0.0.1');
    socket.on('error', () => {}).resume();
    socket.end(noise);
    await Promise.race([once(socket, 'close'), pause(5_000, null, { ref: false })]);
    assert.ok(socket.destroyed, String(noise).slice(0, 20));
  }
});

test('after all that the shop serves, and has met no error', async () => {
  const line = await enter(ana.session);
  const page = await line.hear('page', 'reset');
  assert.equal(page.from, '0.0');
  assert.ok(page.events.length > 3);
  line.close();
  assert.equal(shop.errors(), '');
  assert.ok(shop.isRunning());
});
