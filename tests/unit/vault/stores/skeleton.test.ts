// Which names look the same, by Unicode's own table and by what a person may take for one another.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assert, constantFrom, property, string } from 'fast-check';
import official from 'unhomoglyph/data.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { ourNames, ourRemarks, readsLikeOurWords } from '../../../../src/vault/stores/our-words.ts';
import { lookTheSame, skeletonOf } from '../../../../src/vault/stores/skeleton.ts';

const path = (file: string) => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));
const words = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(path(`src/static/locales/${language}.json`), 'utf8'));

/** Letters that NFD leaves as they are; the others are never looked up. Of `ӏ` later versions of the table say another thing. */
const rows = Object.entries(official).filter(([letter]) => letter === letter.normalize('NFD') && letter !== 'ӏ');
const name = string({ unit: constantFrom(...rows.flat(), ...'abcdefghijklmnopqrstuvwxyzABILMORW 01|.') });

describe('the skeleton of a name', () => {
  it('is made with the table that its script writes', () => {
    const made = execFileSync(process.execPath, [path('scripts/make-confusables.mjs'), '--print'], {
      encoding: 'utf8',
    });
    expect(made).toBe(readFileSync(path('src/vault/stores/confusables.ts'), 'utf8'));
  });

  it('is the same for both sides of every row of the standard', () => {
    expect(rows.length).toBeGreaterThan(5000);
    expect(rows.filter(([letter, like]) => skeletonOf(letter) !== skeletonOf(like))).toEqual([]);
  });

  it('is its own skeleton', () => {
    assert(property(name, (text) => skeletonOf(skeletonOf(text)) === skeletonOf(text)));
  });
});

describe('two names', () => {
  it('look the same if their skeletons are, in either order', () => {
    assert(property(name, (text) => lookTheSame(text, skeletonOf(text))));
    assert(property(name, name, (a, b) => lookTheSame(a, b) === lookTheSame(b, a)));
  });

  it.each([
    ['Paul', 'РauI'],
    ['alice', 'AIice'],
    ['Mary', 'rnary'],
    ['MARK', 'rnark'],
    ['Wendy', 'VVendy'],
    ['Emil', 'Ernil'],
    ['Bob', 'вов'],
    ['Anna-Lena', 'Anna Lena'],
  ])('look the same: %s and %s', (a, b) => expect(lookTheSame(a, b)).toBe(true));

  it.each([
    ['Ian', 'Lan'],
    ['Ali', 'All'],
    ['Bob', 'Böb'],
    ['Bob', 'Bob (2)'],
    ['Jose', 'José'],
    ['?', '!'],
    ['田中', '田口'],
  ])('do not look the same: %s and %s', (a, b) => expect(lookTheSame(a, b)).toBe(false));
});

it.each(['en', 'de', 'fr'])('no name reads like what Fieldseal says of people (%s)', (language) => {
  const { composer_to_me, contact_verified } = words(language);
  expect(ourNames).toContain(composer_to_me);
  expect(ourRemarks).toContain(contact_verified);
  expect([composer_to_me, `Bob ${contact_verified}`].filter((text) => !readsLikeOurWords(text ?? ''))).toEqual([]);
});
