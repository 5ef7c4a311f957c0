// Threads for Argon2id under Node, of the build that ships.
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Argon2Threads, SegmentWorker } from '../../src/crypto/argon2-threads.ts';

function makeNodeWorker(): SegmentWorker {
  const worker = new Worker(new URL('./argon2-worker.ts', import.meta.url));
  worker.on('error', () => {});
  return worker;
}

/** With `count` workers, which the caller ends. */
export async function loadTestThreads(count: number): Promise<Argon2Threads> {
  const bytes = readFileSync(new URL('../../build/argon2-threads.wasm', import.meta.url));
  const workers = Array.from({ length: count }, makeNodeWorker);
  return { module: await WebAssembly.compile(bytes), workers };
}
