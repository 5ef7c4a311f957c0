import { equal, wipe } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import type { Core } from '../../crypto/core.ts';
import { activityChanges, sealedEvent } from '../activity/append-activity.ts';
import type { KdfPolicy } from '../kdf-policy.ts';
import { type RecordChange, valuesOf } from '../prepare-write.ts';
import { addSelfKeys } from '../rotation/self-keys.ts';
import { engineOf, type Vault } from '../vault.ts';
import { type ExportContent, type FileRecord, parseContent } from './export-content.ts';
import { openExportFile } from './export-file.ts';
import { vaultRules } from './rules.ts';
import {
  defaultChoices,
  type ImportChoices,
  type OpenedStore,
  type StoreOutcome,
  type TransferRule,
} from './transfer-rule.ts';

/** A file that was opened, and checked to the last record. `wipeExport` ends its use. */
export interface OpenedExport {
  readonly content: Omit<ExportContent, 'records'>;
  readonly stores: readonly OpenedStore[];
  /** Stores that this version does not know: their records are not imported. */
  readonly unknown: readonly { readonly store: string; readonly records: number }[];
}

export interface OpenExportOptions {
  readonly policy?: KdfPolicy;
  readonly rules?: readonly TransferRule[];
}

/**
 * Opens a file without touching any vault. What comes out is whole and believable, or nothing comes out.
 * @throws what `openExportFile` throws
 */
export const openExport = async (
  core: Core,
  file: Uint8Array,
  passphrase: string,
  { policy, rules = vaultRules }: OpenExportOptions = {},
): Promise<OpenedExport> => {
  const bytes = await openExportFile(core, file, passphrase, policy);
  try {
    return await openContent(bytes, rules);
  } finally {
    wipe(bytes);
  }
};

/** @throws ExportError, NewerVersionError */
export const openContent = async (
  bytes: Uint8Array,
  rules: readonly TransferRule[] = vaultRules,
): Promise<OpenedExport> => {
  const { records, ...content } = parseContent(bytes);
  const byStore = groupByStore(records);
  const known = rules.filter(({ store }) => byStore.has(store));
  const stores: OpenedStore[] = [];
  for (const rule of known) stores.push(await rule.open(byStore.get(rule.store) ?? []));
  const unknown = [...byStore]
    .filter(([store]) => !known.some((rule) => rule.store === store))
    .map(([store, kept]) => ({ store, records: kept.length }));
  return { content: { ...content, selfKeys: content.selfKeys.map((key) => key.slice()) }, stores, unknown };
};

const groupByStore = (records: readonly FileRecord[]): Map<string, FileRecord[]> => {
  const groups = new Map<string, FileRecord[]>();
  for (const record of records) {
    const group = groups.get(record.store);
    if (group) group.push(record);
    else groups.set(record.store, [record]);
  }
  return groups;
};

export const wipeExport = ({ content }: OpenedExport): void => wipe(...content.selfKeys);

/** What an import would do, or did. */
export interface ImportPreview {
  /** Of the vault that the file is from, 32 hex digits. */
  readonly vaultId: string;
  readonly isSameVault: boolean;
  readonly exportedAt: number;
  readonly counter: number;
  readonly stores: readonly StoreOutcome[];
  readonly unknown: OpenedExport['unknown'];
}

/** Writes nothing. @throws what every read of a vault throws */
export const previewImport = async (
  vault: Vault,
  opened: OpenedExport,
  choices: ImportChoices = defaultChoices,
): Promise<ImportPreview> => {
  const { changes, preview } = await planImport(vault, opened, choices);
  wipe(...valuesOf(changes));
  return preview;
};

export interface ImportOptions {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly choices?: ImportChoices;
}

/**
 * Merges the file into the vault in one transaction, all or nothing; neither side loses anything. Everything is sealed
 * anew under this vault's keys. Gives what was done.
 * @throws what `Vault.write` throws: nothing was imported
 */
export const importVault = (
  vault: Vault,
  opened: OpenedExport,
  { now, choices = defaultChoices }: ImportOptions,
): Promise<ImportPreview> =>
  engineOf(vault).transact(async () => {
    const { changes, preview } = await planImport(vault, opened, choices);
    const total = preview.stores.reduce((sum, { added, merged }) => sum + added + merged, 0);
    const keys = namesWithNewKey(preview).map((name) => sealedEvent('contact-key-added', name, now));
    const logged = await activityChanges(vault, [sealedEvent('imported', `${total}`, now), ...keys]);
    return { changes: [...changes, ...logged], secrets: valuesOf(changes), result: preview };
  });

/** Each once, however often a file names them: it is not to push everything else out of the log. */
const namesWithNewKey = ({ stores }: ImportPreview): string[] => {
  const conflicts = stores.flatMap((outcome) => outcome.conflicts).filter(({ reason }) => reason === 'new-key');
  return [...new Set(conflicts.map(({ name }) => name))];
};

const planImport = async (
  vault: Vault,
  { content, stores, unknown }: OpenedExport,
  choices: ImportChoices,
): Promise<{ readonly changes: readonly RecordChange[]; readonly preview: ImportPreview }> => {
  const outcomes: StoreOutcome[] = [];
  const changes: RecordChange[] = [];
  for (const each of stores) {
    const mine = await vault.list(each.store);
    const plan = await each.plan(vault, mine, choices);
    wipe(...mine.map(({ value }) => value));
    outcomes.push(plan.outcome);
    changes.push(...plan.changes);
  }
  changes.push(...(await addSelfKeys(vault, content.selfKeys)));
  const { vaultId, exportedAt, counter } = content;
  const isSameVault = equal(vaultId, vault.vaultId);
  const preview = { vaultId: encodeHex(vaultId), isSameVault, exportedAt, counter, stores: outcomes, unknown };
  return { changes, preview };
};
