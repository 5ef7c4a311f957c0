import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js';
import fc from 'fast-check';
import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { deriveArgon2id } from '../../../../src/crypto/argon2.ts';
import { BASE_PAGES, Engine, makeMemory, type WasmExports } from '../../../../src/crypto/engine.ts';
import { OutOfMemoryError } from '../../../../src/crypto/index.ts';
import { compileTestCore, coreBuilds, loadTestCore } from '../../../support/core.ts';
import { hex, pattern, view } from './support.ts';

const base = { password: pattern(12), salt: pattern(16), memoryKiB: 64, iterations: 1, parallelism: 1, length: 32 };

describe.each(coreBuilds)('Argon2id of %s', async (build) => {
  const core = await loadTestCore(build);

  it('agrees with @noble/hashes on random inputs and parameters', () => {
    const parameters = fc.record({
      iterations: fc.integer({ min: 1, max: 3 }),
      parallelism: fc.integer({ min: 1, max: 5 }),
      extra: fc.integer({ min: 0, max: 120 }),
      length: fc.integer({ min: 4, max: 200 }),
    });
    fc.assert(
      fc.property(view(80), view(40, 8), view(20), view(20), parameters, (password, salt, secret, data, p) => {
        const { iterations, parallelism, length } = p;
        const memoryKiB = 8 * parallelism + p.extra;
        const key = core.argon2id({ ...p, password, salt, secret, associatedData: data, memoryKiB });
        const options = { m: memoryKiB, t: iterations, p: parallelism, dkLen: length, version: 0x13 };
        expect(hex(key)).toBe(hex(nobleArgon2id(password, salt, { ...options, key: secret, personalization: data })));
      }),
      { numRuns: 40 },
    );
  });

  it('agrees with hash-wasm at 16 MiB in one lane and in four', async () => {
    for (const parallelism of [1, 4]) {
      const memory = { memoryKiB: 16_384, iterations: 2, parallelism };
      const expected = await hashWasmArgon2id({
        ...{ password: base.password, salt: base.salt, iterations: 2, parallelism },
        ...{ memorySize: 16_384, hashLength: 32, outputType: 'hex' },
      });
      expect(hex(core.argon2id({ ...base, ...memory }))).toBe(expected);
    }
  });

  it('treats a missing secret and an empty one alike', () => {
    const none = new Uint8Array(0);
    expect(hex(core.argon2id({ ...base, secret: none, associatedData: none }))).toBe(hex(core.argon2id(base)));
  });

  it('refuses parameters outside RFC 9106 and its own bounds with the figure', () => {
    const refused = (change: Partial<typeof base>, figure: string) =>
      expect(() => core.argon2id({ ...base, ...change })).toThrow(new RegExp(`^Argon2|Argon2.*not ${figure}$`));
    refused({ memoryKiB: 7 }, '7');
    refused({ memoryKiB: 31, parallelism: 4 }, '31');
    refused({ memoryKiB: 2 ** 22 }, '4194304');
    refused({ iterations: 0 }, '0');
    refused({ parallelism: 0 }, '0');
    refused({ parallelism: 2 ** 24 }, '16777216');
    refused({ length: 3 }, '3');
    refused({ length: 65_537 }, '65537');
    refused({ salt: pattern(7) }, '7');
  });
});

describe('the instance that Argon2id runs in', async () => {
  const module = await compileTestCore();

  it('has its blocks behind everything else', () => {
    const { wasm } = new Engine(module, makeMemory(BASE_PAGES));
    expect(wasm.BASE_PAGES.value).toBe(BASE_PAGES);
    expect(wasm.STATIC_END.value).toBeGreaterThan(wasm.IO.value + wasm.IO_SIZE.value);
    expect(wasm.STATIC_END.value).toBeLessThanOrEqual(BASE_PAGES * 65_536);
  });

  it('has exactly the memory it needs, and nothing but zeros when it is dropped', () => {
    const made: Engine[] = [];
    const create = (pages: number) => {
      const engine = new Engine(module, makeMemory(pages));
      made.push(engine);
      return engine;
    };
    deriveArgon2id(create, { ...base, memoryKiB: 1024 });
    expect(made).toHaveLength(1);
    expect(made[0]!.memory.length).toBe((BASE_PAGES + 16) * 65_536);
    expect(made[0]!.memory.every((byte) => byte === 0)).toBe(true);
  });

  it('reads nothing of its scratch that a segment did not write itself', () => {
    const options = { ...base, memoryKiB: 1024, iterations: 2, parallelism: 2 };
    let segments = 0;
    const create = (pages: number) => new Engine(module, makeMemory(pages));
    const dirtying = (pages: number) => {
      const engine = create(pages);
      const { wasm } = engine;
      const argon2Segment = (...where: Parameters<WasmExports['argon2Segment']>) => {
        engine.io(engine.ioSize).fill(0xa5 + segments++);
        wasm.argon2Segment(...where);
      };
      return Object.assign(engine, { wasm: { ...wasm, argon2Segment } });
    };
    expect(hex(deriveArgon2id(dirtying, options))).toBe(hex(deriveArgon2id(create, options)));
    expect(segments).toBe(16);
  });

  it('is zeroed as well when the derivation fails half-way', () => {
    const made: Engine[] = [];
    const create = (pages: number) => {
      const engine = new Engine(module, makeMemory(pages));
      engine.take = () => {
        expect(engine.memory.some((byte) => byte !== 0)).toBe(true);
        throw new Error('interrupted');
      };
      made.push(engine);
      return engine;
    };
    expect(() => deriveArgon2id(create, base)).toThrow('interrupted');
    expect(made[0]!.memory.every((byte) => byte === 0)).toBe(true);
  });

  it('is missed with a typed error where the machine has no memory for it', () => {
    const refuse = () => {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory');
    };
    expect(() => deriveArgon2id(refuse, base)).toThrow(OutOfMemoryError);
  });
});
