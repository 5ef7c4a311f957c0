// Proves of both builds of the core that no branch, no address and no operation of variable time depends on a key, on
// data or on a tag; see taint/README.md. Prints what it finds otherwise, and fails.
import { readFileSync } from 'node:fs';
import { checkCore } from './taint/core.ts';
import { DATA_DEPENDENT } from './taint/core-policy.ts';

for (const file of ['core.wasm', 'core-baseline.wasm']) {
  const { findings: found } = checkCore(readFileSync(new URL(`../build/${file}`, import.meta.url)));
  const leaks = found.filter(({ root }) => !DATA_DEPENDENT.includes(root));
  for (const { root, what, where } of leaks) console.error(`${file}: ${root}: ${what}, ${where}`);
  // Where the check did not see what is known to be there, it is blind.
  const unseen = DATA_DEPENDENT.filter((root) => !found.some((finding) => finding.root === root));
  for (const root of unseen) console.error(`${file}: ${root} should be found to depend on data, and is not`);
  if (leaks.length > 0 || unseen.length > 0) process.exitCode = 1;
  else console.log(`${file}: no branch and no address depends on a secret (${DATA_DEPENDENT.join(', ')} apart)`);
}
