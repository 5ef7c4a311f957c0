import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/bench/readme-table.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fieldseal-table-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'README.md');
const make = (rows: readonly object[]) =>
  spawnSync(process.execPath, [script, file], { input: rows.map((row) => JSON.stringify(row)).join('\n') });

const rows = [
  { name: 'aes 1 MiB', ours_ms: 3.1426, peer: 'noble', peer_ms: 47.1, ratio: 15 },
  { name: 'aes 100 B', ours_ms: 0.0123, peer: 'webcrypto', peer_ms: 1234.5, ratio: 0.4567 },
  { name: 'no ratio', ours_ms: 5, limit_ms: 6 },
];

it('replaces what lies between the marks, ratios first, and nothing else', () => {
  writeFileSync(file, 'before\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nafter\n');
  expect(make(rows).status).toBe(0);
  const once = readFileSync(file, 'utf8');
  expect(once).toMatch(/^before\n<!-- bench: begin -->\n\| ratio /);
  expect(once).toMatch(/<!-- bench: end -->\nafter\n$/);
  expect(once).toContain('\n| × 15.0 | aes 1 MiB | noble | 3.14 ms | 47.1 ms |\n');
  expect(once).toContain('\n| × 0.46 | aes 100 B | webcrypto | 12.3 µs | 1.23 s |\n');
  expect(once).not.toMatch(/old|no ratio/);
  expect(once).toContain(`Node ${process.versions.node}`);
  make(rows);
  expect(readFileSync(file, 'utf8')).toBe(once);
});

it('fails where the marks are missing, and leaves the file as it was', () => {
  writeFileSync(file, 'no marks');
  expect(make(rows).status).not.toBe(0);
  expect(readFileSync(file, 'utf8')).toBe('no marks');
});

it('finds its place in the project’s own README', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
  expect(readme).toContain('## How fast');
  expect(readme.indexOf('<!-- bench: begin -->')).toBeLessThan(readme.indexOf('<!-- bench: end -->'));
});
