import { createCipheriv, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../../../src/crypto/engine.ts';
import { AuthenticationError, type Core } from '../../../../src/crypto/index.ts';
import { coreBuilds, loadOpenCore } from '../../../support/core.ts';
import { flipped, pattern } from './support.ts';

const [key, nonce, aad] = [pattern(32, 1), pattern(12, 2), pattern(99, 3)];
const [text, short, inner] = [pattern(70_003, 4), pattern(333, 5), pattern(64, 6)];
const password = pattern(40, 7);
const { Memory } = WebAssembly;

/** FIPS 197 §5.2 by its definition: the words of the key schedule behind the key itself. */
function scheduleOf(aesKey: Uint8Array): Uint8Array {
  const times = (a: number, b: number): number => {
    let product = 0;
    for (let i = 0; i < 8; i++) product ^= (b >> i) & 1 ? a << i : 0;
    for (let i = 14; i > 7; i--) product ^= (product >> i) & 1 ? 0x11b << (i - 8) : 0;
    return product;
  };
  const substitute = (byte: number): number => {
    const inverse = Array.from({ length: 256 }, (_, i) => i).find((i) => times(byte, i) === 1) ?? 0;
    return [0, 1, 2, 3, 4].reduce((sum, i) => sum ^ ((inverse << i) & 255) ^ (inverse >> (8 - i)), 0x63);
  };
  const bytes = [...aesKey];
  for (let word = 8, round = 1; word < 60; word++) {
    let last = bytes.slice(-4);
    if (word % 8 === 0) last = [...last.slice(1), last[0]!].map(substitute).map((byte, i) => byte ^ (i ? 0 : round));
    if (word % 8 === 0) round = times(round, 2);
    if (word % 8 === 4) last = last.map(substitute);
    const before = bytes.slice(-32, -28);
    bytes.push(...last.map((byte, i) => byte ^ before[i]!));
  }
  return Uint8Array.from(bytes.slice(32));
}

const hashKey = createCipheriv('aes-256-ecb', key, null).update(new Uint8Array(16));
const pseudorandomKey = createHmac('sha256', aad).update(text).digest();

/** What must not stay: eight bytes of any of it in a row would be found. */
const secrets = { key, schedule: scheduleOf(key), 'hash key': hashKey, text, short, inner, password, pseudorandomKey };

/** The names of the secrets of which eight bytes in a row stand in any of the memories, wherever. */
function found(memories: readonly Uint8Array[]): string[] {
  const held = memories.map((memory) => Buffer.from(memory.buffer));
  const windows = (secret: Uint8Array) =>
    Array.from({ length: secret.length >> 3 }, (_, i) => Buffer.from(secret.subarray(8 * i, 8 * i + 8)));
  return Object.entries(secrets)
    .filter(([, secret]) => windows(secret).some((window) => held.some((memory) => memory.includes(window))))
    .map(([name]) => name);
}

/** Every method with what it holds at the end of its work; `wipe` has tests of its own. */
const methods: Record<
  Exclude<keyof Core, 'wipe' | 'stretch'>,
  readonly [(core: Core) => unknown, readonly string[]]
> = {
  aesGcmSeal: [(core) => core.aesGcmSeal(key, nonce, aad, short), ['key', 'schedule', 'hash key']],
  aesGcmOpen: [(core) => core.aesGcmOpen(key, nonce, aad, sealed.gcm), ['key', 'schedule', 'hash key', 'short']],
  gcmSealer: [
    (core) => {
      const sealer = core.gcmSealer(key, nonce, aad);
      sealer.update(text);
      sealer.finish();
    },
    ['key', 'schedule', 'hash key'],
  ],
  gcmOpener: [
    (core) => {
      const opener = core.gcmOpener(key, nonce, aad);
      opener.update(sealed.gcm.subarray(0, short.length));
      opener.finish(sealed.gcm.subarray(short.length));
    },
    ['key', 'schedule', 'hash key'],
  ],
  aesOcbSeal: [(core) => core.aesOcbSeal(key, nonce, aad, short), ['key']],
  aesOcbOpen: [(core) => core.aesOcbOpen(key, nonce, aad, sealed.ocb), ['key', 'short']],
  aesKwWrap: [(core) => core.aesKwWrap(key, inner), ['key', 'schedule']],
  aesKwUnwrap: [(core) => core.aesKwUnwrap(key, sealed.wrapped), ['key', 'schedule', 'inner']],
  sha256: [(core) => core.sha256(short), ['short']],
  hmacSha256: [(core) => core.hmacSha256(key, short), ['key', 'short']],
  hkdfSha256: [(core) => core.hkdfSha256(text, aad, aad, 32), ['text', 'pseudorandomKey']],
  pbkdf2Sha256: [(core) => core.pbkdf2Sha256(password, aad, 2, 32), ['password']],
  argon2id: [
    (core) =>
      core.argon2id({ password, secret: inner, salt: aad, memoryKiB: 64, iterations: 2, parallelism: 2, length: 32 }),
    [],
  ],
};
const sealed = { gcm: new Uint8Array(), ocb: new Uint8Array(), wrapped: new Uint8Array() };
const refusing: readonly (readonly [string, (core: Core) => unknown])[] = [
  ['aesGcmOpen', (core) => core.aesGcmOpen(key, nonce, aad, flipped(sealed.gcm, 99))],
  ['aesOcbOpen', (core) => core.aesOcbOpen(key, nonce, aad, flipped(sealed.ocb, 99))],
  ['aesKwUnwrap', (core) => core.aesKwUnwrap(key, flipped(sealed.wrapped, 99))],
  [
    'gcmOpener',
    (core) => {
      const opener = core.gcmOpener(key, nonce, aad);
      opener.update(sealed.gcm.subarray(0, short.length));
      opener.finish(pattern(16, 99));
    },
  ],
];

describe.each(coreBuilds)('nothing secret is left in any memory of %s', (build) => {
  const memories: Uint8Array[] = [];
  let core: Core;
  let engine: Engine;

  beforeEach(async () => {
    memories.length = 0;
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        memories.push(new Uint8Array(this.buffer));
      }
    };
    ({ core, engine } = await loadOpenCore(build));
    sealed.gcm = Uint8Array.from(core.aesGcmSeal(key, nonce, aad, short));
    sealed.ocb = Uint8Array.from(core.aesOcbSeal(key, nonce, aad, short));
    sealed.wrapped = Uint8Array.from(core.aesKwWrap(key, inner));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    WebAssembly.Memory = Memory;
  });

  it.each(Object.entries(methods))('after %s', (_, [run, held]) => {
    const seen = new Set<string>();
    vi.spyOn(engine, 'finish').mockImplementation(() => {
      for (const name of found(memories)) seen.add(name);
      Engine.prototype.finish.call(engine);
    });
    run(core);
    expect([...seen]).toEqual(expect.arrayContaining([...held]));
    expect(found(memories)).toEqual([]);
  });

  it.each(refusing)('after %s refused', (_, run) => {
    expect(() => run(core)).toThrow(AuthenticationError);
    expect(found(memories)).toEqual([]);
  });

  it.each(Object.entries(methods))('after %s broke off when its result was to leave', (_, [run]) => {
    const before = memories.length;
    const breakOff = () => {
      throw new Error('broken off');
    };
    for (const way of ['io', 'take', 'takeDigest', 'fillFromDigest', 'takeTagged'] as const) {
      vi.spyOn(Engine.prototype, way).mockImplementation(breakOff);
    }
    expect(() => run(core)).toThrow('broken off');
    core.wipe();
    expect(found(memories)).toEqual([]);
    for (const memory of memories.slice(before)) expect(memory.every((byte) => byte === 0)).toBe(true);
  });

  it.each(Object.entries(methods))('after %s: its result came out of the core in no second copy', (_, [run]) => {
    const prototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
    const { slice } = prototype;
    const copies: Uint8Array[] = [];
    vi.spyOn(prototype, 'slice').mockImplementation(function (this: Uint8Array, ...range) {
      const copy = slice.apply(this, range);
      if (memories.some(({ buffer }) => buffer === this.buffer)) copies.push(copy);
      return copy;
    });
    const result = run(core);
    // A stream's tag is for everybody to see; all else that comes out is what was asked for.
    const others = result instanceof Uint8Array ? copies.filter((copy) => copy !== result) : [];
    expect(others.filter((copy) => copy.some((byte) => byte !== 0))).toEqual([]);
  });

  it('after Argon2id: not one of the blocks in which it worked', () => {
    const blocks: Buffer[] = [];
    vi.spyOn(Engine.prototype, 'take').mockImplementation(function (this: Engine, from, to) {
      for (let at = 131_072; at < this.memory.length; at += 1024)
        blocks.push(Buffer.from(this.memory.slice(at, at + 64)));
      return this.memory.slice(this.wasm.IO.value + from, this.wasm.IO.value + to);
    });
    methods.argon2id[0](core);
    const worked = blocks.filter((block) => block.some((byte) => byte !== 0));
    expect(worked.length).toBeGreaterThanOrEqual(64);
    for (const memory of memories) {
      const all = Buffer.from(memory.buffer);
      expect(worked.filter((block) => all.includes(block))).toEqual([]);
    }
  });
});
