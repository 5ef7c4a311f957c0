import { wipe } from '../../bytes/bytes.ts';
import { appendActivity, sealedEvent } from '../activity/append-activity.ts';
import type { StoredRecord } from '../engine.ts';
import { RecordDamagedError, StorageFullError } from '../errors.ts';
import { allEntries } from '../manifest.ts';
import { loadSelfKeys } from '../rotation/self-keys.ts';
import { engineOf, type Vault } from '../vault.ts';
import { compareRecords, encodeContent, type FileRecord } from './export-content.ts';
import { type SealExportOptions, sealExport } from './export-file.ts';
import { vaultRules } from './rules.ts';
import type { TransferRule } from './transfer-rule.ts';

export interface ExportOptions extends SealExportOptions {
  /** Of the file; not that of the vault unless the person wants so. Not empty. */
  readonly passphrase: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** What travels; the stores of this room if left out. */
  readonly rules?: readonly TransferRule[];
}

export interface Exported {
  readonly file: Uint8Array;
  readonly records: number;
  /** Records that are damaged, and not in the file. What a lost bucket named is among them, whatever it was. */
  readonly damaged: number;
}

/**
 * Everything that is kept, from one moment, in one file under its own passphrase. Slots, the activity log and what
 * belongs to this device stay behind. The log says that it was exported before the file is given; on a full disk the
 * file is given without, since it may be all that can be saved.
 * @throws what `Vault.write` throws but for `StorageFullError`, PassphraseEmptyError, KdfParametersError, ExportError `export-too-large`
 */
export const exportVault = async (vault: Vault, options: ExportOptions): Promise<Exported> => {
  const engine = engineOf(vault);
  const { core, random } = engine.parts;
  const { records, damaged, state } = await collect(vault, options.rules ?? vaultRules);
  const selfKeys = await loadSelfKeys(vault);
  const content = encodeContent({
    vaultId: vault.vaultId,
    exportedAt: options.now,
    counter: state.counter,
    rootHash: state.rootHash,
    selfKeys,
    records: records.toSorted(compareRecords),
  });
  wipe(...selfKeys, ...records.map(({ value }) => value));
  try {
    const file = await sealExport(core, random, options.passphrase, content, options);
    await logExport(vault, records.length, options.now);
    return { file, records: records.length, damaged };
  } finally {
    wipe(content);
  }
};

const logExport = async (vault: Vault, records: number, now: number): Promise<void> => {
  try {
    await appendActivity(vault, [sealedEvent('exported', `${records}`, now)]);
  } catch (error) {
    if (!(error instanceof StorageFullError)) throw error;
  }
};

interface Collected {
  readonly records: readonly FileRecord[];
  readonly damaged: number;
  readonly state: { readonly counter: number; readonly rootHash: Uint8Array };
}

const collect = async (vault: Vault, rules: readonly TransferRule[]): Promise<Collected> => {
  const engine = engineOf(vault);
  const byStore = new Map(rules.map((rule) => [rule.store, rule]));
  const { manifest, rows } = await engine.snapshot((seen) =>
    allEntries(seen).filter(({ store }) => byStore.has(store)),
  );
  let damaged = manifest.root.records - allEntries(manifest).length;
  const open = (entry: (typeof rows)[number]['entry'], row: unknown): StoredRecord[] => {
    try {
      return [engine.open(entry, row)];
    } catch (error) {
      if (!(error instanceof RecordDamagedError)) throw error;
      damaged++;
      return [];
    }
  };
  const records: FileRecord[] = [];
  for (const record of rows.flatMap(({ entry, row }) => open(entry, row))) {
    const packed = await byStore.get(record.store)?.pack(vault, record);
    if (packed === 'damaged') damaged++;
    else if (packed) records.push(packed);
  }
  const rootHash = engine.parts.core.sha256(manifest.rootRow);
  return { records, damaged, state: { counter: manifest.root.counter, rootHash } };
};
