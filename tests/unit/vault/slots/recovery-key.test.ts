import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecoveryKey, isRecoveryGroup, parseRecoveryKey } from '../../../../src/vault/slots/recovery-key.ts';
import { twinCore } from '../../../support/twin-core.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Uint8Array.from(bytes));
const encode = (bytes: Uint8Array): string[] => encodeRecoveryKey(twinCore, bytes);
const parse = (text: string): Uint8Array => parseRecoveryKey(twinCore, text);

const refusal = (text: string): { code: string; details: Record<string, unknown> } => {
  try {
    parse(text);
  } catch (error) {
    return error as { code: string; details: Record<string, unknown> };
  }
  throw new Error('was accepted');
};
const swap = <T>(values: readonly T[], a: number, b: number): T[] =>
  values.map((value, at) => (at === a ? values[b]! : at === b ? values[a]! : value));

describe('a recovery key', () => {
  it('is thirteen groups of five characters without look-alikes, and the same for the same bytes for ever', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, n) => n);
    expect(encode(bytes).join('-')).toBe(
      '000G0-40R47-0M30J-E209D-185GT-R38E6-1W81Q-24GK4-2GAHK-C5RRE-34D11-P70XS-3RFP7',
    );
    for (const group of encode(bytes)) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(encode(bytes)).toHaveLength(13);
  });

  it('is read back however it is typed', () => {
    fc.assert(
      fc.property(key, fc.constantFrom('-', ' ', '', '\n', ' – ', '.', '\u200b', '\u00a0'), (bytes, separator) => {
        const text = encode(bytes).join(separator);
        const mistaken = text.replaceAll('0', 'o').replaceAll('1', 'l');
        for (const typed of [text, text.toLowerCase(), ` ${text} `, mistaken, text.replaceAll('1', 'I')])
          expect(parse(typed)).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it('names the group in which any one character was mistyped', () => {
    fc.assert(
      fc.property(key, fc.nat(64), fc.constantFrom(...alphabet, 'U', 'ß', '?'), (bytes, at, typed) => {
        const text = encode(bytes).join('');
        fc.pre(text[at] !== typed && typed !== 'ß');
        const wrong = `${text.slice(0, at)}${typed}${text.slice(at + 1)}`;
        expect(refusal(wrong)).toMatchObject({
          code: 'recovery-key-group',
          details: { group: Math.floor(at / 5) + 1, groups: `${Math.floor(at / 5) + 1}` },
        });
      }),
    );
  });

  it('names the group in which two neighbours changed places, and both groups that did', () => {
    fc.assert(
      fc.property(key, fc.nat(12), fc.nat(3), fc.nat(12), (bytes, group, at, other) => {
        const groups = encode(bytes);
        const characters = [...groups[group]!];
        fc.pre(characters[at] !== characters[at + 1] && groups[group] !== groups[other]);
        const twisted = groups.with(group, swap(characters, at, at + 1).join(''));
        expect(refusal(twisted.join(' '))).toMatchObject({ details: { groups: `${group + 1}` } });
        const [first, second] = [Math.min(group, other), Math.max(group, other)];
        expect(refusal(swap(groups, group, other).join(' '))).toMatchObject({
          details: { group: first + 1, groups: `${first + 1},${second + 1}` },
        });
      }),
    );
  });

  it('says how many groups there are where some are missing or too many', () => {
    const groups = encode(new Uint8Array(32).fill(7));
    expect(refusal(groups.slice(1).join(' '))).toMatchObject({
      code: 'recovery-key-length',
      details: { groups: 12, expected: 13 },
    });
    expect(refusal([...groups, '00000'].join(' '))).toMatchObject({ details: { groups: 14 } });
    expect(refusal('')).toMatchObject({ details: { groups: 0 } });
    expect(refusal(groups.join('').slice(1))).toMatchObject({ code: 'recovery-key-length' });
  });

  it('is refused where groups of two sheets are mixed, though each is right by itself', () => {
    const [one, two] = [encode(new Uint8Array(32).fill(1)), encode(new Uint8Array(32).fill(2))];
    const outcomes = Array.from({ length: 12 }, (_, n) => [...one.slice(0, n + 1), ...two.slice(n + 1)].join(' ')).map(
      (text) => {
        try {
          parse(text);
          return 'accepted';
        } catch (error) {
          return (error as { code: string }).code;
        }
      },
    );
    // Four bits: what still passes is refused by the slot's commitment.
    expect(outcomes.filter((code) => code === 'recovery-key-checksum').length).toBeGreaterThanOrEqual(9);
    expect(outcomes.every((code) => code === 'recovery-key-checksum' || code === 'accepted')).toBe(true);
  });

  it('can be asked for by two of its groups', () => {
    const groups = encode(new Uint8Array(32).fill(9));
    expect(isRecoveryGroup(groups, 3, ` ${groups[2]!.toLowerCase().replaceAll('0', 'o')} `)).toBe(true);
    expect(isRecoveryGroup(groups, 4, groups[2]!)).toBe(false);
    expect(isRecoveryGroup(groups, 3, groups[2]!.slice(1))).toBe(false);
    expect(isRecoveryGroup(groups, 14, '')).toBe(false);
  });
});
