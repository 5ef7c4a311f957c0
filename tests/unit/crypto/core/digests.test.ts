import { createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coreBuilds, loadOpenCore } from '../../../support/core.ts';
import { awkwardLengths, hex, pattern, view } from './support.ts';

describe.each(coreBuilds)('digests and derivations of %s', async (build) => {
  const { core, engine } = await loadOpenCore(build);

  it('hash every length from 0 to 300 and the awkward ones as OpenSSL does', () => {
    for (const length of [...Array.from({ length: 300 }, (_, i) => i), ...awkwardLengths]) {
      const data = pattern(length, length);
      expect(hex(core.sha256(data)), `${length} bytes`).toBe(createHash('sha256').update(data).digest('hex'));
    }
  });

  it('authenticate under keys of every length as OpenSSL does', () => {
    fc.assert(
      fc.property(view(200), view(500), (key, data) => {
        expect(hex(core.hmacSha256(key, data))).toBe(createHmac('sha256', key).update(data).digest('hex'));
      }),
    );
    const long = pattern(100_000);
    expect(hex(core.hmacSha256(long, long))).toBe(createHmac('sha256', long).update(long).digest('hex'));
  });

  it('derive with HKDF what OpenSSL derives', () => {
    const length = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(view(100), view(100), view(200), length, (ikm, salt, info, n) => {
        const expected = new Uint8Array(hkdfSync('sha256', ikm, salt, info, n));
        expect(hex(core.hkdfSha256(ikm, salt, info, n))).toBe(hex(expected));
      }),
    );
    const most = new Uint8Array(hkdfSync('sha256', pattern(32), pattern(7), pattern(100), 8160));
    expect(hex(core.hkdfSha256(pattern(32), pattern(7), pattern(100), 8160))).toBe(hex(most));
  });

  it('derive with PBKDF2 what OpenSSL derives', () => {
    const [iterations, length] = [fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 200 })];
    fc.assert(
      fc.property(view(150), view(100), iterations, length, (password, salt, c, n) => {
        const expected = pbkdf2Sync(password, salt, c, n, 'sha256').toString('hex');
        expect(hex(core.pbkdf2Sha256(password, salt, c, n))).toBe(expected);
      }),
    );
    const expected = pbkdf2Sync('correct horse', 'battery', 310_000, 32, 'sha256').toString('hex');
    expect(hex(core.pbkdf2Sha256(Buffer.from('correct horse'), Buffer.from('battery'), 310_000, 32))).toBe(expected);
  });

  it('refuse lengths and iteration counts that the specifications do not allow', () => {
    const some = pattern(16);
    for (const n of [0, -1, 8161, 1.5, Number.NaN])
      expect(() => core.hkdfSha256(some, some, some, n)).toThrow(RangeError);
    for (const n of [0, -1, 2 ** 20 + 1, 0.5]) expect(() => core.pbkdf2Sha256(some, some, 1, n)).toThrow(RangeError);
    for (const c of [0, -1, 2 ** 31, 1.5]) expect(() => core.pbkdf2Sha256(some, some, c, 32)).toThrow(RangeError);
  });

  it('hash with BLAKE2b to every digest length, in any pieces, as @noble/hashes does', () => {
    const { wasm } = engine;
    const length = fc.integer({ min: 1, max: 64 });
    fc.assert(
      fc.property(view(600), view(600), length, (one, two, dkLen) => {
        wasm.blake2bStart(dkLen);
        engine.feed(one, wasm.blake2bUpdate);
        engine.feed(two, wasm.blake2bUpdate);
        wasm.blake2bFinish();
        const digest = hex(engine.takeDigest(dkLen));
        engine.finish();
        expect(digest).toBe(hex(blake2b(Buffer.concat([one, two]), { dkLen })));
      }),
      { numRuns: 200 },
    );
  });
});
