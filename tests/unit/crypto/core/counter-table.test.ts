import { createCipheriv } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { coreBuilds, loadOpenCore } from '../../../support/core.ts';
import { hex, pattern } from './support.ts';

/** Long enough for the table of counter blocks. */
const text = pattern(9000, 3);
const nonce = pattern(12, 2);

/** The text in counter mode from `counter` on, by OpenSSL. */
function expected(key: Uint8Array, counter: number): string {
  const first = Buffer.concat([nonce, Buffer.alloc(4)]);
  first.writeUInt32BE(counter, 12);
  return createCipheriv(`aes-${key.length * 8}-ctr`, key, first)
    .update(text)
    .toString('hex');
}

describe.each(coreBuilds)('the table of counter blocks of %s', async (build) => {
  const { core, engine } = await loadOpenCore(build);
  const { wasm, memory } = engine;
  const begin = (key: Uint8Array) => {
    engine.putKey(key);
    engine.putNonce(nonce);
    wasm.gcmStart(key.length);
  };
  const encrypt = () => {
    engine.put(text);
    wasm.gcmEncrypt(text.length);
    return hex(engine.io(text.length));
  };
  /** Has the running message go on with the block of this number. */
  const jump = (counter: number) => {
    const at = Buffer.from(memory.buffer).indexOf(Buffer.concat([nonce, Buffer.of(0, 0, 0, 2)]));
    expect(at).toBeGreaterThan(0);
    new DataView(memory.buffer).setUint32(at + 12, counter);
  };
  afterEach(() => engine.finish());

  it.each([1, 0xff, 0x100, 0xfe80, 0xff_fe80, 0xffff_fd00])('is right from counter %i on', (counter) => {
    for (const key of [pattern(16, 4), pattern(32, 5)]) {
      begin(key);
      jump(counter);
      expect(encrypt()).toBe(expected(key, counter));
      engine.finish();
    }
  });

  it('is right where the text goes past a million bytes, in one call and in a stream', () => {
    const [key, long] = [pattern(32, 6), pattern(1_200_007, 7)];
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([cipher.update(long), cipher.final(), cipher.getAuthTag()]);
    expect(sealed.equals(core.aesGcmSeal(key, nonce, new Uint8Array(0), long))).toBe(true);
    const sealer = core.gcmSealer(key, nonce, new Uint8Array(0));
    const pieces = [0, 8191, 16_383, 300_000, 300_001, 309_000].map((from, i, all) => long.subarray(from, all[i + 1]));
    expect(Buffer.concat([...pieces.map((piece) => sealer.update(piece)), sealer.finish()]).equals(sealed)).toBe(true);
  });

  it('is never met by a message under another key or nonce, even where nothing was wiped between the two', () => {
    for (const key of [pattern(32, 8), pattern(32, 9), pattern(16, 9)]) {
      begin(key);
      expect(encrypt()).toBe(expected(key, 2));
    }
    nonce[0]! ^= 1;
    begin(pattern(16, 9));
    expect(encrypt()).toBe(expected(pattern(16, 9), 2));
  });

  it('is never met by a stream under another key, even where nothing was wiped between the two', () => {
    const [one, other] = [pattern(32, 10), pattern(32, 11)];
    begin(one);
    wasm.gcmSuspend(0);
    begin(other);
    expect(encrypt()).toBe(expected(other, 2));
    wasm.gcmResume(0);
    expect(encrypt()).toBe(expected(one, 2));
    wasm.gcmForget(0);
  });
});
