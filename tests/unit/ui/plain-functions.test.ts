import { describe, expect, test } from 'vitest';
import { parseMinutes } from '../../../src/ui/app/parse-minutes.ts';
import { parseSite, siteName } from '../../../src/ui/site-name.ts';
import { sealProblem } from '../../../src/ui/text/seal-problem.ts';
import { formatCountdown, formatDay } from '../../../src/ui/time.ts';
import { tokenKind } from '../../../src/ui/token-kind.ts';

describe('countdown', () => {
  test.each([
    [900_000, '15:00'],
    [61_000, '1:01'],
    [59_001, '1:00'],
    [1, '0:01'],
    [0, '0:00'],
    [-5000, '0:00'],
  ])('%i ms is %s', (left, words) => expect(formatCountdown(left)).toBe(words));

  test('a day is written in the words of the language', () => {
    expect(formatDay(Date.UTC(2026, 10, 21, 12), 'de')).toBe('21. November 2026');
    expect(formatDay(Date.UTC(2026, 10, 21, 12), 'fr')).toBe('21 novembre 2026');
  });
});

describe('sites', () => {
  test('https goes without saying, http does not', () => {
    expect(siteName('https://example.org')).toBe('example.org');
    expect(siteName('http://example.org:8080')).toBe('http://example.org:8080');
  });

  test.each([
    ['example.org/forum?x=1', 'https://example.org'],
    ['http://localhost:8080/x', 'http://localhost:8080'],
    ['  https://Example.ORG ', 'https://example.org'],
  ])('%s is the site %s', (typed, origin) => expect(parseSite(typed)).toBe(origin));

  test.each(['ftp://x', 'javascript:alert(1)', 'chrome://settings', 'file:///etc/passwd', '', 'http://', 'a b'])(
    '%s is no site',
    (typed) => expect(parseSite(typed)).toBeUndefined(),
  );
});

describe('minutes until the lock', () => {
  test.each([
    ['1', 1],
    [' 480 ', 480],
    ['0', undefined],
    ['481', undefined],
    ['1.5', undefined],
    ['1e2', undefined],
    ['-5', undefined],
    ['', undefined],
  ])('%j is %s', (typed, minutes) => expect(parseMinutes(typed)).toBe(minutes));
});

describe('tokens', () => {
  test('a card is told by its first marker, with quote marks before it too', () => {
    expect(tokenKind('FSEAL1c002SAbc')).toBe('card');
    expect(tokenKind('> FSEAL1c002SAbc')).toBe('card');
    expect(tokenKind('FSEAL1m005tAbcFSEAL1c')).toBe('sealed');
    expect(tokenKind('FSEAL2m005tAbcFSEAL1c')).toBe('sealed');
    expect(tokenKind('anything else')).toBe('sealed');
  });
});

describe('what keeps a text from being sealed', () => {
  test('nothing written comes before nobody chosen', () => {
    expect(sealProblem({ text: '', to: [], withPassphrase: false })).toBe('empty');
    expect(sealProblem({ text: 'x', to: [], withPassphrase: false })).toBe('no-recipients');
  });

  test('half a character is named before it becomes another one, and whole ones of four bytes are not', () => {
    for (const text of ['\ud83d', 'a\udc00b', '\udc69\ud83d'])
      expect(sealProblem({ text, to: ['a'], withPassphrase: false })).toBe('half-character');
    for (const text of ['\u{1f469}\u200d\u{1f52c}', 'e\u0301', '\u202babc', '\ufffd', '\r\n\t \0'])
      expect(sealProblem({ text, to: ['a'], withPassphrase: false })).toBeUndefined();
  });

  test('a passphrase or a contact is enough', () => {
    expect(sealProblem({ text: 'x', to: [], withPassphrase: true })).toBeUndefined();
    expect(sealProblem({ text: 'x', to: ['a'], withPassphrase: false })).toBeUndefined();
  });
});
