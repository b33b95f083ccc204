// A running shop, a line to it that can break, and browsers to visit it with.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const { chromium } = createRequire(join(target, 'browser', 'package.json'))('playwright-core');

const STOREFRONT = join(target, 'debug', 'examples', 'storefront');

/**
 * Starts the storefront, on a free port unless `port` is given, with its carts in `data` if that is, and with group buys that
 * last as `campaign` says: the seconds to the lock and to the deadline. `errors()` is what it wrote to its standard error;
 * `close(signal)` ends it and resolves with how it ended.
 */
export async function openShop({ data, port = 0, campaign } = {}) {
  const { DATA: _, CAMPAIGN: __, ...environment } = process.env;
  const server = spawn(STOREFRONT, {
    env: { ...environment, PORT: String(port), ...(data && { DATA: data }), ...(campaign && { CAMPAIGN: campaign }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  server.stderr.on('data', (text) => errors += text);
  for await (const line of createInterface({ input: server.stdout })) {
    const [url] = line.match(/http:\S+/) ?? [];
    if (!url) continue;
    const isRunning = () => server.exitCode === null && server.signalCode === null;
    const close = async (signal = 'SIGTERM') => {
      if (!isRunning()) return server.exitCode ?? server.signalCode;
      const ended = once(server, 'exit');
      server.kill(signal);
      const [code, killedBy] = await ended;
      return code ?? killedBy;
    };
    return { url, port: Number(new URL(url).port), errors: () => errors, isRunning, close };
  }
  throw new Error(`the storefront did not start: ${errors}`);
}

/** A storefront that cannot start: how it ended, and what it said. */
export function failToOpenShop(environment) {
  const { status, stderr } = spawnSync(STOREFRONT, {
    env: { ...process.env, PORT: '0', ...environment }, encoding: 'utf8', timeout: 10_000,
  });
  return { status, stderr };
}

/**
 * A line to the shop that can be cut and mended, or muted: a muted line carries what the browser says and swallows what
 * the shop answers.
 */
export async function openLine(port) {
  const sockets = new Set();
  let isCut = false;
  let isMute = false;
  const proxy = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [socket, other] of [[near, far], [far, near]]) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => isMute || near.write(data));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const drop = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    cut() {
      isCut = true;
      drop();
    },
    mute: () => isMute = true,
    mend() {
      isCut = false;
      isMute = false;
    },
    close() {
      drop();
      proxy.close();
    },
  };
}

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

/** A person at a browser of their own. Errors of the page are the test's errors. */
export async function person(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) problems.push(message.text());
  });
  return { page, problems };
}

/** Waits until `read` gives what is wanted; says what it gave last, where it never does. */
export async function until(read, wanted, ms = 10_000) {
  const isWanted = typeof wanted === 'function' ? wanted : (value) => value === wanted;
  const started = performance.now();
  let value;
  while (performance.now() - started < ms) {
    value = await read();
    if (isWanted(value)) return performance.now() - started;
    await pause(15);
  }
  throw new Error(`after ${ms} ms it is still ${JSON.stringify(value)}, wanted ${wanted}`);
}

/** Keeps a picture of the page under the target folder, for whoever wants to look. */
export async function picture(page, name, options = {}) {
  const folder = join(target, 'screenshots');
  mkdirSync(folder, { recursive: true });
  // Let what moves come to rest.
  await pause(500);
  await page.screenshot({ path: join(folder, `${name}.png`), ...options });
}
