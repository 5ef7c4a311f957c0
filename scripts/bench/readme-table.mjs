// The table "How fast" of README.md, made of the bench's rows: `npm run bench -- --readme`, or
// node scripts/bench/readme-table.mjs [file] with JSON lines on standard input. Only what lies between the marks changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';

const START = '<!-- bench: begin -->';
const END = '<!-- bench: end -->';
const readme = fileURLToPath(new URL('../../README.md', import.meta.url));
const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url))).version;

const three = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const time = (ms) => (ms >= 1000 ? `${three(ms / 1000)} s` : ms >= 1 ? `${three(ms)} ms` : `${three(ms * 1000)} µs`);

/** Date, processor and versions: what the figures depend on. */
function circumstances() {
  const processors = cpus();
  const { node, v8, openssl } = process.versions;
  const peers = ['@noble/ciphers', '@noble/hashes', 'hash-wasm'].map((name) => `${name} ${versionOf(name)}`);
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${processors[0]?.model.trim()}, ${processors.length} cores,`,
    `${type()} ${release()}, Node ${node} (V8 ${v8}, its WebCrypto is OpenSSL ${openssl}), ${peers.join(', ')}.`,
  ].join(' ');
}

/** @param rows `{ name, ours_ms, peer, peer_ms, ratio }` as `npm run bench -- --json` prints them; others are left out. */
export function tableOf(rows) {
  const lines = rows
    .filter(({ peer, ratio }) => peer !== undefined && ratio !== undefined)
    .map(
      ({ name, ours_ms, peer, peer_ms, ratio }) =>
        `| × ${three(ratio)} | ${name} | ${peer} | ${time(ours_ms)} | ${time(peer_ms)} |`,
    );
  return [
    ...['| ratio | work | against | Fieldseal | the other |', '|---:|---|---|---:|---:|', ...lines, ''],
    `A ratio above 1 is faster than the other. Medians of rounds that take turns in one process. ${circumstances()}`,
  ].join('\n');
}

/** Puts the table between the marks of a text. Throws where they are not there. */
export function withTable(text, table) {
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`the marks ${START} and ${END} are missing`);
  return `${text.slice(0, start + START.length)}\n${table}\n${text.slice(end)}`;
}

export function writeTable(rows, file = readme) {
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), tableOf(rows)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lines = readFileSync(0, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  writeTable(
    lines.map((line) => JSON.parse(line)),
    process.argv[2],
  );
}
