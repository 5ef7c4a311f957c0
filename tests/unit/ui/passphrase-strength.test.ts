import { describe, expect, test, vi } from 'vitest';
import { estimateStrength } from '../../../src/ui/vault/passphrase/estimate-strength.ts';
import {
  makePassphrase,
  passphraseBits,
  passphraseWords,
  wordCount,
} from '../../../src/ui/vault/passphrase/make-passphrase.ts';

describe('the strength of a passphrase', () => {
  test.each([
    ['password1234', 'common'],
    ['letmein letmein', 'common'],
    ['qwertzuiopasdf', 'keyboard'],
    ['abcdefghijkl', 'sequence'],
    ['aaaaaaaaaaaaaa', 'repeat'],
    ['12.04.1987', 'date'],
    ['Reichelt Vault', 'common'],
    ['unpleased boggle', 'words'],
    ['kv7 #w', 'short'],
  ])('%s is weak, and it says why: %s', (passphrase, why) => {
    const strength = estimateStrength(passphrase, []);
    expect(strength.level).toBeLessThan(3);
    expect(strength.why).toBe(why);
  });

  test('what is known of the person makes it weaker', () => {
    const name = 'Brunhilde Quaintwell';
    const stranger = estimateStrength('brunhilde quaintwell', []);
    const known = estimateStrength('brunhilde quaintwell', [name]);
    expect(known.bits).toBeLessThan(stranger.bits);
    expect(known.why).toBe('personal');
  });

  test('six words of the list are very good, and not said to be better than the dice make them', () => {
    const { bits, level, why } = estimateStrength('boggle unpleased pushy hamper cosmic delouse', []);
    expect([level, why]).toEqual([4, undefined]);
    expect(bits).toBeLessThanOrEqual(passphraseBits + 1);
    expect(bits).toBeGreaterThanOrEqual(passphraseBits - 3);
  });

  test('every word more makes it stronger', () => {
    const words = 'boggle unpleased pushy hamper cosmic delouse'.split(' ');
    const bits = words.map((_, n) => estimateStrength(words.slice(0, n + 1).join(' '), []).bits);
    expect(bits).toEqual([...bits].sort((a, b) => a - b));
    expect(new Set(bits).size).toBe(words.length);
  });

  test('a very long one is judged as well', () => {
    expect(estimateStrength('ten green bottles '.repeat(60), []).level).toBeTypeOf('number');
  });
});

describe('a passphrase made by chance', () => {
  test('has six words out of 7,776', () => {
    expect([passphraseWords, wordCount, passphraseBits]).toEqual([6, 7776, 77]);
    // Four words of the list have a hyphen in them, none a space.
    expect(makePassphrase().split(' ')).toHaveLength(6);
    expect(makePassphrase()).not.toBe(makePassphrase());
  });

  test('throws again what would make some words likelier than others', () => {
    const throws = [65_535, 62_208, 62_207, 0, 7776, 1, 2, 3];
    const spy = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      (array as unknown as Uint16Array)[0] = throws.shift() ?? 0;
      return array;
    });
    const made = makePassphrase().split(' ');
    spy.mockRestore();
    expect(made).toEqual(['zoom', 'abacus', 'abacus', 'abdomen', 'abdominal', 'abide']);
    expect(throws).toEqual([]);
  });
});
