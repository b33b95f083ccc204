// The shop keeps its carts in a file: it ends and comes back, and open windows just go on.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { failToOpenShop, openBrowser, openLine, openShop, person, picture, until } from './shop.mjs';

const folder = mkdtempSync(join(tmpdir(), 'storefront-'));
const data = join(folder, 'carts.db');
let shop, line, browser, ana, ben;

const quantity = async (page, sku) => {
  const field = page.locator(`.line[data-sku="${sku}"] .quantity`);
  return (await field.count()) === 0 ? 0 : Number(await field.inputValue());
};
const add = (page, sku) => page.locator(`.item[data-sku="${sku}"] .add`).click();
const state = (page) => page.locator('#state').textContent();
const story = (page) => page.locator('#story li').allTextContents();
const toasts = (page) => page.locator('#toasts').textContent();
const sees = (text) => (seen) => seen.includes(text);

async function allSee(pages, quantities) {
  for (const page of pages) {
    for (const [sku, count] of Object.entries(quantities)) await until(() => quantity(page, sku), count);
  }
}

async function allLive(...pages) {
  for (const page of pages) await until(() => state(page), 'Live', 20_000);
}

/** The shop comes back at the address it had. */
async function reopen() {
  shop = await openShop({ data, port: shop.port });
}

/** Makes a link as whoever looks at `page`. */
async function linkFrom(page) {
  await page.locator('#share').click();
  await until(() => page.locator('#link').inputValue(), (link) => link.includes('#'));
  const link = new URL(await page.locator('#link').inputValue());
  await page.locator('#share-dialog [type=submit]').click();
  return link.pathname + link.hash;
}

async function enter(page, url, name) {
  await page.goto(url);
  await page.locator('#enter [name=name]').fill(name);
  await page.locator('#enter [type=submit]').click();
  await allLive(page);
}

before(async () => {
  shop = await openShop({ data });
  line = await openLine(shop.port);
  browser = await openBrowser();
  ana = await person(browser);
  ben = await person(browser, { colorScheme: 'dark' });
  await ana.page.goto(shop.url);
  await ana.page.locator('#start [name=name]').fill('Ana');
  await ana.page.locator('#start [name=title]').fill('Office kitchen');
  await ana.page.locator('#start [type=submit]').click();
  await until(() => ana.page.locator('#link').inputValue(), (link) => link.includes('#'));
  const link = new URL(await ana.page.locator('#link').inputValue());
  await ana.page.locator('#share-dialog [type=submit]').click();
  // Ben's line is one that the test can break.
  await enter(ben.page, line.url + link.pathname + link.hash, 'Ben');
  await allLive(ana.page);
});

after(async () => {
  await browser?.close();
  line?.close();
  await shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a shop that is told to end comes back, and both windows go on where they were', async () => {
  await add(ana.page, 'COFFEE-1KG');
  await add(ben.page, 'MILK-OAT');
  await allSee([ana.page, ben.page], { 'COFFEE-1KG': 1, 'MILK-OAT': 1 });
  const told = await story(ben.page);
  // Their windows load nothing anew: what is marked now must still be there.
  for (const { page } of [ana, ben]) await page.evaluate(() => window.marked = true);

  assert.equal(await shop.close('SIGTERM'), 0);
  for (const { page } of [ana, ben]) await until(() => state(page), sees('Reconnecting'));
  await add(ana.page, 'COFFEE-1KG');
  await add(ana.page, 'TEA-GREEN');
  await until(() => state(ana.page), sees('2 waiting'));
  await picture(ana.page, 'restart-1-down');
  assert.equal(await quantity(ana.page, 'COFFEE-1KG'), 1);

  await reopen();
  await allLive(ana.page, ben.page);
  await allSee([ana.page, ben.page], { 'COFFEE-1KG': 2, 'MILK-OAT': 1, 'TEA-GREEN': 1 });
  // Ben's story went on from his cursor: had he been sent the whole cart, what came before would be gone.
  const goesOn = await story(ben.page);
  assert.equal(goesOn.length, told.length + 2);
  assert.ok(goesOn.some(sees('You joined as editor')));
  assert.ok(!goesOn.some(sees('Prices changed')), 'prices set again are no news');
  for (const { page } of [ana, ben]) {
    assert.equal(await page.evaluate(() => window.marked), true);
    assert.equal(await toasts(page).then(sees('Not done')), false);
  }
  await picture(ben.page, 'restart-2-back');
});

test('a shop that is killed in the middle of it loses nothing and counts nothing twice', async () => {
  const clicks = 8;
  for (let kill = 0; kill < 2; kill += 1) {
    const busy = (async () => {
      for (let i = 0; i < clicks; i += 1) {
        await add(ana.page, 'APPLE-KG');
        await add(ben.page, 'BANANA-KG');
      }
    })();
    // Some are answered by now, some are on their way, some are made while nobody is there.
    await until(() => quantity(ana.page, 'APPLE-KG'), (seen) => seen > kill * clicks + 2);
    assert.equal(await shop.close('SIGKILL'), 'SIGKILL');
    await busy;
    await until(() => state(ana.page), sees('waiting'));
    await reopen();
    await allLive(ana.page, ben.page);
    const all = (kill + 1) * clicks;
    await allSee([ana.page, ben.page], { 'APPLE-KG': all, 'BANANA-KG': all, 'COFFEE-1KG': 2 });
    assert.ok((await story(ben.page)).some(sees('You joined as editor')), 'his story goes on');
  }
  for (const { page } of [ana, ben]) assert.equal(await toasts(page).then(sees('Not done')), false);
});

test('a change whose answer died with the shop is sent again and counts once', async () => {
  line.mute();
  await add(ben.page, 'EGGS-10');
  await until(() => quantity(ana.page, 'EGGS-10'), 1);
  assert.equal(await quantity(ben.page, 'EGGS-10'), 0);
  await shop.close('SIGKILL');
  line.cut();
  await until(() => state(ben.page), sees('1 waiting'));
  line.mend();
  await reopen();
  await allLive(ana.page, ben.page);
  await allSee([ana.page, ben.page], { 'EGGS-10': 1 });
});

test('a link outlives the shop that made it, and so does everybody’s name', async () => {
  const link = await linkFrom(ana.page);
  await shop.close('SIGTERM');
  await reopen();
  const { page, problems } = await person(browser);
  await enter(page, shop.url + link, 'Cleo');
  await until(() => page.locator('#people').textContent(), (seen) => ['Ana', 'Ben', 'Cleo'].every((name) => seen.includes(name)));
  await ben.page.reload();
  await allLive(ana.page, ben.page);
  await until(() => ben.page.locator('#people').textContent(), sees('Cleo'));
  assert.deepEqual(problems, []);
  await page.context().close();
});

test('two servers with one file are one shop: each window sees the other’s changes at once', async () => {
  const other = await openShop({ data });
  const { page, problems } = await person(browser, { colorScheme: 'dark' });
  await enter(page, other.url + await linkFrom(ana.page), 'Dan');
  await until(() => ana.page.locator('#people').textContent(), sees('Dan'), 1_000);
  for (let turn = 1; turn <= 3; turn += 1) {
    await add(ana.page, 'PLANT-POTHOS');
    await until(() => quantity(page, 'PLANT-POTHOS'), 2 * turn - 1, 1_000);
    await add(page, 'PLANT-POTHOS');
    await until(() => quantity(ana.page, 'PLANT-POTHOS'), 2 * turn, 1_000);
  }
  const five = async (page) => {
    for (let i = 0; i < 5; i += 1) await add(page, 'CANDLE');
  };
  await Promise.all([five(ana.page), five(page)]);
  await allSee([ana.page, ben.page, page], { 'CANDLE': 10, 'PLANT-POTHOS': 6 });
  assert.equal(await page.locator('#subtotal').textContent(), await ana.page.locator('#subtotal').textContent());
  await picture(ana.page, 'restart-3-one-server');
  await picture(page, 'restart-4-the-other');
  // One of the two goes; the other's windows notice nothing.
  assert.equal(await other.close('SIGKILL'), 'SIGKILL');
  await until(() => state(page), sees('Reconnecting'));
  await add(ben.page, 'CANDLE');
  await allSee([ana.page, ben.page], { 'CANDLE': 11 });
  assert.equal(await state(ana.page), 'Live');
  assert.deepEqual(problems, []);
  await page.context().close();
});

test('a file that cannot keep carts is refused with its name and the reason', () => {
  const text = join(folder, 'notes.txt');
  writeFileSync(text, 'not a journal of anything');
  for (const [path, code] of [
    [join(folder, 'nowhere', 'carts.db'), 'storage_not_found'],
    [text, 'storage_not_recognized'],
    [folder, 'storage_not_recognized'],
  ]) {
    const { status, stderr } = failToOpenShop({ DATA: path });
    assert.equal(status, 1);
    assert.ok(stderr.includes(`cannot keep carts in ${path}: `) && stderr.includes(code), stderr);
  }
});

test('no page and no server met an error', () => {
  assert.deepEqual([...ana.problems, ...ben.problems], []);
  assert.equal(shop.errors(), '');
  assert.ok(shop.isRunning());
});
