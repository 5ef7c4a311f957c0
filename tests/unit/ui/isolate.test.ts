import { describe, expect, it } from 'vitest';
import { isolate } from '../../../src/ui/isolate.ts';

describe('a name in a sentence of ours', () => {
  it.each(['مرحبا', 'שלום', 'Bob (بوب)', 'ܐܒܐ', 'ߒߞߏ', '𞤀𞤁𞤂', '𐤀', 'ﺁ'])(
    'is set apart where it runs from right to left: %s',
    (name) => {
      expect(isolate(name)).toBe(`\u2068${name}\u2069`);
    },
  );

  it.each(['', 'Bob', 'Łukasz 2', 'Σωκράτης', 'Ольга', '张伟', 'さくら', '한국', 'ไทย', '✓ 👩‍👩‍👧 €'])(
    'is as it is otherwise: %s',
    (name) => {
      expect(isolate(name)).toBe(name);
    },
  );

  it('is set apart wherever a letter of Hebrew, Arabic, Syriac, Thaana, N’Ko or Adlam is', () => {
    const scripts =
      /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
    for (let code = 0; code <= 0x10ffff; code++) {
      const letter = String.fromCodePoint(code);
      // Of the Arabic numbers for Coptic (102E0 to 102FF) none is a letter.
      if (scripts.test(letter) && /\p{L}/u.test(letter)) expect(isolate(letter), code.toString(16)).not.toBe(letter);
    }
  });
});
