import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../../../scripts/bench/file-memory.mjs', import.meta.url));

it('seals and opens a file of 1 GB within 64 MB', () => {
  const printed = execFileSync(process.execPath, [script, '1000'], { encoding: 'utf8' });
  const { megabytes, rss, heap } = JSON.parse(printed) as Record<string, number>;
  expect(megabytes).toBe(1000);
  expect(rss).toBeLessThan(64);
  expect(heap).toBeLessThan(32);
});
