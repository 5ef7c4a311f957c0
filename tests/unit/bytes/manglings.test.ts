import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor, findArmored, parseArmor } from '../../../src/bytes/armor.ts';
import { BREAKING, MANGLINGS } from './manglings.ts';

const NAMES = [
  'unchanged',
  'wrapped at 72 columns',
  'wrapped at 76 columns with CRLF',
  'broken after 998 characters',
  'br elements, newlines in the text',
  'br elements, nothing in the text',
  'wbr elements',
  'a zero-width space every 10 characters',
  'soft hyphens',
  'no-break spaces',
  'spans around parts',
  'newlines collapsed to one space',
  'trimmed, with white space around',
  'word joiners and byte order marks',
  'linkified',
  'linkified as a short message',
  'Markdown with typographer',
  'Markdown, hard breaks',
  'smart punctuation',
  'smart dashes of a wiki',
  'smart dashes of a keyboard',
  'put between emphasis marks',
  'quoted with >',
  'quoted twice',
  'format=flowed',
  'HTML escaped twice',
  'capitals by style sheet',
  'lower case',
  'cut short with an ellipsis',
];

const payload = fc.uint8Array({ minLength: 30, maxLength: 2000 });
const SURROUNDINGS = ['', 'Hello Bob -- look at this "thing" (c): '];

const outcome = (text: string): unknown => {
  try {
    return parseArmor(text);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('what pages do to sealed text', () => {
  it('is tried in 29 ways, of which at most two may break it', () => {
    expect(Object.keys(MANGLINGS)).toEqual(NAMES);
    expect(NAMES).toHaveLength(29);
    expect(Object.keys(BREAKING)).toHaveLength(2);
  });

  describe.each(SURROUNDINGS)('after %j', (before) => {
    it.each(NAMES.filter((name) => !(name in BREAKING)))('survives: %s', (name) => {
      fc.assert(
        fc.property(payload, (bytes) => {
          const token = armor('message', bytes);
          const mangled = MANGLINGS[name]!(before + token);
          expect(outcome(mangled)).toEqual({ kind: 'message', payload: bytes });
          expect(findArmored(mangled).map((one) => one.text)).toEqual([token]);
        }),
        { numRuns: 40 },
      );
    });

    it.each(Object.entries(BREAKING))('is told: %s', (name, code) => {
      fc.assert(
        fc.property(payload, (bytes) => {
          const mangled = MANGLINGS[name]!(before + armor('message', bytes));
          expect(outcome(mangled)).toBe(code);
          expect(findArmored(mangled).map((one) => one.problem)).toEqual([code]);
        }),
        { numRuns: 40 },
      );
    });
  });

  it('changes a text that is not made of letters and digits alone: the simulations do something', () => {
    const fragile = 'A--b __c__ _d_ "e" & <f> https://example.org @me (c) ... '.repeat(30);
    const harmless = ['unchanged'];
    for (const name of NAMES)
      expect([name, MANGLINGS[name]!(fragile) !== fragile]).toEqual([name, !harmless.includes(name)]);
  });
});
