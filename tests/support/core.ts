// The released WebAssembly core for tests: what ships is what is tested.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Core, coreFile, loadCore } from '../../src/crypto/index.ts';
import { instantiate, type OpenCore } from '../../src/crypto/instantiate.ts';

export type CoreBuild = 'core.wasm' | 'core-baseline.wasm';

/** Both builds; every vector runs on each. */
export const coreBuilds: readonly CoreBuild[] = ['core.wasm', 'core-baseline.wasm'];

function read(build: CoreBuild): Uint8Array<ArrayBuffer> {
  const path = fileURLToPath(new URL(`../../build/${build}`, import.meta.url));
  if (!existsSync(path)) throw new Error(`build/${build} is missing: run npm run wasm`);
  return Uint8Array.from(readFileSync(path));
}

/** A core of the build that this engine would choose, or of the one named. */
export function loadTestCore(build: CoreBuild = coreFile()): Promise<Core> {
  return loadCore(read(build));
}

/** The same with the engine behind it, whose memory and exports a test may look into. */
export async function loadOpenCore(build: CoreBuild = coreFile()): Promise<OpenCore> {
  return instantiate(await compileTestCore(build));
}

/** The compiled module alone. */
export function compileTestCore(build: CoreBuild = coreFile()): Promise<WebAssembly.Module> {
  return WebAssembly.compile(read(build));
}
