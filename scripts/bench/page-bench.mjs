// What the content script costs a page: the processor's time its functions take, out of the browser's own trace of one tab.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer';
import { armor } from '../../src/bytes/armor.ts';
import { cost } from './page-cost.mjs';

const rounds = 5;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const token = (seed) =>
  armor(
    'message',
    Uint8Array.from({ length: 200 }, (_, i) => (i * 31 + seed * 17) & 255),
  );

/** 20,022 elements with some 200 KB of text, 22 sealed texts among them, none on the first screen: no badges are drawn. */
const bigPage = () => {
  const rows = Array.from({ length: 4_995 }, (_, i) => {
    const words = i % 227 === 100 ? token(i) : `Row ${i} says something of no matter`;
    return `<div class="row"><span>${i}</span><p>${words}</p><a href="#${i}">more</a></div>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>big</title><main id="main">${rows.join('')}</main>`;
};

/** 540 nodes each 200 ms and 300 changed texts each 50 ms, for eight seconds. */
const busyFeed = `
  const main = document.querySelector('#main');
  const texts = [...document.querySelectorAll('p')].slice(0, 300).map((p) => p.firstChild);
  let n = 0;
  const add = setInterval(() => {
    const batch = document.createDocumentFragment();
    for (let i = 0; i < 180; i++) {
      const row = document.createElement('div');
      const p = document.createElement('p');
      p.textContent = 'a new line ' + n++;
      row.append(p);
      batch.append(row);
    }
    main.append(batch);
  }, 200);
  const change = setInterval(() => { for (const text of texts) text.data = 'changed ' + n++; }, 50);
  setTimeout(() => { clearInterval(add); clearInterval(change); globalThis.over = true; }, 8000);`;

/** 10,000 texts that look sealed and are not, changed ten times a second for five seconds. */
const flood = (fake) => `
  const main = document.querySelector('#main');
  main.textContent = '';
  const texts = Array.from({ length: 10000 }, (_, i) => {
    const p = document.createElement('p');
    p.textContent = '${fake}' + i;
    main.append(p);
    return p.firstChild;
  });
  let n = 0;
  const change = setInterval(() => { for (const text of texts) text.data = '${fake}' + n++; }, 100);
  setTimeout(() => { clearInterval(change); globalThis.over = true; }, 5000);`;

const over = (page) => page.waitForFunction('globalThis.over === true', { timeout: 60_000, polling: 100 });
const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 1500)));

const scanOnce = (browser, origin) => async () => {
  const page = await browser.newPage();
  const spent = await cost(page, async () => {
    await page.goto(origin);
    await settled(page);
  });
  await page.close();
  return spent;
};

const runIn = async (browser, origin, source) => {
  const page = await browser.newPage();
  await page.goto(origin);
  await settled(page);
  const spent = await cost(page, async () => {
    await page.evaluate(source);
    await over(page);
  });
  await page.close();
  return spent;
};

/** A row of the table. The peer is the limit that we set ourselves; `worst_ms` is the longest single function. */
const row = (name, { total, worst }, limit) => ({
  ...{ name, ours_ms: total, worst_ms: worst },
  ...{ peer: 'our limit', peer_ms: limit, ratio: limit / total },
});

/** Rows for the bench table, each measured in a browser of its own making. */
export const pageRows = async (build = process.env.FIELDSEAL_BUILD ?? '.output/chrome-loopback') => {
  const body = bigPage();
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(body));
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const folder = mkdtempSync(join(tmpdir(), 'fieldseal-bench-'));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    pipe: true,
    enableExtensions: [resolve(build)],
    userDataDir: folder,
    args: ['--disable-gpu', '--no-first-run', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    await browser.waitForTarget((target) => target.type() === 'service_worker');
    const origin = `http://localhost:${server.address().port}`;
    const scan = scanOnce(browser, origin);
    const scans = [];
    for (let i = 0; i < rounds; i++) scans.push(await scan());
    const feed = await runIn(browser, origin, busyFeed);
    const fakes = await runIn(browser, origin, flood(token(7).slice(0, 150)));
    const scanned = { total: median(scans.map(({ total }) => total)), worst: median(scans.map(({ worst }) => worst)) };
    return [
      row('scan 20,022 elements', scanned, 15),
      row('busy feed for 8 s', feed, 150),
      row('10,000 fakes, each second', { ...fakes, total: fakes.total / 5 }, 100),
    ];
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
