// Looks in every build of the core for a branch, an address or an operation of variable time that depends on a key, on data
// or on a tag. What that proves, and what it does not: taint/README.md. Prints what it finds, and fails.
import { readFileSync } from 'node:fs';
import { checkCore } from './taint/core.ts';
import { ALLOWED, differences } from './taint/core-policy.ts';

for (const [file, allowed] of Object.entries(ALLOWED)) {
  const { findings, independent } = checkCore(readFileSync(new URL(`../build/${file}`, import.meta.url)));
  const leaks = [
    ...differences(findings, allowed),
    ...differences(independent, {}).map((line) => `pass 0, slices 0 and 1 of ${line}`),
  ];
  for (const line of leaks) console.error(`${file}: ${line}`);
  if (leaks.length > 0) process.exitCode = 1;
  else console.log(`${file}: no branch, no address and no operation of variable time depends on a secret`);
}
console.log(
  `That holds but for Argon2id's choice of blocks and its reads of them, which its definition asks for, behind the first two
slices of the first pass; and as far as an address that is not known stays in its buffer, and a compiler does not undo it.`,
);
