import type { Core } from './core.ts';
import { instantiate } from './instantiate.ts';

/** A body of one instruction that only engines with relaxed SIMD accept: i8x16.relaxed_swizzle of two zero vectors. */
const RELAXED_SIMD_PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic and version
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // one type: () → v128
  ...[0x03, 0x02, 0x01, 0x00], // one function of it
  ...[0x0a, 0x0f, 0x01, 0x0d, 0x00], // its code, no locals
  ...[0x41, 0x01, 0xfd, 0x0f], // i8x16.splat 1
  ...[0x41, 0x02, 0xfd, 0x0f], // i8x16.splat 2
  ...[0xfd, 0x80, 0x02, 0x0b], // i8x16.relaxed_swizzle, end
);

/** The build that this engine can run; both offer the same. */
export function coreFile(): 'core.wasm' | 'core-baseline.wasm' {
  return WebAssembly.validate(RELAXED_SIMD_PROBE) ? 'core.wasm' : 'core-baseline.wasm';
}

async function compile(source: Uint8Array | ArrayBuffer | Response | WebAssembly.Module): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  // Compiled from bytes and not as a stream, so that no server's content type decides whether it works.
  const bytes = source instanceof Response ? await source.arrayBuffer() : source;
  return WebAssembly.compile(bytes as BufferSource);
}

/**
 * Makes a core from the bytes of the build that `coreFile` names, from a response that brings them, or from a module
 * compiled before. Every call gives a core with a memory of its own.
 * Throws `WebAssembly.CompileError` where the bytes are no module or the engine cannot run it.
 */
export async function loadCore(source: Uint8Array | ArrayBuffer | Response | WebAssembly.Module): Promise<Core> {
  return instantiate(await compile(source)).core;
}
