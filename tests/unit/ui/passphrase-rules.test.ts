import { describe, expect, test } from 'vitest';
import { isRefusal, remarkOnPassphrase } from '../../../src/ui/passphrase-rules.ts';

describe('remarks on a passphrase', () => {
  test('less than twelve characters is refused and says how many are missing', () => {
    expect(remarkOnPassphrase('')).toEqual({ kind: 'short', missing: 12 });
    expect(remarkOnPassphrase('elevenchars')).toEqual({ kind: 'short', missing: 1 });
  });

  test('characters are counted as people count them', () => {
    expect(remarkOnPassphrase('😀'.repeat(6))).toEqual({ kind: 'short', missing: 6 });
  });

  test.each(['aaaaaaaaaaaaaa', 'abababababababab', '111122223333'])(
    'few characters over and over are refused: %s',
    (text) => {
      expect(remarkOnPassphrase(text)).toEqual({ kind: 'repeated' });
    },
  );

  test.each([
    ['3141592653589793', 'digits'],
    ['12.04.1987 / 09.11.1989', 'digits'],
    ['Unbelievable1!', 'one-word'],
    ['passwordpassword', 'one-word'],
  ])('%s is allowed, with a remark (%s)', (text, kind) => {
    const remark = remarkOnPassphrase(text);
    expect(remark?.kind).toBe(kind);
    expect(isRefusal(remark)).toBe(false);
  });

  test.each(['violet anchor seven teapots', 'слоны едят только по вторникам', 'aR7#kq02Lm!x9'])(
    'nothing is said of %s',
    (text) => {
      expect(remarkOnPassphrase(text)).toBeUndefined();
    },
  );

  test('short and repeated ones are refused', () => {
    expect(isRefusal(remarkOnPassphrase('short'))).toBe(true);
    expect(isRefusal(remarkOnPassphrase('aaaaaaaaaaaaaa'))).toBe(true);
    expect(isRefusal(undefined)).toBe(false);
  });
});
