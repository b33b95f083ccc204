// Two people, two browsers, one cart.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, openLine, openShop, person, picture, until } from './shop.mjs';
import { WebSocketLine } from './websocket.mjs';

let shop, line, browser, ana, ben;

const total = (page) => page.locator('#subtotal').textContent();
const quantity = async (page, sku) => {
  const field = page.locator(`.line[data-sku="${sku}"] .quantity`);
  return (await field.count()) === 0 ? 0 : Number(await field.inputValue());
};
const add = (page, sku) => page.locator(`.item[data-sku="${sku}"] .add`).click();
const state = (page) => page.locator('#state').textContent();
const story = (page) => page.locator('#story').textContent();
const toasts = (page) => page.locator('#toasts').textContent();
const people = (page) => page.locator('#people .person').count();
const one = (page, more, sku) =>
  page.locator(`.line[data-sku="${sku}"] .stepper button`).nth(more ? 1 : 0).click();
const sees = (text) => (seen) => seen.includes(text);

/** What the cart must cost, from the shop's own price list. */
async function cost(quantities) {
  const { items } = await (await fetch(`${shop.url}/api/catalogue`)).json();
  const prices = new Map(items.map(({ sku, price }) => [sku, BigInt(price.replace('.', ''))]));
  let minor = 0n;
  for (const [sku, count] of Object.entries(quantities)) minor += prices.get(sku) * BigInt(count);
  const digits = minor.toString().padStart(3, '0');
  return new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(`${digits.slice(0, -2)}.${digits.slice(-2)}`);
}

async function bothSee(quantities) {
  const wanted = await cost(quantities);
  for (const { page } of [ana, ben]) {
    for (const [sku, count] of Object.entries(quantities)) await until(() => quantity(page, sku), count);
    await until(() => total(page), wanted);
  }
}

before(async () => {
  shop = await openShop();
  line = await openLine(shop.port);
  browser = await openBrowser();
  ana = await person(browser);
  ben = await person(browser, { colorScheme: 'dark' });
});

after(async () => {
  await browser?.close();
  line?.close();
  await shop?.close();
});

test('one starts a cart, the other joins by its link, and looking at the link joins nobody', async () => {
  const { page } = ana;
  await page.goto(shop.url);
  await picture(page, '1-welcome');
  await page.locator('#start [name=name]').fill('Ana');
  await page.locator('#start [name=title]').fill('Weekend at the lake');
  await page.locator('#start [type=submit]').click();
  await until(() => page.locator('#link').inputValue(), (link) => link.includes('#'));
  const link = new URL(await page.locator('#link').inputValue());
  assert.match(link.pathname, /^\/cart\/[0-9a-f]{32}$/);
  assert.match(link.hash, /^#[\w-]{43}$/);
  await picture(page, '2-share');
  await page.locator('#share-dialog [type=submit]').click();

  // Ben's line is one that the test can break.
  await ben.page.goto(line.url + link.pathname + link.hash);
  await ben.page.locator('#enter').waitFor();
  await picture(ben.page, '3-join');
  assert.equal(await people(page), 1);
  await ben.page.locator('#enter [name=name]').fill('Ben');
  await ben.page.locator('#enter [type=submit]').click();
  await until(() => people(page), 2, 1_000);
  await until(() => people(ben.page), 2);
  assert.equal(new URL(ben.page.url()).hash, '', 'the secret leaves the address bar');
  await until(() => story(page), sees('Ben joined as editor'));
  for (const each of [ana, ben]) await until(() => state(each.page), 'Live');
});

test('both add at once and both count', async () => {
  const five = async (page) => {
    for (let i = 0; i < 5; i += 1) await add(page, 'MILK-OAT');
  };
  await Promise.all([five(ana.page), five(ben.page)]);
  await Promise.all([add(ana.page, 'BREAD-RYE'), add(ben.page, 'TENT-3P')]);
  await bothSee({ 'MILK-OAT': 10, 'BREAD-RYE': 1, 'TENT-3P': 1 });
});

test('each sees the other’s change within a second', async () => {
  for (const [actor, watcher, wanted] of [[ana, ben, 2], [ben, ana, 3], [ana, ben, 4]]) {
    await one(actor.page, true, 'BREAD-RYE');
    await until(() => quantity(watcher.page, 'BREAD-RYE'), wanted, 1_000);
  }
  await one(ben.page, false, 'BREAD-RYE');
  await bothSee({ 'BREAD-RYE': 3, 'MILK-OAT': 10, 'TENT-3P': 1 });
  await until(() => story(ana.page), sees('Ben took out 1 × Rye sourdough, now 3'));
});

test('whoever adds what is there already is told who put it there', async () => {
  await add(ben.page, 'BREAD-RYE');
  await until(() => toasts(ben.page), sees('Rye sourdough was in the cart already: 3 × by Ana'));
  await picture(ben.page, '4-already-in-cart');
});

test('a quantity set from a stale sight counts, and both are told', async () => {
  const field = ben.page.locator('.line[data-sku="MILK-OAT"] .quantity');
  await field.focus();
  await one(ana.page, true, 'MILK-OAT');
  await until(() => story(ben.page), sees('Ana put in 1 × Oat drink, now 11'));
  await field.fill('6');
  await field.press('Enter');
  await bothSee({ 'MILK-OAT': 6, 'BREAD-RYE': 4, 'TENT-3P': 1 });
  await until(() => ana.page.locator('.contested').first().textContent(), sees('Ben set 6 while it was 11'));
  await until(() => toasts(ana.page), sees('Two at once'));
  await picture(ana.page, '5-contested');
});

test('a note is everybody’s', async () => {
  await ben.page.getByLabel('Note on Trail tent').click();
  await ben.page.locator('#text').fill('Do we not have <b>one</b> in the cellar?');
  await ben.page.locator('#text-dialog [value=save]').click();
  const note = ana.page.locator('.line[data-sku="TENT-3P"] .note');
  await until(() => note.textContent(), 'Do we not have <b>one</b> in the cellar?');
});

test('a held cart refuses others, and says why', async () => {
  await ana.page.locator('#lock').click();
  await until(() => ben.page.locator('#hold').textContent(), sees('Ana holds the cart'));
  await add(ben.page, 'AVOCADO');
  await until(() => toasts(ben.page), sees('cart_is_locked'));
  await picture(ben.page, '6-refused');
  await ana.page.locator('#lock').click();
  await ben.page.locator('#hold').waitFor({ state: 'hidden' });
  await bothSee({ 'AVOCADO': 0, 'MILK-OAT': 6, 'BREAD-RYE': 4, 'TENT-3P': 1 });
});

test('a cut line loses nothing: what was missed comes, what was done waits', async () => {
  line.cut();
  await until(() => state(ben.page), sees('Reconnecting'));
  for (let i = 0; i < 3; i += 1) await add(ana.page, 'COFFEE-1KG');
  await one(ben.page, true, 'BREAD-RYE');
  await one(ben.page, true, 'BREAD-RYE');
  await until(() => state(ben.page), sees('2 waiting'));
  await picture(ben.page, '7-offline');
  assert.equal(await quantity(ana.page, 'BREAD-RYE'), 4);
  line.mend();
  await until(() => state(ben.page), 'Live', 15_000);
  await bothSee({ 'COFFEE-1KG': 3, 'MILK-OAT': 6, 'BREAD-RYE': 6, 'TENT-3P': 1 });
});

test('a change whose answer was lost is sent again and counts once', async () => {
  line.mute();
  await one(ben.page, true, 'COFFEE-1KG');
  await until(() => quantity(ana.page, 'COFFEE-1KG'), 4);
  assert.equal(await quantity(ben.page, 'COFFEE-1KG'), 3);
  line.cut();
  await until(() => state(ben.page), sees('1 waiting'));
  line.mend();
  await until(() => state(ben.page), 'Live', 15_000);
  await bothSee({ 'COFFEE-1KG': 4, 'MILK-OAT': 6, 'BREAD-RYE': 6, 'TENT-3P': 1 });
});

test('the page loaded anew shows the same cart', async () => {
  const story = await ana.page.locator('#story li').count();
  await ana.page.reload();
  await bothSee({ 'COFFEE-1KG': 4, 'MILK-OAT': 6, 'BREAD-RYE': 6, 'TENT-3P': 1 });
  assert.equal(await ana.page.locator('#story li').count(), story);
  for (const sku of ['APPLE-KG', 'CHOCOLATE-70']) await add(ana.page, sku);
  await until(() => quantity(ben.page, 'CHOCOLATE-70'), 1, 1_000);
  await picture(ana.page, '8-shop-light');
  await picture(ben.page, '8-shop-dark');
});

test('a snapshot and the fold of all events are the same cart', async () => {
  const { session } = await ana.page.evaluate(() => JSON.parse(sessionStorage.getItem('cartpool.session')));
  const cart = new URL(ana.page.url()).pathname.split('/').pop();
  const connection = await WebSocketLine.open(shop.port);
  // A cursor that the cart never gave out is answered with the whole cart.
  connection.say({ type: 'hello', session, cart, cursor: '1.999999' });
  const { cart: view } = await connection.hear('reset');
  connection.close();
  const fromSnapshot = await ana.page.evaluate(async (view) => {
    const [{ Cart }, { show }] = await Promise.all([import('/assets/cart.js'), import('/assets/money.js')]);
    const cart = Cart.from(view);
    return { total: show(cart.total()), minor: Number(cart.total()), lines: cart.lines.size, count: cart.count() };
  }, view);
  assert.equal(fromSnapshot.total, await total(ana.page));
  assert.equal(fromSnapshot.minor, view.subtotal_minor);
  assert.equal(fromSnapshot.lines, await ana.page.locator('.line').count());
  assert.equal(`${fromSnapshot.count} things`, await ana.page.locator('#count').textContent());
  assert.equal(view.members.length, 2);
});

test('it fits a phone', async () => {
  const { page, problems } = await person(browser, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await page.goto(shop.url);
  await picture(page, '9-phone-welcome');
  await page.evaluate((kept) => sessionStorage.setItem('cartpool.session', kept),
    await ana.page.evaluate(() => sessionStorage.getItem('cartpool.session')));
  await page.goto(ana.page.url());
  await until(() => total(page), await total(ana.page));
  const tooWide = await page.evaluate(() => [...document.querySelectorAll('#shop *')]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => `${element.tagName} ${element.className}`));
  assert.deepEqual(tooWide, []);
  await picture(page, '9-phone-shelves');
  await page.locator('.to-cart').click();
  await picture(page, '9-phone-cart');
  const top = await page.locator('#cart').evaluate((cart) => cart.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `the cart is in sight, at ${top}`);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test('a lesser role takes effect at once', async () => {
  await ana.page.getByLabel('Role of Ben').selectOption('viewer');
  await until(() => toasts(ben.page), sees('Ana made you viewer'));
  await until(() => state(ben.page), 'Live');
  await add(ben.page, 'AVOCADO');
  await until(() => toasts(ben.page), sees('capability_missing'));
  assert.equal(await quantity(ana.page, 'AVOCADO'), 0);
});

test('whoever is removed sees no more', async () => {
  await ana.page.locator('.person', { hasText: 'Ben' }).getByText('Remove').click();
  await ben.page.locator('#ended').waitFor();
  assert.equal(await ben.page.locator('#shop').isVisible(), false);
  await until(() => people(ana.page), 1);
  await ben.page.reload();
  await until(() => ben.page.locator('#why').textContent(), sees('There is no such cart'));
});

test('no page and no server met an error', () => {
  assert.deepEqual([...ana.problems, ...ben.problems], []);
  assert.equal(shop.errors(), '');
  assert.ok(shop.isRunning());
});
