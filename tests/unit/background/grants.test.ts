import { beforeAll, describe, expect, it } from 'vitest';
import { installFakeBrowser } from './fake-browser.ts';

let patternsOf: typeof import('../../../src/background/grants.ts').patternsOf;
beforeAll(async () => {
  installFakeBrowser();
  ({ patternsOf } = await import('../../../src/background/grants.ts'));
});

/** What a document does that is told of sites that were taken back. */
const leaves = (pattern: string, origin: string): boolean =>
  patternsOf(pattern).some((site) => new URLPattern(site).test(origin));

describe('a document is left alone', () => {
  it.each([
    ['http://localhost/*', 'http://localhost:8080', true],
    ['http://localhost/*', 'https://localhost', false],
    ['https://forum.example/*', 'https://forum.example', true],
    ['https://forum.example/*', 'https://forum.example.evil.test', false],
    ['https://forum.example/*', 'https://www.forum.example', false],
    ['https://*.forum.example/*', 'https://www.forum.example', true],
    ['https://*.forum.example/*', 'https://forum.example', true],
    ['*://forum.example/*', 'http://forum.example:81', true],
    ['https://*/*', 'https://anything.example', true],
    ['https://*/*', 'http://anything.example', false],
    ['http://[::1]/*', 'http://[::1]:8080', true],
    ['<all_urls>', 'https://anything.example', true],
  ])('%s was taken back: %s → %s', (pattern, origin, expected) => expect(leaves(pattern, origin)).toBe(expected));
});
