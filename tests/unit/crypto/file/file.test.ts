import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Lane } from '../../../../src/crypto/file/lane.ts';
import {
  AuthenticationError,
  makeCopyingSink,
  makeLocalLane,
  openFile,
  SealedFileError,
  sealFile,
} from '../../../../src/crypto/index.ts';
import { compileTestCore, coreBuilds, loadTestCore } from '../../../support/core.ts';
import { collect, openIndependently, sealIndependently, streamOf } from '../../../support/files.ts';
import { makeNodeLanes } from '../../../support/node-lanes.ts';
import { hex, pattern } from '../core/support.ts';

const SIZE = 65_536;
const [key, salt] = [pattern(32, 1), pattern(32, 2)];
const core = await loadTestCore();
const module = await compileTestCore();
const threads = makeNodeLanes(2, module);
afterAll(threads.close);

const ways: readonly (readonly [string, () => readonly Lane[]])[] = [
  ['in the thread at hand', () => [makeLocalLane(module)]],
  ['in one worker', () => threads.lanes.slice(0, 1)],
  ['in two workers', () => threads.lanes],
];
const lengths = [0, 1, 15, 16, SIZE - 1, SIZE, SIZE + 1, 2 * SIZE, 5 * SIZE + 77];

async function seal(
  plaintext: Uint8Array,
  lanes: readonly Lane[],
  pieces: readonly number[] = [SIZE],
  chunkBytes = SIZE,
) {
  const { sink, bytes, end } = collect();
  const random = () => Uint8Array.from(salt);
  await sealFile({ core, key, source: streamOf(plaintext, ...pieces), sink, lanes, chunkBytes, random });
  expect(end()).toBe('closed');
  return bytes();
}

async function open(file: Uint8Array, lanes: readonly Lane[], pieces: readonly number[] = [SIZE]) {
  const { sink, bytes, end } = collect();
  await openFile({ core, key, source: streamOf(file, ...pieces), sink, lanes });
  expect(end()).toBe('closed');
  return bytes();
}

describe.each(ways)('a file sealed %s', (_, lanes) => {
  it.each(lengths)('of %i bytes is what the specification says, and opens again', async (length) => {
    const plaintext = pattern(length, 3);
    const file = await seal(plaintext, lanes());
    expect(file.equals(sealIndependently(key, salt, 16, plaintext))).toBe(true);
    expect(openIndependently(key, file).equals(plaintext)).toBe(true);
    expect((await open(file, lanes())).equals(plaintext)).toBe(true);
  });

  it('is the same however the source is cut', async () => {
    const plaintext = pattern(3 * SIZE + 5, 4);
    const whole = sealIndependently(key, salt, 16, plaintext);
    const cut = fc.array(fc.oneof(fc.nat(100), fc.nat(3 * SIZE), fc.constant(SIZE)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(cut, async (pieces) => {
        const somewhere = [...pieces, 1000];
        expect((await seal(plaintext, lanes(), somewhere)).equals(whole)).toBe(true);
        expect((await open(whole, lanes(), somewhere)).equals(plaintext)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it.each([16, 17, 18, 19, 20])('has chunks of 2^%i bytes where that is wanted', async (log) => {
    const plaintext = pattern(2 ** log + 9, 5);
    const file = await seal(plaintext, lanes(), [100_000], 2 ** log);
    expect(file.equals(sealIndependently(key, salt, log, plaintext))).toBe(true);
    expect((await open(file, lanes())).equals(plaintext)).toBe(true);
  });

  it('tells how far it is, in bytes of plaintext', async () => {
    const seen: number[] = [];
    const plaintext = pattern(2 * SIZE + 100, 6);
    const onProgress = ({ bytesDone }: { bytesDone: number }) => void seen.push(bytesDone);
    const { sink, bytes } = collect();
    await sealFile({ core, key, source: streamOf(plaintext), sink, lanes: lanes(), chunkBytes: SIZE, onProgress });
    expect(seen.splice(0)).toEqual([SIZE, 2 * SIZE, 2 * SIZE + 100]);
    await openFile({ core, key, source: streamOf(bytes()), sink: collect().sink, lanes: lanes(), onProgress });
    expect(seen).toEqual([SIZE, 2 * SIZE, 2 * SIZE + 100]);
  });
});

describe('a sink', () => {
  it('is lent its bytes: what it keeps beyond is empty, never something else', async () => {
    const kept: Uint8Array[] = [];
    const { sink } = collect();
    const keeping = { ...sink, write: async (bytes: Uint8Array) => void kept.push(bytes) };
    await sealFile({
      core,
      key,
      source: streamOf(pattern(4 * SIZE)),
      sink: keeping,
      lanes: [makeLocalLane(module)],
      chunkBytes: SIZE,
    });
    expect(kept.map(({ length }) => length)).toEqual([72, 0, 0, 0, 0]);
  });

  it('of copies serves any stream, also one that keeps what it gets', async () => {
    const kept: Uint8Array[] = [];
    const stream = new WritableStream<Uint8Array>({ write: (bytes) => void kept.push(bytes) });
    const random = () => Uint8Array.from(salt);
    const plaintext = pattern(3 * SIZE + 1, 3);
    const lanes = [makeLocalLane(module)];
    await sealFile({
      core,
      key,
      source: streamOf(plaintext),
      sink: makeCopyingSink(stream),
      lanes,
      chunkBytes: SIZE,
      random,
    });
    expect(Buffer.concat(kept).equals(sealIndependently(key, salt, 16, plaintext))).toBe(true);
    const reason = new Error('enough');
    const failing = new WritableStream<Uint8Array>({
      write: () => {
        throw reason;
      },
    });
    await expect(
      sealFile({ core, key, source: streamOf(plaintext), sink: makeCopyingSink(failing), lanes }),
    ).rejects.toBe(reason);
  });
});

describe('sealing files', () => {
  it.each(coreBuilds)('gives the same with %s', async (build) => {
    const other = await loadTestCore(build);
    const { sink, bytes } = collect();
    const random = () => Uint8Array.from(salt);
    const plaintext = pattern(SIZE + 3, 7);
    const lanes = [makeLocalLane(await compileTestCore(build))];
    await sealFile({ core: other, key, source: streamOf(plaintext), sink, lanes, chunkBytes: SIZE, random });
    expect(bytes().equals(sealIndependently(key, salt, 16, plaintext))).toBe(true);
  });

  it('makes another file of the same bytes each time', async () => {
    const files = [collect(), collect()];
    for (const { sink } of files) {
      await sealFile({ core, key, source: streamOf(pattern(10)), sink, lanes: [makeLocalLane(module)] });
    }
    const [one, two] = files.map(({ bytes }) => bytes());
    expect(one!.subarray(8, 40).equals(two!.subarray(8, 40))).toBe(false);
    expect(one!.subarray(72).equals(two!.subarray(72))).toBe(false);
  });

  it.each([0, 1, SIZE - 1, SIZE + 1, 2 ** 15, 2 ** 21, Number.NaN])(
    'refuses chunks of %d bytes',
    async (chunkBytes) => {
      const lanes = [makeLocalLane(module)];
      const sealing = sealFile({ core, key, source: streamOf(key), sink: collect().sink, lanes, chunkBytes });
      await expect(sealing).rejects.toThrow(RangeError);
    },
  );

  it('refuses keys of another length, and to work without a lane', async () => {
    const lanes = [makeLocalLane(module)];
    const short = { core, key: key.subarray(1), lanes };
    await expect(sealFile({ ...short, source: streamOf(key), sink: collect().sink })).rejects.toThrow(RangeError);
    const file = await seal(key, lanes);
    await expect(openFile({ ...short, source: streamOf(file), sink: collect().sink })).rejects.toThrow(RangeError);
    const without = { core, key, lanes: [] };
    await expect(sealFile({ ...without, source: streamOf(key), sink: collect().sink })).rejects.toThrow(RangeError);
  });

  it('leaves the key as it was, and no key in the lanes', async () => {
    const own = pattern(32, 9);
    const lane = makeLocalLane(module);
    await sealFile({ core, key: own, source: streamOf(own), sink: collect().sink, lanes: [lane] });
    expect(hex(own)).toBe(hex(pattern(32, 9)));
    await expect(lane.run({ index: 0, final: true, data: new Uint8Array(5) })).rejects.toThrow('between start and end');
    const remote = threads.lanes[0]!;
    await expect(remote.run({ index: 0, final: true, data: new Uint8Array(5) })).rejects.toThrow('the worker failed');
  });
});

describe('opening files', () => {
  const lanes = [makeLocalLane(module)];
  const file = sealIndependently(key, salt, 16, pattern(100, 3));
  const opening = (bytes: Uint8Array, wrongKey = key) =>
    openFile({ core, key: wrongKey, source: streamOf(bytes), sink: collect().sink, lanes });

  it('tells a file that is none from one of a later version, and from one that another key made', async () => {
    const changed = (at: number, to: number) => Buffer.from(file.map((byte, i) => (i === at ? to : byte)));
    const none = expect.objectContaining({ code: 'not-sealed-file' });
    for (const bytes of [new Uint8Array(0), file.subarray(0, 5), file.subarray(0, 71), changed(0, 0x47)]) {
      await expect(opening(bytes)).rejects.toThrow(none);
    }
    const newer = expect.objectContaining({ code: 'newer-version' });
    for (const bytes of [changed(6, 2), changed(6, 0), changed(7, 15), changed(7, 21)]) {
      await expect(opening(bytes)).rejects.toThrow(newer);
    }
    await expect(opening(changed(6, 2))).rejects.toThrow(SealedFileError);
    await expect(opening(file, pattern(32, 8))).rejects.toThrow(AuthenticationError);
  });

  it('tells another key before it has asked for any chunk', async () => {
    let read = 0;
    const source = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          controller.enqueue(read++ === 0 ? file.slice(0, 72) : file.slice(72));
        },
      },
      { highWaterMark: 0 },
    );
    await expect(openFile({ core, key: pattern(32, 8), source, sink: collect().sink, lanes })).rejects.toThrow(
      AuthenticationError,
    );
    expect(read).toBe(1);
  });
});
