// The group buy: people in two carts pledge to it, and both see at once what it reaches and what it loses.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { failToOpenShop, openBrowser, openLine, openShop, person, picture, until } from './shop.mjs';
import { WebSocketLine } from './websocket.mjs';

let shop, line, browser, ana, ben;
const THING = 'Olive oil, new harvest';
const problems = [];
const shops = [];

const text = (page, selector) => page.locator(selector).textContent();
const sees = (text) => (seen) => seen.includes(text);
const subtotal = (page) => text(page, '#subtotal');
const missing = (page) => text(page, '#missing');
const moment = (page) => text(page, '#moment');
const more = (page) => page.getByLabel('One tin more').click();
const less = (page) => page.getByLabel('One tin less').click();

async function open(options) {
  const opened = await openShop(options);
  shops.push(opened);
  return opened;
}

async function somebody(options) {
  const found = await person(browser, options);
  problems.push(found.problems);
  return found.page;
}

/** A window with a cart of its own. */
async function startCart(page, url, name, title) {
  await page.goto(url);
  await page.locator('#start [name=name]').fill(name);
  await page.locator('#start [name=title]').fill(title);
  await page.locator('#start [type=submit]').click();
  await until(() => page.locator('#link').inputValue(), sees('#'));
  await page.locator('#share-dialog [type=submit]').click();
}

async function goToCampaign(page) {
  await page.locator('#teaser').click();
  await page.locator('#ladder svg').waitFor();
  await until(() => text(page, '#state'), 'Live');
}

/** Who a window is, and its cart. */
async function seatOf(page) {
  const keys = ['session', 'cart'].map((key) => `cartpool.${key}`);
  const [session, cart] = await page.evaluate((keys) => keys.map((key) => sessionStorage.getItem(key)), keys);
  return { session: JSON.parse(session).session, cart, kept: session };
}

/** A second window of the same person, at their cart. */
async function cartOf(page) {
  const { cart, kept } = await seatOf(page);
  const window = await somebody();
  await window.goto(new URL(`/cart/${cart}`, page.url()).href);
  await window.evaluate((session) => sessionStorage.setItem('cartpool.session', session), kept);
  await window.reload();
  await until(() => text(window, '#state'), 'Live');
  return window;
}

async function pledge(page, quantity) {
  await page.locator('#pledge [name=quantity]').fill(String(quantity));
  await page.locator('#pledge [type=submit]').click();
}

/** Both windows see it, and soon. */
async function bothSee(read, wanted, ms = 2_000) {
  for (const { page } of [ana, ben]) await until(() => read(page), sees(wanted), ms);
}

before(async () => {
  shop = await open();
  line = await openLine(shop.port);
  browser = await openBrowser();
  ana = { page: await somebody() };
  ben = { page: await somebody({ colorScheme: 'dark' }) };
});

after(async () => {
  await browser?.close();
  line?.close();
  for (const each of shops) await each.close();
});

test('the way leads from each cart to the group buy, and back', async () => {
  await startCart(ana.page, shop.url, 'Ana', 'Kitchen <b>5</b>');
  await picture(ana.page, 'campaign-1-teaser');
  // Ben has a cart of his own, and a line that the test can break.
  await startCart(ben.page, line.url, 'Ben', 'Allotment');
  for (const { page } of [ana, ben]) await goToCampaign(page);
  assert.match(new URL(ana.page.url()).pathname, /^\/campaign\/olive-oil-1$/);
  assert.equal(await text(ana.page, '#back .wide'), 'To Kitchen <b>5</b>');
  assert.equal(await text(ana.page, '#price'), '€49.00');
  assert.match(await text(ana.page, '#close-clock'), /^4 days 23:59:\d\d$/);
  assert.match(await text(ana.page, '#lock-clock'), /^3 days 23:59:\d\d$/);
  assert.match(await text(ana.page, '#deadline'), /^Below 6 tins at the deadline/);
  await ana.page.locator('#back').click();
  await until(() => text(ana.page, '#title'), 'Kitchen <b>5</b>');
  await goToCampaign(ana.page);
});

test('a pledge in one window shows in the other at once, and what is missing', async () => {
  await pledge(ana.page, 4);
  await bothSee(missing, '4 tins pledged. 2 more, and everybody pays €44.00.', 1_000);
  await until(() => text(ana.page, '#shares tbody'), 'You€196.00€176.00');
  await until(() => text(ana.page, '#pledges'), sees('You: 4 tinsCounts in full€196.00'));
  assert.equal(await ben.page.locator('#pledges li').count(), 0, 'nobody sees what other carts hold');
  assert.equal(await text(ben.page, '#members'), '1');
  assert.equal(await text(ben.page, '#carts'), '1');
  await picture(ana.page, 'campaign-2-pledged');
});

test('the moment it tips is seen in both windows, and both carts cost less', async () => {
  ana.cart = await cartOf(ana.page);
  ben.cart = await cartOf(ben.page);
  await until(() => subtotal(ana.cart), '€196.00');
  await pledge(ben.page, 2);
  await bothSee(moment, 'It tips!', 1_000);
  await picture(ana.page, 'campaign-3-tips');
  await bothSee((page) => text(page, '#price'), '€44.00');
  await bothSee((page) => text(page, '#status'), 'Tipped');
  await until(() => subtotal(ana.cart), '€176.00', 2_000);
  await until(() => subtotal(ben.cart), '€88.00', 2_000);
  await until(() => text(ana.cart, '#toasts'), sees(`Group buy: Step 1 is reached, ${THING} now costs €44.00`));
  await until(() => text(ana.cart, '#story'), sees(`You pledged 4 × ${THING}`));
  assert.equal(await ana.cart.locator('.line .to-campaign').getAttribute('href'), '/campaign/olive-oil-1');
  await picture(ana.cart, 'campaign-4-cart');
});

test('a step that is lost is said as loudly, in both windows and in both carts', async () => {
  await ben.page.getByText('Take back').click();
  await bothSee(moment, 'The group buy is off again', 1_000);
  await bothSee(moment, 'Step 1 is lost: everybody pays €49.00 again.');
  await bothSee((page) => text(page, '#price'), '€49.00');
  assert.equal(await ana.page.locator('#moment .moment.bad').count(), 1);
  await until(() => subtotal(ana.cart), '€196.00', 2_000);
  await until(() => subtotal(ben.cart), '€0.00', 2_000);
  await until(() => ana.cart.locator('.toast.refusal').textContent(), sees(`${THING} now costs €49.00`));
  await picture(ana.page, 'campaign-5-lost');
  await picture(ben.page, 'campaign-5-lost-dark');
});

test('whoever wants little motion gets the same news at rest', async () => {
  const page = await somebody({ reducedMotion: 'reduce' });
  await page.goto(`${shop.url}/campaign`);
  await until(() => missing(page), sees('4 tins pledged'));
  assert.equal(await moment(page), '', 'what was before is no news');
  await pledge(ben.page, 20);
  await bothSee(moment, 'It tips!', 1_000);
  await until(() => moment(page), sees('Step 3 is reached: everybody pays €35.00.'), 1_000);
  const moves = (page) => page.locator('#moment').evaluate((place) => place.getAnimations({ subtree: true }).length);
  assert.equal(await moves(page), 0);
  assert.ok(await moves(ana.page) > 0);
  await page.context().close();
});

test('what is beyond the maximum waits, and is served when somebody makes room', async () => {
  await pledge(ana.page, 8);
  await until(() => text(ana.page, '#pledges'), sees('You: 12 tins10 of 12 count, the others wait: a pallet takes 30'));
  await bothSee((page) => text(page, '#waiting'), '2');
  await bothSee(missing, '30 tins pledged: the last step is reached. A pallet takes 30.');
  await picture(ana.page, 'campaign-6-waits');
  await less(ben.page);
  await until(() => text(ana.page, '#pledges'), sees('11 of 12 count'), 1_000);
  await bothSee((page) => text(page, '#waiting'), '1');
  await more(ben.page);
  // Ben is the last now.
  await until(() => text(ben.page, '#pledges'), sees('You: 20 tins19 of 20 count'));
  await more(ben.page);
  await until(() => text(ben.page, '#pledge-problem'), sees('exceeds_pledge_max'));
  assert.match(await text(ben.page, '#pledge-problem'), /at most 20 tins/);
});

test('what is typed wrongly is refused where it was typed', async () => {
  for (const [typed, answer] of [
    ['0', 'quantity_must_not_be_zero'], ['', 'whole number'], ['-3', 'whole number'], ['1e3', 'whole number'],
    ['21', 'exceeds_pledge_max'], ['99999', 'exceeds_pledge_max'],
  ]) {
    await pledge(ana.page, typed);
    await until(() => text(ana.page, '#pledge-problem'), sees(answer));
  }
  await picture(ana.page, 'campaign-7-refused');
  await pledge(ana.page, 1);
  await until(() => text(ana.page, '#pledge-problem'), '');
  await until(() => text(ana.page, '#pledges'), sees('You: 13 tins'));
});

test('a cut line comes back by itself: what happened meanwhile is told, what was pledged counts once', async () => {
  line.cut();
  await until(() => text(ben.page, '#state'), sees('Reconnecting'));
  await ana.page.getByText('Take back').click();
  await until(() => missing(ana.page), sees('20 tins pledged. 4 more'));
  await less(ben.page);
  await until(() => text(ben.page, '#state'), sees('1 waiting'));
  line.mend();
  await until(() => text(ben.page, '#state'), 'Live', 15_000);
  await until(() => moment(ben.page), sees('Step 3 is lost'));
  await bothSee(missing, '19 tins pledged. 5 more, and everybody pays €35.00.');
  line.mute();
  await less(ben.page);
  await until(() => missing(ana.page), sees('18 tins'));
  line.cut();
  await until(() => text(ben.page, '#state'), sees('1 waiting'));
  line.mend();
  await until(() => text(ben.page, '#state'), 'Live', 15_000);
  await bothSee(missing, '18 tins pledged');
});

test('whoever has no cart looks on; whoever has another’s is told so', async () => {
  const page = await somebody();
  await page.goto(`${shop.url}/campaign/olive-oil-1`);
  await until(() => missing(page), sees('18 tins'));
  assert.equal(await page.locator('#pledge').isVisible(), false);
  assert.match(await text(page, '#pledge-hint'), /^Pledging takes a cart/);
  assert.equal(await page.locator('#no-cart a').getAttribute('href'), '/');
  const [, foreign] = new URL(ana.cart.url()).pathname.match(/^\/cart\/(.+)$/);
  await startCart(page, shop.url, 'Eve', 'Nothing');
  await page.evaluate((cart) => sessionStorage.setItem('cartpool.cart', cart), foreign);
  await page.goto(`${shop.url}/campaign`);
  await until(() => text(page, '#onlooker'), sees('You are not in the cart'));
  await until(() => missing(page), sees('18 tins'));
  assert.equal(await page.locator('#pledge').isVisible(), false);
  for (const name of ['olive-oil-99', '%3Cimg%20src=x%20onerror=alert(1)%3E', '%ff', 'x'.repeat(3_000)]) {
    await page.goto(`${shop.url}/campaign/${name}`);
    await until(() => text(page, '#ended h1'), 'There is no such group buy');
    await until(() => page.locator('#ended').isVisible(), true);
  }
  await page.context().close();
});

test('two in one cart see each other’s pledges by name, whatever the name', async () => {
  const name = '<img src=x onerror=alert(1)>';
  await ana.cart.locator('#share').click();
  await until(() => ana.cart.locator('#link').inputValue(), sees('#'));
  const link = await ana.cart.locator('#link').inputValue();
  await ana.cart.locator('#share-dialog [type=submit]').click();
  const page = await somebody();
  await page.goto(link);
  await page.locator('#enter [name=name]').fill(name);
  await page.locator('#enter [type=submit]').click();
  await goToCampaign(page);
  await until(() => text(page, '#likely'), 'In your cart and not in yet: Ana.');
  await pledge(page, 3);
  await until(() => text(page, '#pledges'), sees('You: 3 tins'));
  await until(() => text(ana.page, '#pledges'), sees(`${name}: 3 tins`));
  await until(() => text(ana.page, '#shares tbody'), `${name}€118.50€105.00`);
  assert.equal(await ana.page.locator('.pledged .tools:visible').count(), 0, 'nobody changes another’s here');
  assert.equal(await ana.page.locator('img[src="x"]').count(), 0);
  await page.context().close();
});

test('it fits a phone, and the keyboard gets everywhere', async () => {
  const page = await somebody({ viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 });
  await startCart(page, shop.url, 'Mia', 'A cart with quite a long name for a phone');
  await picture(page, 'campaign-8-phone-teaser');
  await goToCampaign(page);
  await pledge(page, 1);
  await until(() => text(page, '#pledges'), sees('You: 1 tin'));
  await pledge(page, 2);
  await until(() => moment(page), sees('Step 3 is reached'));
  const tooWide = await page.evaluate(() => [...document.querySelectorAll('#campaign *:not(.drops *)')]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => `${element.tagName} ${element.className.baseVal ?? element.className}`));
  assert.deepEqual(tooWide, []);
  await picture(page, 'campaign-8-phone');
  await page.getByLabel('Put this away').click();
  assert.equal(await moment(page), '');
  await picture(page, 'campaign-8-phone-whole', { fullPage: true });
  const reached = [];
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.locator(':focus').evaluate((here) => here.ariaLabel ?? here.textContent.trim()));
  }
  assert.deepEqual(reached, ['One tin less', 'One tin more', 'Take back']);
  await page.locator('#pledge [name=quantity]').press('Enter');
  await until(() => text(page, '#pledges'), sees('You: 4 tins'));
  await page.getByText('Take back').press('Enter');
  await bothSee(missing, '21 tins');
  await page.context().close();
});

test('frames that are no pledge are refused by name, and the group buy goes on', async () => {
  const knock = async (frame) => {
    const line = await WebSocketLine.open(shop.port);
    line.say(frame);
    const { code } = await line.hear('refused');
    return [code, await line.closed];
  };
  const { session, cart } = await seatOf(ana.page);
  const seat = { session, cart };
  const opened = await fetch(`${shop.url}/api/session`, { method: 'POST', body: JSON.stringify({ name: 'Eve' }) });
  const eve = await opened.json();
  const visit = (campaign = 'olive-oil-1', seat = null) => ({ type: 'visit', campaign, seat });
  for (const [frame, code] of [
    [visit('nothing'), 'campaign_not_found'],
    [visit(''), 'campaign_not_found'],
    [visit('x'.repeat(7_000)), 'campaign_not_found'],
    [visit('a\u0000b'), 'campaign_not_found'],
    [visit(7), 'request_not_valid'],
    [visit('olive-oil-1', { session: eve.session, cart: seat.cart }), 'cart_not_found'],
    [visit('olive-oil-1', { session: eve.session, cart: '../etc' }), 'cart_not_found'],
    [visit('olive-oil-1', { session: 'forged', cart: seat.cart }), 'session_not_valid'],
    [visit('olive-oil-1', { session: eve.session }), 'request_not_valid'],
    [{ ...visit(), quantity: 5 }, 'request_not_valid'],
  ]) {
    assert.deepEqual(await knock(frame), [code, 4000], JSON.stringify(frame).slice(0, 80));
  }
  const change = (change) => ({ type: 'change', id: id(), change });
  const wanted = (quantity, campaign = 'olive-oil-1') => change({ verb: 'pledge', campaign, quantity });
  for (const [who, frame, code] of [
    [null, wanted(1), 'cart_needed'],
    [null, { type: 'explain', id: id(), member: 'x' }, 'request_not_valid'],
    [seat, wanted(0), 'quantity_must_not_be_zero'],
    [seat, wanted(-1), 'request_not_valid'],
    [seat, wanted(1.5), 'request_not_valid'],
    [seat, wanted(4294967295), 'exceeds_pledge_max'],
    [seat, wanted(1, 'nothing'), 'campaign_not_found'],
    [seat, wanted(1, 'x'.repeat(7_000)), 'campaign_not_found'],
    [seat, wanted(1, ''), 'campaign_not_found'],
    [seat, change({ verb: 'pledge', campaign: 'olive-oil-1', quantity: 1, sku: 'TENT-3P' }), 'request_not_valid'],
    [seat, change({ verb: 'add_item', sku: 'OLIVE-OIL-5L', quantity: 1 }), 'price_not_found'],
    [seat, visit(), 'hello_must_come_first'],
    [seat, '{', 'request_not_valid'],
    [seat, 'x'.repeat(10_000), 'exceeds_request_bytes_max'],
  ]) {
    const line = await WebSocketLine.open(shop.port);
    line.say(visit('olive-oil-1', who));
    await line.hear('campaign');
    line.say(frame);
    assert.equal((await line.hear('refused', 'done')).code, code, JSON.stringify(frame).slice(0, 120));
    line.close();
  }
  await bothSee(missing, '21 tins');
});

/** A command id of now. */
function id() {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomBytes(9).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

test('once it is locked pledges only grow, and the page says so by itself', async () => {
  const brief = await open({ campaign: '20,900' });
  const page = await somebody();
  await startCart(page, brief.url, 'Ana', 'In a hurry');
  await goToCampaign(page);
  await pledge(page, 6);
  await until(() => moment(page), sees('It tips!'));
  assert.match(await text(page, '#lock-clock'), /^00:00:\d\d$/);
  await until(() => text(page, '#status'), 'Tipped and locked', 30_000);
  await until(() => text(page, '#pledge-hint'), 'Locked: from now on pledges only grow.');
  assert.ok(await page.getByLabel('One tin less').isDisabled());
  assert.ok(await page.getByText('Take back').isDisabled());
  await more(page);
  await until(() => text(page, '#pledges'), sees('You: 7 tins'));
  await pledge(page, 2);
  await until(() => text(page, '#pledges'), sees('You: 9 tins'));
  await picture(page, 'campaign-9-locked');
  // The shop keeps to it whatever a browser thinks.
  await page.getByText('Take back').evaluate((button) => button.disabled = false);
  await page.getByText('Take back').click();
  await until(() => text(page, '#pledge-problem'), sees('pledge_is_locked'));
  await page.context().close();
});

test('at the deadline it goes ahead or fails, the carts follow, and the next one begins', async () => {
  const [brief, vain] = [await open({ campaign: '28,30' }), await open({ campaign: '28,30' })];
  const [one, two] = [await somebody(), await somebody({ colorScheme: 'dark' })];
  await startCart(one, brief.url, 'Ana', 'Enough');
  await goToCampaign(one);
  await pledge(one, 6);
  await startCart(two, vain.url, 'Ben', 'Too little');
  await goToCampaign(two);
  await pledge(two, 2);
  const [cart, other] = [await cartOf(one), await cartOf(two)];
  await until(() => subtotal(cart), '€264.00');
  await until(() => subtotal(other), '€98.00');

  await until(() => text(one, '#status'), 'Ordered', 40_000);
  await until(() => moment(one), sees('It goes ahead, and is ordered'));
  await until(() => text(one, '#pledge-hint'), sees('It goes ahead: what counts is in your cart'));
  assert.equal(await one.locator('#pledge').isVisible(), false);
  await until(() => text(cart, '#story'), sees('The shop has ordered the group buy'));
  assert.equal(await subtotal(cart), '€264.00');
  await picture(one, 'campaign-10-ordered');

  await until(() => text(two, '#status'), 'Did not come about', 40_000);
  await until(() => moment(two), sees('Fewer than 6 tins were together at the deadline'));
  await until(() => subtotal(other), '€0.00');
  await until(() => text(other, '#story'), sees(`did not come about, ${THING} left the cart`));
  await picture(two, 'campaign-11-failed');
  await picture(other, 'campaign-11-failed-cart');

  // What is over takes nothing any more, whoever asks.
  const { session, cart: his } = await seatOf(two);
  const line = await WebSocketLine.open(vain.port);
  line.say({ type: 'visit', campaign: 'olive-oil-1', seat: { session, cart: his } });
  await line.hear('campaign');
  line.say({ type: 'change', id: id(), change: { verb: 'pledge', campaign: 'olive-oil-1', quantity: 1 } });
  assert.equal((await line.hear('refused', 'done')).code, 'campaign_takes_no_pledges');
  line.close();
  await one.locator('#next a').click();
  await until(() => new URL(one.url()).pathname, '/campaign/olive-oil-2');
  await until(() => missing(one), sees('0 tins pledged. 6 more'));
  for (const page of [one, two, cart, other]) await page.context().close();
});

test('a file keeps the group buy over a restart, and two servers share it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  const data = join(folder, 'carts.db');
  const first = await open({ data });
  const [one, two] = [await somebody(), await somebody()];
  await startCart(one, first.url, 'Ana', 'Here');
  await goToCampaign(one);
  await pledge(one, 5);
  await until(() => missing(one), sees('5 tins pledged. 1 more'));
  await first.close('SIGTERM');
  await until(() => text(one, '#state'), sees('Reconnecting'));
  const again = await open({ data, port: first.port });
  const other = await open({ data });
  await until(() => text(one, '#state'), 'Live', 20_000);
  await until(() => missing(one), sees('5 tins pledged. 1 more'));
  const cart = await cartOf(one);
  await startCart(two, other.url, 'Ben', 'There');
  await goToCampaign(two);
  assert.equal(new URL(two.url()).pathname, '/campaign/olive-oil-1');
  await pledge(two, 1);
  for (const page of [one, two]) await until(() => moment(page), sees('It tips!'), 2_000);
  await until(() => subtotal(cart), '€220.00', 2_000);
  await two.getByText('Take back').click();
  await until(() => moment(one), sees('The group buy is off again'), 2_000);
  await until(() => subtotal(cart), '€245.00', 2_000);
  for (const page of [one, two, cart]) await page.context().close();
  for (const each of [again, other]) assert.equal(await each.close(), 0);
  rmSync(folder, { recursive: true, force: true });
});

test('a length that is none is refused with its name', () => {
  for (const wrong of ['', '5', 'a,b', '9,3', '0,5', '-1,5', '1,2,3']) {
    const { status, stderr } = failToOpenShop({ CAMPAIGN: wrong });
    assert.equal(status, 1, wrong);
    assert.match(stderr, /CAMPAIGN is not two rising numbers of seconds/);
  }
});

test('no page and no server met an error', () => {
  assert.deepEqual(problems.flat(), []);
  for (const each of shops) assert.equal(each.errors(), '');
});
