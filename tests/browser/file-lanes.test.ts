import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealIndependently } from '../support/files.ts';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function bundle(entry: string): Promise<string> {
  const lib = { entry, formats: ['iife' as const], name: 'bundled' };
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
  const [result] = Array.isArray(built) ? built : [];
  const code = result?.output[0].code;
  if (code === undefined) throw new Error(`${entry} was not bundled`);
  return code;
}

/** A site that serves an empty page, the worker and the core. */
async function serve(worker: string): Promise<Server> {
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const body =
      name === 'worker.js' ? worker : name.endsWith('.wasm') ? readFileSync(path(`../../build/${name}`)) : '';
    const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.wasm') ? 'application/wasm' : 'text/html';
    response.setHeader('content-type', type).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

describe('files in the browser', () => {
  let [browser, server, inPage]: [Browser?, Server?, string?] = [];
  beforeAll(async () => {
    server = await serve(await bundle(fileURLToPath(new URL('./file/worker.ts', import.meta.url))));
    inPage = await bundle(fileURLToPath(new URL('./file/in-page.ts', import.meta.url)));
    browser = await puppeteer.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--disable-gpu', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('are sealed and opened in two workers, byte for byte as the specification says', async () => {
    const page = await browser!.newPage();
    await page.goto(`http://localhost:${(server!.address() as AddressInfo).port}/`);
    await page.evaluate(inPage!);
    const outcome = await page.evaluate(() => globalThis.sealAndOpen!(7, 3));
    const piece = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i * 31) >> 3);
    const plaintext = Buffer.concat([piece, piece, piece]);
    const sealed = sealIndependently(new Uint8Array(32).fill(7), new Uint8Array(32).fill(9), 18, plaintext);
    expect(outcome.digests).toEqual([sha256(plaintext), sha256(sealed), sha256(plaintext)]);
    expect(outcome.progress.at(-1)).toBe(3_000_000);
    expect(outcome.cut).toBe('authentication-failed');
    expect(outcome.stopped).toBe('no more');
    await page.close();
  });
});
