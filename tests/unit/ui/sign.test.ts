import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isSignPhrase, signColours, signShapes } from '../../../src/bytes/security-sign.ts';
import { makeRandomIndex } from '../../../src/ui/random-index.ts';
import { makeSign } from '../../../src/ui/sign/make-sign.ts';
import { root } from './sources.ts';

const folder = `${root}/src/static/locales`;
const lists = readdirSync(folder).map((file) => {
  const { sign_list } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { sign_list: string };
  return [file, sign_list] as const;
});

describe.each(lists)('the words that signs are made of in %s', (_, list) => {
  const words = list.split(' ');

  test('are at least 128, all different, short, and plain to see', () => {
    expect(words.length).toBeGreaterThanOrEqual(128);
    expect(new Set(words.map((word) => word.toLowerCase())).size).toBe(words.length);
    for (const word of words) expect(word).toMatch(/^\p{L}{3,7}$/u);
  });

  test('give three different ones each time, which a vault takes as they are', () => {
    const made = Array.from({ length: 300 }, () => makeSign(list));
    for (const { phrase } of made) {
      expect(isSignPhrase(phrase)).toBe(true);
      expect(new Set(phrase.split(' ')).size).toBe(3);
    }
    // Of two million phrases, 300 are hardly ever less than 298 different ones.
    expect(new Set(made.map(({ phrase }) => phrase)).size).toBeGreaterThan(295);
    expect(new Set(made.map(({ colour }) => colour))).toEqual(new Set(signColours));
    expect(new Set(made.map(({ shape }) => shape))).toEqual(new Set(signShapes));
  });
});

test('an index by chance is one of those there are, each about as often', () => {
  const counts = new Array<number>(6).fill(0);
  for (let n = 0; n < 6000; n++) counts[makeRandomIndex(6)]!++;
  expect(counts.reduce((sum, count) => sum + count)).toBe(6000);
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(200);
});
