import { describe, expect, it } from 'vitest';
import { readBack } from '../../../src/page/insert/read-back.ts';

const token = 'FSEAL1m0000abcdef';
const old = 'what was there';
const gone = 'whatwasthere';
const none = { before: '', after: '' };
const both = { before: 'above', after: 'below' };

/** What is read where `made` stands instead of the old words, with the token for the bar in it. */
const seen = (made: string, ...[around, page]: [Parameters<typeof readBack>[3], Parameters<typeof readBack>[4]?]) =>
  readBack([made.replace('|', token)], token, [`above ${old} below`], around, page);

describe('what a field holds after an attempt', () => {
  const pieces = [
    [none, 'wha|'],
    [none, '|ere'],
    [none, 'what was t|here'],
    [{ ...both, before: '' }, 'was |below'],
    [{ ...both, after: '' }, 'above|the'],
  ] as const;

  it.each([...pieces, [both, 'above wh|re below'], [both, 'abov| below'], [both, 'above |']] as const)(
    'is not what was wished where old words are left, or words around have gone: %o, %s',
    (around, made) => {
      expect(seen(made, { ...around, gone })).toBe('among-others');
      expect(seen(made, { ...around, gone, isPart: true })).toBe('among-others');
    },
  );

  it.each([
    [none, '|'],
    [both, 'above | below'],
    [{ ...both, before: '' }, '\uFEFF| below'],
  ] as const)('is what was wished where all else is as it was: %o, %s', (around, made) => {
    expect(seen(made, { ...around, gone })).toBe('exact');
    expect(seen(`lines above${made}`, { ...around, gone, isPart: true })).toBe('exact');
  });

  it.each(pieces)(
    'is not where a page has put another element in its place with a piece of them: %o, %s',
    (around, made) => {
      const page = { before: 'a label', after: 'a button' };
      expect(seen(`a label ${made} a button`, { ...around, gone }, page)).toBe('among-others');
    },
  );

  it('is where the page itself said the same beside it before', () => {
    const page = { before: 'who was there', after: 'whatever' };
    expect(seen('who was there|', { ...none, gone }, page)).toBe('exact');
    expect(seen('|whatever', { ...none, gone }, page)).toBe('exact');
    expect(seen('who was there|what', { ...none, gone }, { ...page, after: 'nothing' })).toBe('among-others');
  });
});
