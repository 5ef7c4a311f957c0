import { describe, expect, it } from 'vitest';
import { AuthenticationError } from '../../../../src/crypto/index.ts';
import { coreBuilds, loadOpenCore } from '../../../support/core.ts';
import { flipped, pattern } from './support.ts';

/** True where any 8 consecutive bytes of a secret stand anywhere in memory. */
function holds(memory: Uint8Array, secret: Uint8Array): boolean {
  const all = Buffer.from(memory.buffer, memory.byteOffset, memory.length);
  for (let at = 0; at + 8 <= secret.length; at += 8)
    if (all.includes(Buffer.from(secret.subarray(at, at + 8)))) return true;
  return false;
}

describe.each(coreBuilds)('the memory of %s', async (build) => {
  const { core, engine } = await loadOpenCore(build);
  const fresh = Uint8Array.from(engine.memory);
  const unchanged = () => Buffer.from(engine.memory.buffer).equals(fresh);
  const [key, nonce, aad, text] = [pattern(32, 1), pattern(12, 2), pattern(99, 3), pattern(70_003, 4)];
  const sealed = core.aesGcmSeal(key, nonce, aad, text);
  const ocbSealed = core.aesOcbSeal(key, nonce, aad, text);
  const wrapped = core.aesKwWrap(key, pattern(64, 5));
  const argon = { password: key, salt: aad, memoryKiB: 64, iterations: 1, parallelism: 1, length: 32 };

  const succeeding: readonly (readonly [string, () => unknown])[] = [
    ['aesGcmSeal', () => core.aesGcmSeal(key, nonce, aad, text)],
    ['aesGcmSeal of a short text', () => core.aesGcmSeal(key, nonce, aad, text.subarray(0, 33))],
    [
      'aesGcmSeal of a text with tables, then of one without',
      () => {
        core.aesGcmSeal(key, nonce, aad, text.subarray(0, 9000));
        core.aesGcmSeal(key, nonce, aad, text.subarray(0, 33));
      },
    ],
    ['aesGcmSeal of long additional data', () => core.aesGcmSeal(key, nonce, text, aad)],
    ['aesGcmOpen', () => core.aesGcmOpen(key, nonce, aad, sealed)],
    ['aesOcbSeal', () => core.aesOcbSeal(key, nonce, aad, text)],
    ['aesOcbOpen', () => core.aesOcbOpen(key, nonce, aad, ocbSealed)],
    ['aesKwWrap', () => core.aesKwWrap(key, pattern(64, 5))],
    ['aesKwUnwrap', () => core.aesKwUnwrap(key, wrapped)],
    ['sha256', () => core.sha256(text)],
    ['hmacSha256', () => core.hmacSha256(key, text)],
    ['hmacSha256 under a long key', () => core.hmacSha256(text, key)],
    ['hkdfSha256', () => core.hkdfSha256(key, text, text, 100)],
    ['pbkdf2Sha256', () => core.pbkdf2Sha256(text, key, 3, 100)],
    ['argon2id', () => core.argon2id(argon)],
    ['a finished sealer', () => core.gcmSealer(key, nonce, aad).finish()],
  ];
  const failing: readonly (readonly [string, () => unknown])[] = [
    ['aesGcmOpen', () => core.aesGcmOpen(key, nonce, aad, flipped(sealed, 12_345))],
    ['aesGcmOpen of a short text', () => core.aesGcmOpen(key, nonce, aad, sealed.subarray(0, 40))],
    ['aesOcbOpen', () => core.aesOcbOpen(key, nonce, aad, flipped(ocbSealed, 12_345))],
    ['aesKwUnwrap', () => core.aesKwUnwrap(key, flipped(wrapped, 5))],
    ['a failed opener', () => core.gcmOpener(key, nonce, aad).finish(nonce)],
  ];

  it.each(succeeding)('is after %s byte for byte what it was when it was new', (_, run) => {
    run();
    expect(unchanged()).toBe(true);
  });

  it.each(failing)('is the same after a failing %s', (_, run) => {
    expect(run).toThrow(AuthenticationError);
    expect(unchanged()).toBe(true);
  });

  it('is the same when the operation breaks off between its steps', () => {
    const hostile = new Proxy(text, {
      get: (target, name) => {
        if (name === 'subarray') throw new Error('broken off');
        return Reflect.get(target, name, target) as unknown;
      },
    });
    expect(() => core.aesGcmSeal(key, nonce, aad, hostile)).toThrow('broken off');
    expect(unchanged()).toBe(true);
  });

  it('would show a key, a key schedule and a plaintext that were left behind', () => {
    const piece = text.subarray(0, 65_536);
    engine.putKey(key);
    engine.put(piece);
    engine.wasm.aesEncrypt8(key.length);
    expect(holds(engine.memory, key)).toBe(true);
    expect(holds(engine.memory, piece)).toBe(true);
    engine.finish();
    expect(holds(engine.memory, key)).toBe(false);
    expect(holds(engine.memory, piece)).toBe(false);
    expect(unchanged()).toBe(true);
  });

  it('keeps of an open stream its state alone, and nothing after wipe', () => {
    const sealer = core.gcmSealer(key, nonce, aad);
    sealer.update(text);
    expect(holds(engine.memory, text)).toBe(false);
    expect(holds(engine.memory, key)).toBe(true);
    core.wipe();
    expect(unchanged()).toBe(true);
  });

  it('is the same after operations of which none was followed by a wipe but the last', () => {
    const { wasm } = engine;
    for (const length of [9000, 33]) {
      engine.putKey(key);
      engine.putNonce(nonce);
      wasm.gcmStart(key.length);
      engine.put(text.subarray(0, length));
      wasm.gcmEncrypt(length);
    }
    engine.finish();
    expect(unchanged()).toBe(true);
  });

  it('is wiped whole, whatever stands in it', () => {
    const start = engine.wasm.KEY.value;
    const end = engine.wasm.IO.value + engine.ioSize;
    engine.memory.fill(0xaa, start, end);
    core.wipe();
    expect(engine.memory.subarray(start, end).every((byte) => byte === 0)).toBe(true);
    expect(unchanged()).toBe(true);
  });

  it('never grows', () => {
    expect(engine.memory.length).toBe(fresh.length);
    expect(() => core.aesGcmSeal(key, nonce, aad, pattern(1_000_000))).not.toThrow();
    expect(engine.memory.length).toBe(2 * 65_536);
  });
});
