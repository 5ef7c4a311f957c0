import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coreFile, loadCore } from '../../../../src/crypto/index.ts';
import { compileTestCore } from '../../../support/core.ts';
import { hex, pattern } from './support.ts';

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const abc = Uint8Array.of(0x61, 0x62, 0x63);
const path = (file: string) => new URL(`../../../../build/${file}`, import.meta.url);

describe('loadCore', () => {
  it('takes bytes, a buffer, a response and a compiled module', async () => {
    const bytes = Uint8Array.from(readFileSync(path(coreFile())));
    const sources = [bytes, bytes.buffer, new Response(bytes), await compileTestCore()];
    for (const source of sources) expect(hex((await loadCore(source)).sha256(abc))).toBe(ABC);
  });

  it('takes a response of any content type', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const response = new Response(readFileSync(path(coreFile())), { headers });
    expect(hex((await loadCore(response)).sha256(abc))).toBe(ABC);
  });

  it('takes a view into a larger buffer', async () => {
    const file = readFileSync(path(coreFile()));
    const padded = new Uint8Array(file.length + 7);
    padded.set(file, 3);
    expect(hex((await loadCore(padded.subarray(3, 3 + file.length))).sha256(abc))).toBe(ABC);
  });

  it('refuses bytes that are no module', async () => {
    await expect(loadCore(pattern(100))).rejects.toThrow(WebAssembly.CompileError);
  });

  it('gives every core a memory of its own', async () => {
    const module = await compileTestCore();
    const [one, two] = [await loadCore(module), await loadCore(module)];
    const sealer = one.gcmSealer(pattern(16), pattern(12), abc);
    two.wipe();
    expect(hex(sealer.finish())).toBe(hex(two.aesGcmSeal(pattern(16), pattern(12), abc, new Uint8Array(0))));
  });
});

describe('coreFile', () => {
  it('names a build that this engine can compile', () => {
    expect(WebAssembly.validate(readFileSync(path(coreFile())))).toBe(true);
  });

  it('names the relaxed build exactly where the engine accepts it', () => {
    const relaxed = WebAssembly.validate(readFileSync(path('core.wasm')));
    expect(coreFile()).toBe(relaxed ? 'core.wasm' : 'core-baseline.wasm');
  });

  it('has a fallback that needs no relaxed SIMD', () => {
    expect(readFileSync(path('core-baseline.wasm')).equals(readFileSync(path('core.wasm')))).toBe(false);
    expect(WebAssembly.validate(readFileSync(path('core-baseline.wasm')))).toBe(true);
  });
});
