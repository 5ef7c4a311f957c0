import { wipe } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import type { RandomSource } from '../crypto/random.ts';
import { findDamage, noDamage, type VaultDamage, withChanged, without } from './damage.ts';
import type { VaultDatabase } from './database.ts';
import { RecordDamagedError, VaultBusyError, VaultLockedError } from './errors.ts';
import { deriveVaultSubkey, type ExportedKeyLabel, exportedKeyLabels, type VaultKeys, wipeVaultKeys } from './keys.ts';
import { type VaultLocks, vaultLockName } from './locks.ts';
import { allEntries, findEntry, type Manifest, type Opener, readManifest } from './manifest.ts';
import type { ManifestEntry } from './manifest-bucket.ts';
import { openManifestOf } from './open-rows.ts';
import { prepareWrite, type RecordChange } from './prepare-write.ts';
import { makeRecordId, openRecord, type RecordId, recordIdLength } from './record.ts';
import { commitWrite, readRows } from './rows.ts';
import { storageError } from './storage-error.ts';
import { handled } from './strict-transaction.ts';

/** A record as bytes. `value` belongs to the caller, who wipes it. */
export interface StoredRecord {
  readonly id: RecordId;
  readonly store: string;
  readonly schema: number;
  readonly revision: number;
  readonly value: Uint8Array;
}

/** What an open vault is made of. `createVault` and `unlockVault` make it. */
export interface VaultParts {
  readonly core: Core;
  readonly db: VaultDatabase;
  readonly locks: VaultLocks;
  readonly random: RandomSource;
  readonly vaultId: Uint8Array;
  readonly keys: VaultKeys;
  readonly manifest: Manifest;
  readonly damage: VaultDamage;
}

interface Snapshot {
  readonly manifest: Manifest;
  readonly rows: readonly { readonly entry: ManifestEntry; readonly row: unknown }[];
}

/**
 * An unlocked vault over one database. Any number of them may be open in any number of tabs: every read and every write
 * sees what the others wrote. Every method throws `VaultLockedError` once `close` was called, `VaultDamagedError` where
 * the root cannot be believed, and `StorageFailedError` where the database fails.
 */
export class Vault {
  readonly #parts: Omit<VaultParts, 'keys' | 'manifest' | 'damage'>;
  #keys: VaultKeys | undefined;
  #manifest: Manifest;
  #damage: VaultDamage;

  /** Takes over `parts.keys`: `close` wipes them. */
  constructor({ keys, manifest, damage, ...parts }: VaultParts) {
    this.#parts = parts;
    this.#keys = keys;
    this.#manifest = manifest;
    this.#damage = damage;
  }

  /** 16 bytes, random, not secret. */
  get vaultId(): Uint8Array {
    return this.#parts.vaultId.slice();
  }

  get isOpen(): boolean {
    return this.#keys !== undefined;
  }

  /** The manifest counter last seen: one more at each write of anybody. */
  get counter(): number {
    return this.#manifest.root.counter;
  }

  /** What was found damaged so far: at unlocking, at reading, or by the last `verify`. */
  get damage(): VaultDamage {
    return this.#damage;
  }

  /** Every intact record of a store, in no order that means anything. Damaged ones are left out and in `damage`. */
  async list(store: string): Promise<StoredRecord[]> {
    const { rows } = await this.#snapshot((manifest) => allEntries(manifest).filter((entry) => entry.store === store));
    const broken: RecordId[] = [];
    const records = rows.flatMap(({ entry, row }) => {
      try {
        return [this.#open(entry, row)];
      } catch (error) {
        if (!(error instanceof RecordDamagedError)) throw error;
        broken.push(entry.id);
        return [];
      }
    });
    this.#damage = withChanged(this.#damage, broken);
    return records;
  }

  /** @throws RecordDamagedError */
  async get(store: string, id: RecordId): Promise<StoredRecord | undefined> {
    return this.#one(await this.#snapshotOf(store, id));
  }

  /**
   * Puts and deletes, all or nothing.
   * @throws VaultBusyError where others wrote in between twice, `StorageFullError`, `RangeError` for nonsense
   */
  write(changes: readonly RecordChange[]): Promise<void> {
    return this.#transact(async () => ({ ...(await this.#snapshot(() => [])), changes }));
  }

  /**
   * Reads, changes and writes one record with nobody in between. `change` may be called twice; it gives nothing where
   * nothing is to be written. It does not keep the value it is given: that is wiped afterwards.
   * @throws RecordDamagedError and what `write` throws
   */
  update(
    store: string,
    id: RecordId,
    change: (current: StoredRecord | undefined) => { readonly schema: number; readonly value: Uint8Array } | undefined,
  ): Promise<void> {
    return this.#transact(async () => {
      const snapshot = await this.#snapshotOf(store, id);
      const current = this.#one(snapshot);
      try {
        const next = change(current);
        return { manifest: snapshot.manifest, changes: next ? [{ kind: 'put', store, id, ...next }] : [] };
      } finally {
        wipe(current?.value);
      }
    });
  }

  /** Opens every row there is, from the database and not from what is remembered, and says what does not fit. */
  async verify(): Promise<VaultDamage> {
    const opener = this.#opener();
    try {
      const rows = await readRows(this.#parts.db);
      const manifest = await openManifestOf(rows, opener, this.#manifest);
      const broken = allEntries(manifest).filter(
        (entry) => rows.records.has(entry.id) && !this.#opens(entry, rows.records.get(entry.id)),
      );
      this.#adopt(manifest);
      this.#damage = withChanged(
        findDamage(manifest, rows.records),
        broken.map((entry) => entry.id),
      );
      return this.#damage;
    } catch (error) {
      throw this.#reason(error);
    }
  }

  /** 32 bytes for one use outside this room; the caller wipes them. The same as long as the vault key is. */
  deriveKey(label: ExportedKeyLabel): Uint8Array {
    if (!exportedKeyLabels.includes(label)) throw new RangeError(`no key for ${label}`);
    const { core, keys, vaultId } = this.#opener();
    return deriveVaultSubkey(core, keys.vaultKey, vaultId, label);
  }

  /** The id of the one record of a store that goes by this name. It tells nothing to whoever lacks the vault key. */
  deriveRecordId(store: string, name: string): RecordId {
    const { core } = this.#opener();
    const info = new Writer().label('fieldseal/1/name').bytes8(encodeUtf8(store)).bytes32(encodeUtf8(name)).finish();
    return encodeHex(core.hmacSha256(this.#manifest.root.nameKey, info).subarray(0, recordIdLength));
  }

  makeRecordId(): RecordId {
    return makeRecordId(this.#parts.random);
  }

  /** Wipes every key. The database stays open: it belongs to whoever opened it. */
  close(): void {
    if (this.#keys) wipeVaultKeys(this.#keys);
    this.#keys = undefined;
    wipe(this.#manifest.root.nameKey);
    this.#damage = noDamage;
  }

  async #transact(
    plan: () => Promise<{ readonly manifest: Manifest; readonly changes: readonly RecordChange[] }>,
  ): Promise<void> {
    await this.#parts.locks.request(vaultLockName, async () => {
      // The lock keeps writers apart; comparing the root catches one that came without it. Once, not for ever.
      for (let attempt = 0; attempt < 2; attempt++) {
        const { manifest, changes } = await plan();
        const write = prepareWrite(this.#opener(), this.#parts.random, manifest, changes);
        if (!write) return;
        if (!(await commitWrite(this.#parts.db, manifest, write))) continue;
        this.#adopt(write.next);
        this.#damage = without(this.#damage, [...write.records.keys()]);
        return;
      }
      throw new VaultBusyError();
    });
  }

  /** One consistent view of the manifest and of some rows. */
  async #snapshot(select: (manifest: Manifest) => readonly ManifestEntry[]): Promise<Snapshot> {
    const opener = this.#opener();
    const known = this.#manifest;
    try {
      const transaction = this.#parts.db.transaction(['manifest', 'records']);
      handled(transaction.done);
      const manifest = await readManifest((key) => transaction.objectStore('manifest').get(key), opener, known);
      const entries = select(manifest);
      const values = await Promise.all(entries.map(({ id }) => transaction.objectStore('records').get(id)));
      await transaction.done;
      this.#opener();
      this.#adopt(manifest);
      return { manifest, rows: entries.map((entry, index) => ({ entry, row: values[index] })) };
    } catch (error) {
      throw this.#reason(error);
    }
  }

  #snapshotOf(store: string, id: RecordId): Promise<Snapshot> {
    return this.#snapshot((manifest) => {
      const entry = findEntry(manifest, id);
      return entry?.store === store ? [entry] : [];
    });
  }

  #one({ rows: [first] }: Snapshot): StoredRecord | undefined {
    return first && this.#open(first.entry, first.row);
  }

  #open({ id, store, schema, revision }: ManifestEntry, row: unknown): StoredRecord {
    const { core, keys, vaultId } = this.#opener();
    const place = { id, store, schema, revision };
    return { ...place, value: openRecord(core, keys, vaultId, place, row) };
  }

  #opens(entry: ManifestEntry, row: unknown): boolean {
    try {
      wipe(this.#open(entry, row).value);
      return true;
    } catch (error) {
      if (error instanceof RecordDamagedError) return false;
      throw error;
    }
  }

  #opener(): Opener {
    if (!this.#keys) throw new VaultLockedError();
    return { core: this.#parts.core, keys: this.#keys, vaultId: this.#parts.vaultId };
  }

  /** A reader that began before a writer may end after it: the later state stays. */
  #adopt(manifest: Manifest): void {
    if (this.#keys && manifest.root.counter > this.#manifest.root.counter) this.#manifest = manifest;
  }

  /** With wiped keys nothing fits: what looks like damage is then only the lock. */
  #reason(error: unknown): unknown {
    return this.#keys ? storageError(error) : new VaultLockedError();
  }
}
