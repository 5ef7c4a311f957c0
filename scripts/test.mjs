// `npm test`: sets up what is missing and runs every check. Plain JavaScript for Node 20.

import { run } from './run.mjs';
import { setup } from './setup.mjs';

const checks = [
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['lint', 'biome', ['ci', '--error-on-warnings', '.']],
  ['file lengths', 'node', ['scripts/check-lengths.mjs']],
  ['room direction', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'entrypoints']],
  ['nothing unused', 'knip', []],
  ['unit, vectors, attacks', 'vitest', ['run', '--project', 'unit']],
  ['build', 'node', ['scripts/build.mjs']],
  ['constant time', 'node', ['scripts/check-taint.mjs']],
  ['fuzz', 'node', ['scripts/fuzz.mjs', '--seconds', process.env.CI ? '30' : '10']],
  ['sizes', 'node', ['scripts/check-sizes.mjs']],
  ['reproducible', 'node', ['scripts/reproduce.mjs']],
  ['the tour', 'node', ['scripts/tour.mjs', '--headless']],
  ['browser', 'node', ['scripts/test-projects.mjs', 'browser*']],
  ['real windows', 'node', ['scripts/test-projects.mjs', 'windows']],
  ['real sites', 'node', ['scripts/test-projects.mjs', 'webmail']],
];

const main = async () => {
  const browser = await setup();
  const only = process.argv.slice(2);
  const failed = [];
  let passed = 0;
  for (const [name, program, args] of checks) {
    if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
    console.log(`\n== ${name}`);
    const began = Date.now();
    const code = await run(program, args, { env: { CHROMIUM_PATH: browser } });
    console.log(
      `== ${name}: ${code === 0 ? 'passed' : `FAILED (code ${code})`} in ${((Date.now() - began) / 1000).toFixed(1)} s`,
    );
    if (code === 0) passed++;
    else failed.push(name);
  }
  if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
  console.log(`\n${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
};

main().catch((error) => {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
