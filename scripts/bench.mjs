// npm run bench [-- --json] [-- part of a name …]: how fast the crypto core is against its peers, medians of alternating
// rounds in this one process. A ratio above 1 is faster than the peer; a bound is what the machine's vector units allow the
// method (bench/bounds.mjs). With --readme the rows become README's table; with
// --browser they are measured in a page of the extension; with --timing it is whether time tells of secrets.
import { readFileSync } from 'node:fs';
import { cryptoRows, requireSameResult } from './bench/crypto-rows.mjs';
import { jobsOf, measure, rowsOf } from './bench/measure.mjs';

const { coreFile, loadCore } = await import('../src/crypto/load-core.ts');

const json = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const format = (ms) => (ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(4)).padStart(9);

function print(row) {
  if (json) return console.log(JSON.stringify(row));
  const { name, ours_ms, peer, peer_ms, ratio, bound_ms } = row;
  const bound =
    bound_ms === undefined ? '' : `  bound${format(bound_ms)} ms, ${Math.round((100 * bound_ms) / ours_ms)} %`;
  console.log(
    `${name.padEnd(26)}${format(ours_ms)} ms  ${peer.padEnd(10)}${format(peer_ms)} ms  × ${ratio.toFixed(2)}${bound}`,
  );
}

if (process.argv.includes('--browser')) {
  const { browserRows } = await import('./bench/browser.mjs');
  for await (const row of browserRows()) print(row);
  process.exit();
}

const core = await loadCore(readFileSync(new URL(`../build/${coreFile()}`, import.meta.url)));
if (process.argv.includes('--timing')) {
  const { printTiming } = await import('./bench/timing.mjs');
  printTiming(core, json);
  process.exit();
}

const isWanted = ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part));
const rows = [];
async function show(row) {
  for (const taken of rowsOf(row.name, await measure(jobsOf(row)))) {
    rows.push(taken);
    print(taken);
  }
}

for (const row of (await cryptoRows(core)).filter(isWanted)) {
  await requireSameResult(row);
  await show(row);
}
if (isWanted({ name: 'file seal 256 MB' })) {
  const { fileRow } = await import('./bench/file-rows.mjs');
  const { row, close } = await fileRow();
  await show(row);
  await close();
}
if (process.argv.includes('--readme')) {
  const { writeTable } = await import('./bench/readme-table.mjs');
  writeTable(rows);
}
