import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor } from '../../../../src/bytes/armor.ts';
import { wholeIn } from '../../../../src/page/sites/whole-in.ts';

const tokenOf = (seed: number): string =>
  armor(
    'message',
    Uint8Array.from({ length: 365 }, (_, i) => (i * 31 + seed * 97) & 0xff),
  );
const token = tokenOf(1);
const broken = token.slice(0, 350);

describe('a text that a site cut or changed, looked for in its source', () => {
  it('is found among others, in whatever pieces the lines are', () => {
    const piece = fc.array(fc.integer({ min: 1, max: token.length - 1 }), { maxLength: 8 });
    fc.assert(
      fc.property(piece, (at) => {
        const cuts = [0, ...new Set(at), token.length].sort((a, b) => a - b);
        const lines = cuts.slice(1).map((end, i) => token.slice(cuts[i], end));
        expect(wholeIn(`${tokenOf(2)}\n\n${lines.join('\n')}.`, broken)?.token).toBe(token);
      }),
    );
  });

  it('is not found where the source has it changed, too', () => {
    expect(
      wholeIn(
        token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
        broken,
      ),
    ).toBeUndefined();
    expect(wholeIn(broken, broken)).toBeUndefined();
  });

  it('is not taken for another text that stands there', () => {
    expect(wholeIn(tokenOf(2), broken)).toBeUndefined();
  });

  it('is not looked for by too little of it', () => {
    expect(wholeIn(token, 'FSEAL1m')).toBeUndefined();
  });

  it('is the same where it stands there twice', () => {
    expect(wholeIn(`${token} ${token}`, broken)?.token).toBe(token);
  });
});
