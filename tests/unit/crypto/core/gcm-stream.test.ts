import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuthenticationError, StreamClosedError, TooManyStreamsError } from '../../../../src/crypto/index.ts';
import { coreBuilds, loadTestCore } from '../../../support/core.ts';
import { aesKey, flipped, hex, pattern, view } from './support.ts';

const none = new Uint8Array(0);

/** Cuts `bytes` at the given places, which may repeat. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}

describe.each(coreBuilds)('GCM streams of %s', async (build) => {
  const core = await loadTestCore(build);

  it('give the same as one call, however the data is cut', () => {
    const places = fc.array(fc.nat(5000), { maxLength: 12 });
    fc.assert(
      fc.property(aesKey, view(12, 12), view(100), view(4000), places, places, (key, nonce, aad, text, one, two) => {
        const whole = core.aesGcmSeal(key, nonce, aad, text);
        const sealer = core.gcmSealer(key, nonce, aad);
        const sealed = Buffer.concat([...cut(text, one).map((piece) => sealer.update(piece)), sealer.finish()]);
        expect(sealed.toString('hex')).toBe(hex(whole));
        const opener = core.gcmOpener(key, nonce, aad);
        const opened = cut(whole.subarray(0, text.length), two).map((piece) => opener.update(piece));
        opener.finish(whole.subarray(text.length));
        expect(Buffer.concat(opened).toString('hex')).toBe(hex(text));
      }),
      { numRuns: 150 },
    );
  });

  it('do not disturb one another or the calls between their pieces', () => {
    const [key, other, nonce, text] = [pattern(32, 1), pattern(16, 2), pattern(12, 3), pattern(70_001, 4)];
    const first = core.gcmSealer(key, nonce, none);
    const second = core.gcmSealer(other, nonce, text);
    const parts: Uint8Array[][] = [[], []];
    for (const piece of cut(text, [1, 77, 4000, 65_999])) {
      parts[0]!.push(first.update(piece));
      core.aesGcmSeal(pattern(32, 9), nonce, none, piece);
      parts[1]!.push(second.update(piece));
      core.sha256(piece);
    }
    expect(Buffer.concat([...parts[0]!, first.finish()]).equals(core.aesGcmSeal(key, nonce, none, text))).toBe(true);
    expect(Buffer.concat([...parts[1]!, second.finish()]).equals(core.aesGcmSeal(other, nonce, text, text))).toBe(true);
  });

  it('refuse a tag with any bit flipped, one that is missing and one of another length', () => {
    const [key, nonce, text] = [pattern(32, 1), pattern(12, 2), pattern(100, 3)];
    const sealed = core.aesGcmSeal(key, nonce, none, text);
    const tag = sealed.subarray(100);
    const finished = (with_: Uint8Array | undefined) => () => {
      const opener = core.gcmOpener(key, nonce, none);
      opener.update(sealed.subarray(0, 100));
      return opener.finish(with_);
    };
    for (let bit = 0; bit < 128; bit++) expect(finished(flipped(tag, bit))).toThrow(AuthenticationError);
    for (const wrong of [undefined, none, tag.subarray(0, 15), sealed.subarray(83)]) {
      expect(finished(wrong)).toThrow(AuthenticationError);
    }
    expect(finished(tag)()).toHaveLength(0);
  });

  it('are closed once they have finished, failed, or the core was wiped', () => {
    const sealer = core.gcmSealer(pattern(32), pattern(12), none);
    sealer.finish();
    expect(() => sealer.update(none)).toThrow(StreamClosedError);
    expect(() => sealer.finish()).toThrow(StreamClosedError);
    const opener = core.gcmOpener(pattern(32), pattern(12), none);
    expect(() => opener.finish(pattern(16))).toThrow(AuthenticationError);
    expect(() => opener.update(none)).toThrow(StreamClosedError);
    const wiped = core.gcmSealer(pattern(32), pattern(12), none);
    core.wipe();
    expect(() => wiped.update(none)).toThrow(StreamClosedError);
  });

  it('number 32 at a time, and a finished one makes room', async () => {
    const crowded = await loadTestCore(build);
    const open = Array.from({ length: 32 }, (_, i) => crowded.gcmSealer(pattern(16, i), pattern(12), none));
    expect(() => crowded.gcmSealer(pattern(16), pattern(12), none)).toThrow(TooManyStreamsError);
    open[7]!.finish();
    const late = crowded.gcmSealer(pattern(16, 99), pattern(12), none);
    expect(hex(late.finish())).toBe(hex(crowded.aesGcmSeal(pattern(16, 99), pattern(12), none, none)));
    expect(hex(open[8]!.finish())).toBe(hex(crowded.aesGcmSeal(pattern(16, 8), pattern(12), none, none)));
  });

  it('refuse keys and nonces of another length without taking a place', () => {
    for (let i = 0; i < 40; i++) {
      expect(() => core.gcmSealer(pattern(24), pattern(12), none)).toThrow(RangeError);
      expect(() => core.gcmOpener(pattern(16), pattern(16), none)).toThrow(RangeError);
    }
    core.gcmSealer(pattern(16), pattern(12), none).finish();
  });
});
