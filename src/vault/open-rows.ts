import { equal } from '../bytes/bytes.ts';
import { VaultDamagedError } from './errors.ts';
import { type Manifest, type Opener, readManifest } from './manifest.ts';
import type { VaultRows } from './rows.ts';

/**
 * The manifest of a full read of the database, trusting nothing remembered.
 * @param known what this context saw last: the stored state may not be older
 * @throws VaultDamagedError where root and header do not fit each other, or the state is older
 */
export const openManifestOf = async (rows: VaultRows, opener: Opener, known?: Manifest): Promise<Manifest> => {
  const manifest = await readManifest(async (key) => rows.manifest.get(key), opener);
  const { root } = manifest;
  if (!(rows.header instanceof Uint8Array) || !equal(opener.core.sha256(rows.header), root.headerHash)) {
    throw new VaultDamagedError('header');
  }
  if (known && !follows(manifest, known)) throw new VaultDamagedError('root-older', { counter: root.counter });
  return manifest;
};

const follows = (manifest: Manifest, known: Manifest): boolean =>
  manifest.root.counter > known.root.counter || equal(manifest.rootRow, known.rootRow);
