import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countedErrors, errorKeys } from '../../../src/ui/error-keys.ts';
import { readErrorCodes } from './error-codes.ts';
import { filesUnder, root } from './sources.ts';

type Message = string | Readonly<Record<string, string>>;
type Locale = Readonly<Record<string, Message>>;

const folder = `${root}/src/static/locales`;
const read = (file: string): Locale => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Locale;
const english = read('en.json');
const others = readdirSync(folder).filter((file) => file !== 'en.json');

const placeholders = (message: Message | undefined): string[] =>
  [...new Set(JSON.stringify(message).match(/\$\d/g))].sort();
const forms = (message: Message | undefined): string[] =>
  typeof message === 'object' ? Object.keys(message).sort() : [];

describe('locale files', () => {
  test('there are German and French ones', () =>
    expect(others).toEqual(expect.arrayContaining(['de.json', 'fr.json'])));

  describe.each(others)('%s', (file) => {
    const locale = read(file);

    test('has exactly the keys of the English one, in its order', () => {
      expect(Object.keys(locale)).toEqual(Object.keys(english));
    });

    test('has the same placeholders and plural forms in every message', () => {
      for (const [key, message] of Object.entries(english)) {
        expect([key, placeholders(locale[key]), forms(locale[key])]).toEqual([
          key,
          placeholders(message),
          forms(message),
        ]);
      }
    });

    test('leaves no sentence in English', () => {
      const same = Object.keys(english).filter(
        (key) => typeof english[key] === 'string' && english[key] === locale[key] && / .* /.test(english[key]),
      );
      expect(same).toEqual([]);
    });
  });

  // A mark is as wide for every state, and cuts what is longer.
  test.each(['en.json', ...others])('no word on a mark is too long for it in %s', (file) => {
    const long = Object.entries(read(file)).filter(
      ([key, word]) => key.startsWith('page_badge_') && `${word}`.length > 15,
    );
    expect(long).toEqual([]);
  });

  test('no line of the French one begins with a sign, nor ends with an opening one', () => {
    const breakable = Object.entries(read('fr.json')).filter(([, message]) =>
      / [;:!?»%]|« /.test(JSON.stringify(message)),
    );
    expect(breakable.map(([key]) => key)).toEqual([]);
  });

  test('every key is used somewhere', () => {
    const sources = [...filesUnder('src'), ...filesUnder('entrypoints'), `${root}/wxt.config.ts`]
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    // The page's words are looked up with their prefix left off.
    const unused = Object.keys(english).filter(
      (key) => !sources.includes(key) && !sources.includes(`'${key.replace(/^page_/, '')}'`),
    );
    expect(unused).toEqual([]);
  });
});

describe('words for errors', () => {
  const thrown = readErrorCodes();
  const worded = { ...errorKeys, ...countedErrors };

  test('the search sees a code in every class of errors', () => {
    expect(thrown.size).toBeGreaterThan(20);
    expect([...thrown].filter(([, codes]) => codes.size === 0)).toEqual([]);
    for (const code of ['card-keys', 'wait', 'keeper-gone', 'vault-damaged', 'internal', 'not-sealed-text'])
      expect([...thrown.values()].some((codes) => codes.has(code))).toBe(true);
  });

  test('every code that anything can throw is listed', () => {
    const codes = [...thrown.values()].flatMap((each) => [...each]);
    expect([...new Set(codes)].filter((code) => !Object.hasOwn(worded, code))).toEqual([]);
  });

  test('no code is listed that nothing throws', () => {
    const codes = new Set([...thrown.values()].flatMap((each) => [...each]));
    expect(Object.keys(worded).filter((code) => !codes.has(code))).toEqual([]);
  });

  test.each(['en.json', ...others])('every listed code has words in %s', (file) => {
    const locale = read(file);
    for (const key of [...Object.values(errorKeys), ...Object.values(countedErrors).map(({ key }) => key)])
      expect(locale).toHaveProperty(key);
  });
});
