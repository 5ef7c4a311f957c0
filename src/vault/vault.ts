import { wipe } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { AnchorState } from './anchor.ts';
import { findDamage, type VaultDamage, withChanged } from './damage.ts';
import { Engine, type OpenedBy, type StoredRecord, type VaultParts } from './engine.ts';
import { RecordDamagedError } from './errors.ts';
import { deriveVaultSubkey, type ExportedKeyLabel, exportedKeyLabels } from './keys.ts';
import { allEntries } from './manifest.ts';
import { openManifestOf } from './open-rows.ts';
import type { RecordChange } from './prepare-write.ts';
import { makeRecordId, type RecordId, recordIdLength } from './record.ts';
import { readRows } from './rows.ts';

export type { StoredRecord } from './engine.ts';

/**
 * An unlocked vault over one database. Any number of them may be open in any number of tabs: every read and every write
 * sees what the others wrote. Every method throws `VaultLockedError` once `close` was called, `VaultDamagedError` where
 * the root cannot be believed, `VaultKeyChangedError` where another context changed the vault key, and
 * `StorageFailedError` where the database fails.
 */
export class Vault {
  readonly #engine: Engine;

  /** Takes over `parts.keys`: `close` wipes them. */
  constructor(parts: VaultParts) {
    this.#engine = new Engine(parts);
  }

  /** See `engineOf`. */
  static engineOf(vault: Vault): Engine {
    return vault.#engine;
  }

  /** 16 bytes, random, not secret. */
  get vaultId(): Uint8Array {
    return this.#engine.parts.vaultId.slice();
  }

  get isOpen(): boolean {
    return this.#engine.isOpen;
  }

  /** The manifest counter last seen: one more at each write of anybody. */
  get counter(): number {
    return this.#engine.manifest.root.counter;
  }

  /** The slot whose secret opened it. */
  get openedBy(): OpenedBy {
    return this.#engine.parts.openedBy;
  }

  /** What was found damaged so far: at unlocking, at reading, or by the last `verify`. */
  get damage(): VaultDamage {
    return this.#engine.damage;
  }

  /** Whether a witness outside the database knows a later state than this one. */
  get anchorState(): AnchorState {
    return this.#engine.anchorState;
  }

  /** The person knows that this is an older copy, and goes on with it: from now on the anchor follows it. */
  acceptState(): void {
    this.#engine.acceptAnchor();
  }

  /** Every intact record of a store, in no order that means anything. Damaged ones are left out and in `damage`. */
  async list(store: string): Promise<StoredRecord[]> {
    const engine = this.#engine;
    const { rows } = await engine.snapshot((manifest) => allEntries(manifest).filter((entry) => entry.store === store));
    const broken: RecordId[] = [];
    const records = rows.flatMap(({ entry, row }) => {
      try {
        return [engine.open(entry, row)];
      } catch (error) {
        if (!(error instanceof RecordDamagedError)) throw error;
        broken.push(entry.id);
        return [];
      }
    });
    engine.damage = withChanged(engine.damage, broken);
    return records;
  }

  /** @throws RecordDamagedError */
  async get(store: string, id: RecordId): Promise<StoredRecord | undefined> {
    return (await this.#engine.read(store, id)).record;
  }

  /**
   * Puts and deletes, all or nothing.
   * @throws VaultBusyError where others wrote in between twice, `StorageFullError`, `RangeError` for nonsense
   */
  write(changes: readonly RecordChange[]): Promise<void> {
    return this.#engine.transact(async () => ({ changes, result: undefined }));
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
    return this.#engine.transact(async () => {
      const { record } = await this.#engine.read(store, id);
      try {
        const next = change(record);
        return { changes: next ? [{ kind: 'put', store, id, ...next }] : [], result: undefined };
      } finally {
        wipe(record?.value);
      }
    });
  }

  /** Opens every row there is, from the database and not from what is remembered, and says what does not fit. */
  async verify(): Promise<VaultDamage> {
    const engine = this.#engine;
    const opener = engine.opener();
    try {
      const rows = await readRows(engine.parts.db);
      const manifest = await openManifestOf(rows, opener, engine.manifest);
      const broken = allEntries(manifest).filter(
        (entry) => rows.records.has(entry.id) && !engine.opens(entry, rows.records.get(entry.id)),
      );
      engine.adopt(manifest);
      engine.damage = withChanged(
        findDamage(manifest, rows.records),
        broken.map((entry) => entry.id),
      );
      return engine.damage;
    } catch (error) {
      throw await engine.reason(error);
    }
  }

  /** 32 bytes for one use outside this room; the caller wipes them. The same as long as the vault key is. */
  deriveKey(label: ExportedKeyLabel): Uint8Array {
    if (!exportedKeyLabels.includes(label)) throw new RangeError(`no key for ${label}`);
    const { core, keys, vaultId } = this.#engine.opener();
    return deriveVaultSubkey(core, keys.vaultKey, vaultId, label);
  }

  /** The id of the one record of a store that goes by this name. It tells nothing to anyone who lacks the vault key. */
  deriveRecordId(store: string, name: string): RecordId {
    const { core } = this.#engine.opener();
    const info = new Writer().label('fieldseal/1/name').bytes8(encodeUtf8(store)).bytes32(encodeUtf8(name)).finish();
    return encodeHex(core.hmacSha256(this.#engine.manifest.root.nameKey, info).subarray(0, recordIdLength));
  }

  makeRecordId(): RecordId {
    return makeRecordId(this.#engine.parts.random);
  }

  /** Wipes every key. The database stays open: it belongs to its opener. */
  close(): void {
    this.#engine.close();
  }
}

/** For this room alone: slots, the vault key's change, transfer and the like work on the inside of a vault. */
export const engineOf = (vault: Vault): Engine => Vault.engineOf(vault);
