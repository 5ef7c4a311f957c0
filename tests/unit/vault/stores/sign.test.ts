import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSignPhrase,
  normalizeSignPhrase,
  type SecuritySign,
  signColours,
  signPhraseProblem,
  signShapes,
} from '../../../../src/bytes/security-sign.ts';
import { Writer } from '../../../../src/bytes/writer.ts';
import { openStore } from '../../../../src/vault/store.ts';
import { loadSign, saveSign, signRecordName, signStore } from '../../../../src/vault/stores/sign.ts';
import { freshDatabase, makeVault, unlock } from '../support.ts';

const sign: SecuritySign = { phrase: 'amber otter kite', colour: 'violet', shape: 'star' };
const { codec } = signStore;

describe('a security sign', () => {
  it('is none until one is chosen, and is read back as it was written', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    expect(await loadSign(vault)).toBeUndefined();
    await saveSign(vault, sign);
    vault.close();
    expect(await loadSign(await unlock(db))).toEqual(sign);
  });

  it('is read back in every colour and shape, with any words that may be chosen', () => {
    const phrase = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 24 }).map(normalizeSignPhrase);
    const any = fc.record({
      phrase: phrase.filter(isSignPhrase),
      colour: fc.constantFrom(...signColours),
      shape: fc.constantFrom(...signShapes),
    });
    fc.assert(fc.property(any, (value) => void expect(codec.decode(codec.encode(value), 1)).toEqual(value)));
  });

  it('keeps its numbers for ever', () => {
    expect(Buffer.from(codec.encode(sign)).toString('hex')).toBe(
      `10${Buffer.from('amber otter kite').toString('hex')}0404`,
    );
  });

  it.each([
    ['a colour that has no meaning', new Writer().bytes8(Buffer.from('amber otter')).u8(200).u8(0)],
    ['a shape that has none', new Writer().bytes8(Buffer.from('amber otter')).u8(0).u8(200)],
    [
      'words that turn what stands beside them around',
      new Writer().bytes8(Buffer.from('amber \u202eotter')).u8(0).u8(0),
    ],
    [
      'words too many to be seen',
      new Writer()
        .bytes8(Buffer.from('amber '.repeat(9)))
        .u8(0)
        .u8(0),
    ],
    ['bytes left over', new Writer().bytes8(Buffer.from('amber otter')).u8(0).u8(0).u8(0)],
  ])('is refused with %s, and such a record keeps nobody out', async (_, bytes) => {
    const value = bytes.finish();
    expect(() => codec.decode(value, 1)).toThrow('damaged');
    const vault = await makeVault(await freshDatabase());
    const id = openStore(vault, signStore).idOf(signRecordName);
    await vault.write([{ kind: 'put', store: signStore.name, id, schema: 1, value: value.slice() }]);
    expect(await loadSign(vault)).toBeUndefined();
    await saveSign(vault, sign);
    expect(await loadSign(vault)).toEqual(sign);
  });
});

describe('the words of a sign', () => {
  it.each([
    ['amber', 'short'],
    ['amber otter kite lanterns', 'long'],
    ['amber\u200botter', 'hidden'],
    ['amber \u2066otter', 'hidden'],
    ['amber\u00adotter', 'hidden'],
    ['amber \ud800 otter', 'hidden'],
    ['bernstein möwe', undefined],
    ['ענבר לוטרה', undefined],
    ['琥珀 川獺 凧揚げ', undefined],
  ])('%j: %s', (phrase, problem) => {
    expect(signPhraseProblem(phrase)).toBe(problem);
  });

  it('are the same however they were typed', () => {
    expect(normalizeSignPhrase('  Mo\u0308we \u00a0 Otter\t')).toBe('M\u00f6we Otter');
    expect(isSignPhrase('Mo\u0308we Otter')).toBe(false);
    expect(isSignPhrase('M\u00f6we  Otter')).toBe(false);
  });
});
