import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeWarmArgon2, OutOfMemoryError } from '../../../../src/crypto/index.ts';
import { compileTestCore, coreBuilds, loadTestCore } from '../../../support/core.ts';
import { hex, pattern } from './support.ts';

const options = {
  ...{ password: pattern(12), salt: pattern(16), memoryKiB: 256, iterations: 2, parallelism: 1, length: 32 },
};
const { Memory } = WebAssembly;

describe.each(coreBuilds)('Argon2id with memory got ahead, of %s', async (build) => {
  const [module, core] = await Promise.all([compileTestCore(build), loadTestCore(build)]);
  const made: WebAssembly.Memory[] = [];
  beforeEach(() => {
    made.length = 0;
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        made.push(this);
      }
    };
  });
  afterEach(() => {
    WebAssembly.Memory = Memory;
    vi.restoreAllMocks();
  });
  const isZero = ({ buffer }: WebAssembly.Memory) => new Uint8Array(buffer).every((byte) => byte === 0);

  it('gives the same, in that memory, and leaves nothing in it', () => {
    const expected = hex(core.argon2id(options));
    made.length = 0;
    const { warm, derive } = makeWarmArgon2(module);
    warm(options);
    warm(options);
    expect(made).toHaveLength(1);
    expect(hex(derive(options))).toBe(expected);
    expect(made).toHaveLength(1);
    expect(isZero(made[0]!)).toBe(true);
    // It is given up: the next one gets memory of its own.
    expect(hex(derive(options))).toBe(expected);
    expect(made).toHaveLength(2);
  });

  it('takes other memory where another size is asked for', () => {
    const { warm, derive } = makeWarmArgon2(module);
    const larger = { ...options, memoryKiB: 512, parallelism: 2 };
    warm(options);
    expect(hex(derive(larger))).toBe(hex(core.argon2id(larger)));
    expect(made.every(isZero)).toBe(true);
  });

  it('is quiet where there is none ahead, and then says that there is none', () => {
    const { warm, derive } = makeWarmArgon2(module);
    WebAssembly.Memory = class {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    } as unknown as typeof Memory;
    warm(options);
    expect(() => derive(options)).toThrow(OutOfMemoryError);
    WebAssembly.Memory = Memory;
    expect(hex(derive(options))).toBe(hex(core.argon2id(options)));
  });
});
