// The bill: people in two windows split it, take off what coupons give, pay it, and settle among themselves.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, openShop, person, picture, until } from './shop.mjs';
import { WebSocketLine } from './websocket.mjs';

let shop, browser, ana, ben;

const text = (page, selector) => page.locator(selector).textContent();
const add = (page, sku) => page.locator(`.item[data-sku="${sku}"] .add`).click();
const rule = (page, name) => page.locator(`#rules [data-value="${name}"]`).click();
const sees = (text) => (seen) => seen.includes(text);

/** How the cart is split, as its events told this window. */
const pressed = (page) => page.locator('#rules [aria-pressed=true]').getAttribute('data-value');

/** How the cart is split, as it is told to whoever cannot have those events. */
async function splitOfReset(page) {
  const { session } = await page.evaluate(() => JSON.parse(sessionStorage.getItem('cartpool.session')));
  const cart = new URL(page.url()).pathname.split('/').pop();
  const line = await WebSocketLine.open(shop.port);
  line.say({ type: 'hello', session, cart, cursor: '1.999999' });
  const { cart: view, names } = await line.hear('reset');
  line.close();
  const { rule, parts, sponsor } = view.split;
  return { rule, parts: parts.map(({ member, value }) => `${names[member]} ${value}`), sponsor: names[sponsor] ?? null };
}

/** What the bill says each pays, by the names on it. */
const shares = (page) => page.locator('#bill-shares .share').evaluateAll((rows) => rows
  .map((row) => `${row.querySelector('.who').title} ${row.querySelector('.owes').textContent}`).join(', '));

async function allSee(wanted, total) {
  for (const { page } of [ana, ben]) {
    await until(() => shares(page), wanted);
    if (total) await until(() => text(page, '#bill-total'), total);
  }
}

async function startCart(page, title) {
  await page.goto(shop.url);
  await page.locator('#start [name=name]').fill('Ana');
  await page.locator('#start [name=title]').fill(title);
  await page.locator('#start [type=submit]').click();
  await until(() => page.locator('#link').inputValue(), sees('#'));
  const link = await page.locator('#link').inputValue();
  await page.locator('#share-dialog [type=submit]').click();
  return link;
}

async function redeem(page, code) {
  await page.locator('#coupon [name=code]').fill(code);
  await page.locator('#coupon [type=submit]').click();
}

const problem = (page) => text(page, '#coupon .problem');

before(async () => {
  shop = await openShop();
  browser = await openBrowser();
  ana = await person(browser);
  ben = await person(browser, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' });
});

after(async () => {
  await browser?.close();
  await shop?.close();
});

test('the bill has shipping and the tax that is in the prices, and each window shows each share', async () => {
  const link = await startCart(ana.page, 'Dinner');
  await ben.page.goto(link);
  await ben.page.locator('#enter [name=name]').fill('Ben');
  await ben.page.locator('#enter [type=submit]').click();
  await until(() => ana.page.locator('#people .person').count(), 2);
  await add(ana.page, 'COFFEE-1KG');
  await add(ben.page, 'CHOCOLATE-70');
  // 17.90 + 2.35 + 4.90
  await allSee('Ana €12.58, Ben €12.57', '€25.15');
  assert.equal(await text(ana.page, '#adjustments'), 'Shipping€4.90');
  assert.equal(await text(ana.page, '#included'), 'of which VAT 20 %€3.38');
});

test('another rule in one window changes the shares in the other', async () => {
  await rule(ana.page, 'by_line');
  // Shipping follows what each has in the cart.
  await allSee('Ana €22.23, Ben €2.92', '€25.15');
  await until(() => text(ben.page, '#story'), sees('Ana split the bill by who added what'));
  await rule(ben.page, 'single_payer');
  await allSee('Ana €0.00, Ben €25.15');
  await ana.page.locator('.share', { hasText: 'Ana' }).locator('.payer').click();
  await allSee('Ana €25.15, Ben €0.00');
  await rule(ana.page, 'by_weight');
  await ana.page.getByLabel('More weight for Ana').click();
  await ana.page.getByLabel('More weight for Ana').click();
  await until(() => text(ben.page, '.share:first-child .weight output'), '3');
  await allSee('Ana €18.86, Ben €6.29');
  await rule(ana.page, 'equal');
  await allSee('Ana €12.58, Ben €12.57');
});

test('whoever gets the whole cart instead of its events knows its split too', async () => {
  for (const [name, parts] of [['by_line', []], ['by_weight', ['Ana 1', 'Ben 1']], ['single_payer', ['Ben 1']], ['equal', []]]) {
    await rule(ben.page, name);
    await until(() => pressed(ana.page), name);
    assert.deepEqual(await splitOfReset(ana.page), { rule: name, parts, sponsor: null });
  }
});

test('a line can be for some, and each share says why', async () => {
  await ben.page.getByLabel('Espresso beans for Ben').click();
  await until(() => text(ana.page, '.line[data-sku="COFFEE-1KG"] .fors'), sees('Only for'));
  await ana.page.locator('.share', { hasText: 'Ben' }).locator('summary').click();
  const why = ana.page.locator('.share', { hasText: 'Ben' }).locator('.why ul');
  await until(() => why.textContent(), sees('Espresso beans for one person alone€17.90'));
  await picture(ana.page, 'bill-1-why');
  await ana.page.getByLabel('Espresso beans for Ben').click();
  await until(() => why.textContent(), sees('Espresso beans €17.90, one of 2 equal parts€8.95'));
  await allSee('Ana €12.58, Ben €12.57');
});

test('one treats the others until they think better of it', async () => {
  await ana.page.locator('#treat').click();
  await allSee('Ana €25.15, Ben €0.00');
  await until(() => text(ben.page, '.share:last-child .standing'), 'Ana’s treat');
  assert.equal((await splitOfReset(ana.page)).sponsor, 'Ana');
  await ana.page.locator('#treat').click();
  await allSee('Ana €12.58, Ben €12.57');
});

test('one tip stands at a time, and anybody takes it back', async () => {
  await ana.page.locator('#tips [data-value="10"]').click();
  await allSee('Ana €13.59, Ben €13.59', '€27.18');
  await ben.page.locator('#tips [data-value="5"]').click();
  await allSee('Ana €13.08, Ben €13.08', '€26.16');
  await ana.page.locator('#tips [data-value="0"]').click();
  await allSee('Ana €12.58, Ben €12.57', '€25.15');
});

test('a coupon takes off for all, and each refusal says why', async () => {
  await redeem(ben.page, 'nonsense <b>');
  await until(() => problem(ben.page), 'There is no such coupon, or it is not valid now.');
  await redeem(ben.page, 'spring10');
  await until(() => text(ana.page, '#adjustments'), sees('Coupon SPRING10 10 %-€2.03'));
  await until(() => text(ana.page, '#bill-total'), '€23.12');
  assert.equal(await problem(ben.page), '');
  await redeem(ana.page, 'SPRING10');
  await until(() => problem(ana.page), 'This coupon is on the bill already.');
  await redeem(ana.page, 'TEAM5');
  await until(() => text(ben.page, '#bill-total'), '€18.12');
  await redeem(ana.page, 'FIRST2');
  await until(() => text(ben.page, '#bill-total'), '€16.12');

  // The same person in another cart, in another window.
  const { page, problems } = await person(browser);
  await page.goto(shop.url);
  await page.evaluate((kept) => sessionStorage.setItem('cartpool.session', kept),
    await ana.page.evaluate(() => sessionStorage.getItem('cartpool.session')));
  await startCart(page, 'Second');
  await redeem(page, 'TEAM5');
  await until(() => problem(page), 'You have used this coupon as often as one person may.');
  await redeem(page, 'FIRST2');
  await until(() => problem(page), 'This coupon has been used as often as it may be.');
  assert.deepEqual(problems, []);
  await page.context().close();

  await ana.page.getByLabel('Take out Coupon FIRST2').click();
  await until(() => text(ben.page, '#bill-total'), '€18.12');
});

test('a viewer sees the bill and is offered nothing', async () => {
  const controls = ['#coupon', '#tipping', '#splitting', '#treat', '#fix', '#reopen', '#rules', '.line .tools', '.line .fors'];
  await ana.page.getByLabel('Role of Ben').selectOption('viewer');
  await until(() => ben.page.locator('#coupon').isVisible(), false);
  await until(() => text(ben.page, '#state'), 'Live');
  await until(() => shares(ben.page), 'Ana €18.12');
  for (const control of controls) {
    assert.equal(await ben.page.locator(control).first().isVisible(), false, control);
  }
  await ana.page.getByLabel('Role of Ben').selectOption('editor');
  await allSee('Ana €9.06, Ben €9.06', '€18.12');
});

test('it fits a phone', async () => {
  const tooWide = await ben.page.evaluate(() => [...document.querySelectorAll('#shop *')]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => `${element.tagName} ${element.className}`));
  assert.deepEqual(tooWide, []);
  await ben.page.locator('#bill').scrollIntoViewIfNeeded();
  await ben.page.locator('#bill').screenshot({ path: `${process.env.CARGO_TARGET_DIR ?? 'target'}/screenshots/bill-2-phone.png` });
  await ana.page.locator('#bill').scrollIntoViewIfNeeded();
  await picture(ana.page, 'bill-2-desk');
});

test('the fixed bill stays as it is, and says so', async () => {
  assert.equal(await ben.page.locator('#fix').isVisible(), false, 'only who checks out fixes');
  assert.match(await text(ben.page, '#bill-hint'), /^Ana fixes the bill/);
  await ana.page.locator('#fix').click();
  for (const { page } of [ana, ben]) {
    await until(() => text(page, '#bill-state'), 'Fixed');
    assert.ok(await page.locator('#fixed').isVisible());
    assert.ok(await page.locator('.line .stepper button').first().isDisabled());
    assert.ok(await page.locator('.item .add').first().isDisabled());
    assert.equal(await page.locator('#rules').isVisible(), false);
    assert.equal(await page.locator('.drawing .bar').count(), 2);
    assert.equal(await page.locator('.drawing .arrow').count(), 0);
  }
  await ana.page.locator('#reopen').click();
  await until(() => ben.page.locator('#rules').isVisible(), true);
  await ana.page.locator('#fix').click();
  await until(() => text(ben.page, '#bill-state'), 'Fixed');
});

test('who paid for all is paid back along the drawn arrow, and says so themselves', async () => {
  await ben.page.locator('.share', { hasText: 'Ben' }).locator('.pay-all').click();
  for (const { page } of [ana, ben]) {
    await until(() => text(page, '#bill-state'), 'Paid');
    await until(() => page.locator('.drawing .arrow').count(), 1);
    await until(() => page.locator('.drawing svg').getAttribute('aria-label'), sees('Ana pays Ben €9.06'));
  }
  assert.equal(await ana.page.locator('#reopen').isVisible(), false);
  assert.equal(await ana.page.locator('#transfers button').count(), 0, 'only the payee says that it came');
  await until(() => text(ana.page, '#story'), sees('Ben paid the shop €18.12'));
  await picture(ana.page, 'bill-3-settle-desk');
  await ben.page.locator('#settlement').scrollIntoViewIfNeeded();
  await picture(ben.page, 'bill-3-settle-phone');

  await ana.page.reload();
  await ben.page.reload();
  await until(() => ana.page.locator('.drawing .arrow').count(), 1);
  await allSee('Ana €9.06, Ben €9.06', '€18.12');
  await ben.page.locator('#transfers button').click();
  for (const { page } of [ana, ben]) {
    await until(() => text(page, '#bill-hint'), 'Paid, and everybody is even.');
    assert.equal(await page.locator('.drawing .arrow').count(), 0);
  }
  await ana.page.reload();
  await until(() => text(ana.page, '#bill-hint'), 'Paid, and everybody is even.');
  await until(() => text(ana.page, '#story'), sees('You paid Ben €9.06'));
});

test('three settle in as many arrows as it takes, and a name is only ever text', async () => {
  const name = '"><img src=x onerror=alert(1)> \u202Eא 👩‍👧';
  // What turns the direction of a text would turn amounts around as well.
  const shown = name.replace('\u202E', '');
  const link = await startCart(ana.page, 'Lake');
  const eve = await person(browser);
  await ben.page.goto(link);
  await ben.page.locator('#enter [name=name]').fill('Ben');
  await ben.page.locator('#enter [type=submit]').click();
  await eve.page.goto(link);
  await eve.page.locator('#enter [name=name]').fill(name);
  await eve.page.locator('#enter [type=submit]').click();
  for (const [page, sku] of [[ana.page, 'TENT-3P'], [ben.page, 'PASTA-500'], [eve.page, 'KETTLE-CAMP']]) await add(page, sku);
  await until(() => ana.page.locator('.line').count(), 3);
  await ana.page.getByLabel('Spaghetti for Ben').click();
  await rule(ana.page, 'by_weight');
  await ana.page.getByLabel('More weight for Ben').click();
  await until(() => shares(eve.page), `Ana €55.42, Ben €112.66, ${shown} €55.41`);
  await ana.page.locator('#cart').scrollIntoViewIfNeeded();
  await picture(ana.page, 'bill-4-cart-desk');
  await ben.page.locator('#splitting').scrollIntoViewIfNeeded();
  await ben.page.locator('#treat').scrollIntoViewIfNeeded();
  await picture(ben.page, 'bill-4-weights-phone');
  await ana.page.locator('#fix').click();
  await ana.page.locator('.share', { hasText: 'Ana' }).locator('.pay-all').click();
  for (const { page } of [ana, ben, eve]) await until(() => page.locator('.drawing .arrow').count(), 2);
  await until(() => ana.page.locator('#transfers li').count(), 2);
  const transfers = (await ana.page.locator('#transfers li').allTextContents()).join();
  assert.match(transfers, /pays you €55\.41/);
  assert.match(transfers, /Ben pays you €112\.66/);
  const titles = await ana.page.locator('.drawing title').allTextContents();
  assert.ok(titles.includes(shown), titles.join());
  for (const { page } of [ana, ben, eve]) assert.equal(await page.locator('#bill img').count(), 0);
  await ana.page.locator('#settlement').scrollIntoViewIfNeeded();
  await picture(ana.page, 'bill-4-three-desk');
  await ben.page.locator('#settlement').scrollIntoViewIfNeeded();
  await picture(ben.page, 'bill-4-three-phone');
  await ana.page.locator('#transfers button').first().click();
  await until(() => ben.page.locator('.drawing .arrow').count(), 1);
  assert.deepEqual(eve.problems, []);
  await eve.page.context().close();
});

test('no page and no server met an error', () => {
  assert.deepEqual([...ana.problems, ...ben.problems], []);
  assert.equal(shop.errors(), '');
  assert.ok(shop.isRunning());
});
