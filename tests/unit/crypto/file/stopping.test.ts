import { afterAll, describe, expect, it } from 'vitest';
import type { Lane } from '../../../../src/crypto/file/lane.ts';
import { type FileOptions, type FileSink, makeLocalLane, openFile, sealFile } from '../../../../src/crypto/index.ts';
import { compileTestCore, loadTestCore } from '../../../support/core.ts';
import { collect, sealIndependently, streamOf } from '../../../support/files.ts';
import { makeNodeLanes } from '../../../support/node-lanes.ts';
import { pattern } from '../core/support.ts';

const SIZE = 65_536;
const key = pattern(32, 1);
const core = await loadTestCore();
const module = await compileTestCore();
const threads = makeNodeLanes(2, module);
afterAll(threads.close);

const file = sealIndependently(key, pattern(32, 2), 16, pattern(10 * SIZE, 3));
const ways: readonly (readonly [string, () => readonly Lane[]])[] = [
  ['in the thread at hand', () => [makeLocalLane(module)]],
  ['in two workers', () => threads.lanes],
];
const both: readonly (readonly [string, (options: FileOptions) => Promise<void>])[] = [
  ['sealing', (options) => sealFile({ ...options, chunkBytes: SIZE })],
  ['opening', openFile],
];

/** A source without end that remembers why it was cancelled. */
function endless() {
  let [reason, pulls]: [unknown, number] = [undefined, 0];
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(pulls++ === 0 ? file.slice(0, 72 + 5 * (SIZE + 16)) : new Uint8Array(SIZE));
    },
    cancel: (why) => {
      reason = why;
    },
  });
  return { source, cancelled: () => reason };
}

describe.each(ways)('%s', (_, lanes) => {
  it.each(both)(
    '%s stops at the signal, ends both streams with its reason, and the lanes serve the next file',
    async (_name, run) => {
      const stop = new AbortController();
      const reason = new Error('I changed my mind');
      const { source, cancelled } = endless();
      const target = collect();
      let progress = 0;
      const onProgress = () => {
        if (++progress === 2) stop.abort(reason);
      };
      const running = run({ core, key, source, sink: target.sink, lanes: lanes(), onProgress, signal: stop.signal });
      await expect(running).rejects.toBe(reason);
      expect(progress).toBe(2);
      expect(cancelled()).toBe(reason);
      expect(target.end()).toBe(reason);
      const next = collect();
      await openFile({ core, key, source: streamOf(file), sink: next.sink, lanes: lanes() });
      expect(next.bytes().equals(pattern(10 * SIZE, 3))).toBe(true);
    },
  );

  it.each(both)('%s does not begin where the signal came before', async (_name, run) => {
    const target = collect();
    const { source, cancelled } = endless();
    const signal = AbortSignal.abort('too late');
    await expect(run({ core, key, source, sink: target.sink, lanes: lanes(), signal })).rejects.toBe('too late');
    expect(target.bytes()).toHaveLength(0);
    expect(cancelled()).toBe('too late');
  });

  it.each(both)('%s stops while the source keeps it waiting', async (_name, run) => {
    const stop = new AbortController();
    const source = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) }, { highWaterMark: 0 });
    const target = collect();
    const running = run({ core, key, source, sink: target.sink, lanes: lanes(), signal: stop.signal });
    setImmediate(() => stop.abort('enough'));
    await expect(running).rejects.toBe('enough');
    expect(target.end()).toBe('enough');
  });

  it.each(both)('%s fails as the source fails', async (_name, run) => {
    const broken = new Error('the disk is gone');
    let pulls = 0;
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => (pulls++ < 3 ? controller.enqueue(file.slice(0, SIZE)) : controller.error(broken)),
    });
    const target = collect();
    const running = run({ core, key, source, sink: target.sink, lanes: lanes() });
    await (run === openFile ? expect(running).rejects.toThrow() : expect(running).rejects.toBe(broken));
    expect(target.end()).not.toBe('closed');
  });

  it.each(both)('%s fails as the sink fails, and cancels the source', async (_name, run) => {
    const full = new Error('the disk is full');
    let written = 0;
    const sink: FileSink = {
      ...collect().sink,
      write: async () => {
        if (++written > 2) throw full;
      },
    };
    const { source, cancelled } = endless();
    await expect(run({ core, key, source, sink, lanes: lanes() })).rejects.toBe(full);
    expect(cancelled()).toBe(full);
  });

  it('asks the source for no more than the sink takes', async () => {
    let [pulls, release]: [number, () => void] = [0, () => undefined];
    const source = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          if (pulls++ < 100) controller.enqueue(new Uint8Array(SIZE));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    let started: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => {
      started = resolve;
    });
    let writes = 0;
    const sink: FileSink = {
      ...collect().sink,
      write: async () => {
        if (++writes === 2) started();
        if (writes >= 2) await stuck;
      },
    };
    const running = sealFile({ core, key, source, sink, lanes: lanes(), chunkBytes: SIZE });
    await blocked;
    await new Promise((resolve) => setImmediate(resolve));
    expect(pulls).toBeLessThanOrEqual(2 * lanes().length + 2);
    release();
    await running;
    expect(pulls).toBe(101);
  });
});

describe('a worker that ends', () => {
  it('fails the file that it works on, and every later one', async () => {
    const { lanes, workers, close } = makeNodeLanes(1, module);
    const { source, cancelled } = endless();
    const target = collect();
    const onProgress = () => void workers[0]!.terminate();
    await expect(
      sealFile({ core, key, source, sink: target.sink, lanes, chunkBytes: SIZE, onProgress }),
    ).rejects.toThrow('the worker is gone');
    expect(cancelled()).toBe(target.end());
    await expect(sealFile({ core, key, source: streamOf(key), sink: collect().sink, lanes })).rejects.toThrow(
      'the worker is gone',
    );
    await close();
  });
});
