import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/fuzz.mjs', import.meta.url));
const fuzz = (...options: string[]) => spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });

it('finds a planted fault: one byte of the tag that is not compared', () => {
  const { status, stderr } = fuzz('--seconds', '30', '--seed', '1', '--plant');
  expect(status).toBe(1);
  expect(stderr).toMatch(/seed 1, turn \d+, .*open damaged: gave \d+ bytes instead of AuthenticationError/);
});

it('finds nothing in the core itself in as many turns', () => {
  const { status, stdout, stderr } = fuzz('--seconds', '2', '--seed', '1');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('nothing found');
});
