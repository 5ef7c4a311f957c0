import { describe, expect, it } from 'vitest';
import { AuthenticationError, makeLocalLane, openFile } from '../../src/crypto/index.ts';
import { compileTestCore, loadTestCore } from '../support/core.ts';
import { collect, headerFor, sealChunkAlone, sealIndependently, streamOf } from '../support/files.ts';
import { flipped, pattern } from '../unit/crypto/core/support.ts';

const SIZE = 65_536;
const SEALED = SIZE + 16;
const core = await loadTestCore();
const module = await compileTestCore();
const [key, salt] = [pattern(32, 1), pattern(32, 2)];
const plaintext = pattern(3 * SIZE + 500, 3);
const file = sealIndependently(key, salt, 16, plaintext);
const header = file.subarray(0, 72);
const chunks = [0, 1, 2, 3].map((i) => file.subarray(72 + i * SEALED, 72 + (i + 1) * SEALED));
const [first, second, third, last] = chunks as [Buffer, Buffer, Buffer, Buffer];
const other = sealIndependently(key, pattern(32, 9), 16, pattern(3 * SIZE + 500, 8));
const otherChunks = [0, 1, 2, 3].map((i) => other.subarray(72 + i * SEALED, 72 + (i + 1) * SEALED));

/** Opens a file; what reached the sink has to be a true beginning of the plaintext whatever happened. */
async function open(parts: readonly Uint8Array[]): Promise<Buffer> {
  const target = collect();
  const lanes = [makeLocalLane(module), makeLocalLane(module)];
  try {
    await openFile({ core, key, source: streamOf(Buffer.concat(parts), 10_000), sink: target.sink, lanes });
    return target.bytes();
  } catch (error) {
    expect(target.end()).toBe(error);
    expect(target.bytes().equals(plaintext.subarray(0, target.bytes().length))).toBe(true);
    throw error;
  }
}

const refused = (...parts: Uint8Array[]) => expect(open(parts)).rejects.toThrow(AuthenticationError);

describe('a sealed file', () => {
  it('opens as it is', async () => {
    expect((await open([header, ...chunks])).equals(plaintext)).toBe(true);
  });

  it('is refused when it is cut off anywhere: at a chunk, within one, within a tag', async () => {
    for (const end of [0, 1, 15, 16, 17, SEALED - 1, SEALED, SEALED + 1, 2 * SEALED, 3 * SEALED, 3 * SEALED + 16]) {
      await refused(file.subarray(0, 72 + end));
    }
    for (let cut = 1; cut <= 40; cut++) await refused(file.subarray(0, -cut));
  });

  it('is refused when anything follows it', async () => {
    await refused(file, Uint8Array.of(0));
    await refused(file, last);
    await refused(file, pattern(SEALED));
    await refused(header, first, second, third, Buffer.concat([last, pattern(SEALED - last.length)]));
  });

  it('is refused when chunks change places, are repeated or are left out', async () => {
    await refused(header, second, first, third, last);
    await refused(header, first, third, second, last);
    await refused(header, first, first, second, third, last);
    await refused(header, first, second, third, third, last);
    await refused(header, second, third, last);
    await refused(header, first, third, last);
    await refused(header, last);
    await refused(header, last, first, second, third);
  });

  it('is refused with chunks of another file under the same key, and with its header', async () => {
    await refused(header, otherChunks[0]!, second, third, last);
    await refused(header, first, second, third, otherChunks[3]!);
    await refused(other.subarray(0, 72), ...chunks);
    await refused(header, ...otherChunks);
    await refused(Buffer.concat([header.subarray(0, 40), other.subarray(40, 72)]), ...chunks);
    await refused(Buffer.concat([header.subarray(0, 8), other.subarray(8, 40), header.subarray(40)]), ...chunks);
  });

  it('is refused with another chunk size in its header', async () => {
    for (const log of [17, 18, 19, 20]) {
      await refused(Buffer.concat([header.subarray(0, 7), Uint8Array.of(log), header.subarray(8)]), ...chunks);
    }
  });

  it('is refused with any bit of salt and commitment changed', async () => {
    for (let bit = 64; bit < 72 * 8; bit++) await refused(flipped(header, bit), ...chunks);
  });

  it('is refused with a bit changed in any chunk, in its data and in its tag', async () => {
    for (let i = 0; i < 4; i++) {
      for (const at of [0, 7, 8 * 400, -1, -128, -129]) {
        const chunk = chunks[i]!;
        const changed = flipped(chunk, at < 0 ? 8 * chunk.length + at : at);
        await refused(header, ...chunks.map((one, j) => (i === j ? changed : one)));
      }
    }
  });

  it('is refused when its key has sealed a final chunk too early, or never', async () => {
    const seal = (index: number, final: boolean, data: Uint8Array) => sealChunkAlone(key, header, index, final, data);
    await refused(header, seal(0, true, plaintext.subarray(0, SIZE)), second, third, last);
    await refused(header, first, second, third, seal(3, false, plaintext.subarray(3 * SIZE)));
    await refused(header, seal(1, true, plaintext.subarray(0, 100)));
  });

  it('is refused when it ends in an empty chunk, so that no two files open to the same bytes', async () => {
    const seal = (index: number, final: boolean, data: Uint8Array) => sealChunkAlone(key, header, index, final, data);
    await refused(header, first, seal(1, true, new Uint8Array(0)));
    const empty = await open([header, seal(0, true, new Uint8Array(0))]);
    expect(empty).toHaveLength(0);
  });

  it('does not open under two keys: the commitment of one is not that of another', async () => {
    const forged = headerFor(pattern(32, 5), salt, 16);
    await refused(forged, ...chunks);
    expect(forged.subarray(40).equals(header.subarray(40))).toBe(false);
  });
});
