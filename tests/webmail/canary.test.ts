import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { holds, makeCanary } from './support/canary.ts';

/** In capitals: a canary that is cut off could go on with their small letters. */
const around = (text: string): Buffer => Buffer.from(`BEFORE ${text} AFTER`);
/** Short words only, so that it is found as a whole or not at all. */
const awkward = (): string => `7 o'clock & "${makeCanary().slice(0, 9)}" <über>`;

describe('the search for a text in a record', () => {
  it.each([
    ['plain', (text: string) => around(text)],
    ['URL-encoded', (text: string) => around(encodeURIComponent(text))],
    ['form-encoded', (text: string) => around(new URLSearchParams({ text }).toString())],
    ['in JSON', (text: string) => around(JSON.stringify({ text }))],
    ['in hex', (text: string) => around(Buffer.from(text).toString('hex'))],
    [
      'HTML-escaped',
      (text: string) =>
        around(text.replace(/[&<>"]/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[c] ?? 'quot'};`)),
    ],
    ['broken into lines', (text: string) => around(text.replace(/.{9}/g, '$&\r\n'))],
    ['in base64 at the start', (text: string) => Buffer.from(Buffer.from(`${text} and on`).toString('base64'))],
    ['in base64 after one octet', (text: string) => Buffer.from(Buffer.from(`-${text} and on`).toString('base64'))],
    ['in base64 after two octets', (text: string) => Buffer.from(Buffer.from(`--${text} and on`).toString('base64'))],
    ['in base64url', (text: string) => Buffer.from(Buffer.from(`--${text}ÿþ`).toString('base64url'))],
    [
      'in base64 of 76 columns',
      (text: string) =>
        Buffer.from(
          Buffer.from(`${'x'.repeat(50)}${text}`)
            .toString('base64')
            .replace(/.{76}/g, '$&\n'),
        ),
    ],
  ])('finds it %s', (_, write) => {
    const text = awkward();
    expect(holds(write(text), text)).toBe(true);
    expect(holds(write(awkward()), text)).toBe(false);
  });

  it('finds the first eight letters of a canary alone', () => {
    // Its eighth letter is the first of the word behind it.
    const canary = `bcdefgha${makeCanary().slice(8)}`;
    expect(holds(around(canary.slice(0, 8)), canary)).toBe(true);
    expect(holds(around(canary.slice(0, 7)), canary)).toBe(false);
  });

  it('does not look into compressed data, which the apps unpack first', () => {
    const canary = makeCanary();
    expect(holds(gzipSync(canary.repeat(9)), canary)).toBe(false);
  });
});
