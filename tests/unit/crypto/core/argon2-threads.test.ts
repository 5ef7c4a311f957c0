import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { argon2idThreads, type SegmentWorker } from '../../../../src/crypto/argon2-threads.ts';
import type { SegmentJob } from '../../../../src/crypto/argon2-worker.ts';
import { BASE_PAGES, Engine, makeSharedMemory } from '../../../../src/crypto/engine.ts';
import { loadTestThreads } from '../../../support/argon2-threads.ts';
import { loadTestCore } from '../../../support/core.ts';
import { hex, pattern } from './support.ts';

const base = { password: pattern(12), salt: pattern(16), memoryKiB: 4096, iterations: 3, length: 32 };

describe('Argon2id with lanes in threads', async () => {
  const core = await loadTestCore();
  const threads = await loadTestThreads(3);
  afterAll(() => Promise.all(threads.workers.map((worker) => worker.terminate())));
  /** A core that counts how often the lanes are filled one after the other. */
  const watched = () => {
    const argon2id = vi.fn(core.argon2id);
    return { core: { ...core, argon2id }, argon2id };
  };
  /** True where memory is byte for byte what it is in a new instance: constants, and zeros. */
  const isAsNew = ({ buffer }: WebAssembly.Memory) => {
    const fresh = new Engine(threads.module, makeSharedMemory(buffer.byteLength / 65_536));
    return Buffer.from(fresh.memory.buffer).equals(new Uint8Array(buffer));
  };
  afterEach(() => void vi.unstubAllGlobals());

  it.each([1, 2, 3, 4])('agrees with one thread and with hash-wasm for %i lanes', async (parallelism) => {
    for (const memoryKiB of [8 * parallelism, 1000, 4096]) {
      const options = { ...base, memoryKiB, parallelism };
      const { core, argon2id } = watched();
      const key = hex(await argon2idThreads(core, options, threads));
      expect(argon2id).toHaveBeenCalledTimes(parallelism === 1 ? 1 : 0);
      expect(key).toBe(hex(core.argon2id(options)));
      const expected = await hashWasmArgon2id({
        ...{ password: base.password, salt: base.salt, iterations: base.iterations, parallelism },
        ...{ memorySize: memoryKiB, hashLength: base.length, outputType: 'hex' },
      });
      expect(key).toBe(expected);
    }
  });

  it('takes a secret, associated data and more lanes than threads', async () => {
    const options = { ...base, secret: pattern(8, 2), associatedData: pattern(40, 3), parallelism: 7, length: 130 };
    for (const count of [1, 2, 3]) {
      const { core, argon2id } = watched();
      const some = { ...threads, workers: threads.workers.slice(0, count) };
      expect(hex(await argon2idThreads(core, options, some))).toBe(hex(core.argon2id(options)));
      expect(argon2id).toHaveBeenCalledTimes(1);
    }
  });

  it('leaves of its shared memory nothing but constants', async () => {
    const jobs: SegmentJob[] = [];
    const workers = threads.workers.map((worker): SegmentWorker => {
      const postMessage = (job: SegmentJob) => {
        jobs.push(job);
        expect(new Uint8Array(job.memory.buffer, BASE_PAGES * 65_536, 1024).some((byte) => byte !== 0)).toBe(true);
        worker.postMessage(job);
      };
      return { postMessage, terminate: () => worker.terminate() };
    });
    await argon2idThreads(core, { ...base, parallelism: 3 }, { ...threads, workers });
    expect(jobs.map(({ thread }) => thread)).toEqual([1, 2]);
    expect(jobs[0]!.memory.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(isAsNew(jobs[0]!.memory)).toBe(true);
  });

  it('goes on alone where no worker ever starts', async () => {
    const idle = { postMessage: () => {}, terminate: vi.fn() };
    const { core, argon2id } = watched();
    const options = { ...base, parallelism: 4 };
    const key = await argon2idThreads(core, options, { ...threads, workers: [idle, idle] });
    expect(argon2id).not.toHaveBeenCalled();
    expect(hex(key)).toBe(hex(core.argon2id(options)));
    expect(idle.terminate).not.toHaveBeenCalled();
  });

  it('ends the workers, wipes and fills the lanes one after the other where a worker takes no job', async () => {
    const memories: WebAssembly.Memory[] = [];
    const postMessage = ({ memory }: SegmentJob) => {
      memories.push(memory);
      throw new Error('cannot be cloned');
    };
    const broken = { postMessage, terminate: vi.fn() };
    const { core, argon2id } = watched();
    const options = { ...base, parallelism: 4 };
    const key = await argon2idThreads(core, options, { ...threads, workers: [broken, broken] });
    expect(argon2id).toHaveBeenCalledTimes(1);
    expect(hex(key)).toBe(hex(core.argon2id(options)));
    expect(broken.terminate).toHaveBeenCalledTimes(2);
    expect(isAsNew(memories[0]!)).toBe(true);
  });

  it('fills the lanes one after the other where threads cannot be had', async () => {
    const options = { ...base, parallelism: 2 };
    const expected = hex(core.argon2id(options));
    const { core: counting, argon2id } = watched();
    expect(hex(await argon2idThreads(counting, options, { ...threads, workers: [] }))).toBe(expected);
    const wait = vi.spyOn(Atomics, 'wait').mockImplementation(() => {
      throw new TypeError('Atomics.wait cannot be called in this context');
    });
    expect(hex(await argon2idThreads(counting, options, threads))).toBe(expected);
    wait.mockRestore();
    vi.stubGlobal('SharedArrayBuffer', undefined);
    expect(hex(await argon2idThreads(counting, options, threads))).toBe(expected);
    expect(argon2id).toHaveBeenCalledTimes(3);
  });

  it('refuses wrong parameters before it sends anything', async () => {
    const postMessage = vi.fn();
    const options = { ...base, parallelism: 2, memoryKiB: 15 };
    const workers = [{ postMessage, terminate: () => {} }];
    await expect(argon2idThreads(core, options, { ...threads, workers })).rejects.toThrow(RangeError);
    expect(postMessage).not.toHaveBeenCalled();
  });

  it('starts another instance over the same memory without touching anything but constants', () => {
    const memory = makeSharedMemory(BASE_PAGES + 1);
    const { wasm, memory: bytes } = new Engine(threads.module, memory);
    const end = BASE_PAGES * 65_536;
    bytes.fill(0xaa, wasm.KEY.value, wasm.IO.value + wasm.IO_SIZE.value);
    bytes.fill(0xaa, end);
    const before = Uint8Array.from(bytes);
    new Engine(threads.module, memory);
    expect(Buffer.from(bytes).equals(before)).toBe(true);
    const { ARGON_THREADS } = wasm as unknown as { ARGON_THREADS: WebAssembly.Global<'i32'> };
    const scratch = ARGON_THREADS.value * 4160;
    expect(scratch).toBeGreaterThan(0);
    expect(scratch).toBeLessThanOrEqual(wasm.IO_SIZE.value);
  });
});
