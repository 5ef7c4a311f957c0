// node scripts/bench/file-memory.mjs [megabytes]: seals a file of that size in one worker and opens it in another as it
// comes. Prints as JSON by how many megabytes the whole process grew at most: since the workers were up, and altogether.
import { readFileSync } from 'node:fs';
import { makeNodeLanes } from '../../tests/support/node-lanes.ts';
import { bridge, sinkTo, zeros } from './file-streams.mjs';

const { instantiate } = await import('../../src/crypto/instantiate.ts');
const { coreFile } = await import('../../src/crypto/load-core.ts');
const { openFile, sealFile } = await import('../../src/crypto/file/file.ts');

const MB = 1e6;
const total = Number(process.argv[2] ?? 1000) * MB;
const key = crypto.getRandomValues(new Uint8Array(32));
const module = await WebAssembly.compile(readFileSync(new URL(`../../build/${coreFile()}`, import.meta.url)));
const { core } = instantiate(module);

async function through(lanes, length, onProgress) {
  const { sink, source } = bridge();
  let opened = 0;
  const counting = sinkTo((bytes) => {
    opened += bytes.length;
  });
  await Promise.all([
    sealFile({ core, key, source: zeros(length), sink, lanes: [lanes[0]], onProgress }),
    openFile({ core, key, source, sink: counting, lanes: [lanes[1]], onProgress }),
  ]);
  if (opened !== length) throw new Error(`${opened} bytes came back of ${length}`);
}

const memory = () => process.memoryUsage();
const start = memory();
const { lanes, close } = makeNodeLanes(2, module);
await through(lanes, MB, () => undefined);
const before = memory();
const peak = { rss: before.rss, heap: before.heapUsed };
const began = performance.now();
await through(lanes, total, () => {
  const now = memory();
  peak.rss = Math.max(peak.rss, now.rss);
  peak.heap = Math.max(peak.heap, now.heapUsed);
});
const seconds = (performance.now() - began) / 1000;
await close();
const inMB = (bytes) => Number((bytes / MB).toFixed(1));
const grown = { rss: inMB(peak.rss - before.rss), heap: inMB(peak.heap - before.heapUsed) };
console.log(JSON.stringify({ megabytes: total / MB, seconds, ...grown, rssWithWorkers: inMB(peak.rss - start.rss) }));
