// The release file beside the zip that names every package of the lock file with its digest (CycloneDX, by `npm sbom`):
// what is shipped, and what it was built and tested with. The same lock file gives the same file.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, root } from './run.mjs';

/** A name for this list that comes from the lock file, where npm draws one: a UUID of version 8. */
const serialNumber = () => {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest();
  digest[6] = (digest[6] & 0x0f) | 0x80;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
};

/** Throws where npm cannot tell: a release without the list is none. */
export const writeBillOfMaterials = async () => {
  const text = await read('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application']);
  if (text === undefined) throw new Error('`npm sbom` could not list the packages.');
  const list = JSON.parse(text);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  delete list.metadata.timestamp;
  // npm names it after the folder it lies in.
  list.metadata.component.name = name;
  const file = join(root, '.output', `${name}-${version}-sbom.json`);
  writeFileSync(file, `${JSON.stringify({ ...list, serialNumber: serialNumber() }, null, 2)}\n`);
};
