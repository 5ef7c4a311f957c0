// Builds the extension twice: as released, with its zip and the list of what it was built with, and the variant that the browser tests load. Plain JavaScript for Node 20.
import { run } from './run.mjs';
import { writeBillOfMaterials } from './sbom.mjs';

for (const [command, env] of [
  ['zip', {}],
  ['build', { FIELDSEAL_LOOPBACK: '1' }],
]) {
  const code = await run('wxt', [command], { env });
  if (code !== 0) process.exit(code);
}

await writeBillOfMaterials();
