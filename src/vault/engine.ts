import { equal, wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import type { RandomSource } from '../crypto/random.ts';
import { type AnchorState, type AnchorStore, isWitnessLost, makeAnchor, wipeDroppedKeys } from './anchor.ts';
import { noDamage, type VaultDamage, withChanged, without } from './damage.ts';
import { headerKey, type VaultDatabase } from './database.ts';
import {
  RecordDamagedError,
  VaultBusyError,
  VaultDamagedError,
  VaultKeyChangedError,
  VaultLockedError,
} from './errors.ts';
import { authenticateHeader, type ParsedHeader, parseHeader } from './header.ts';
import { type VaultKeys, wipeVaultKeys } from './keys.ts';
import { type VaultLocks, vaultLockName } from './locks.ts';
import { findEntry, type Manifest, type Opener, readManifest } from './manifest.ts';
import type { ManifestEntry } from './manifest-bucket.ts';
import { type PreparedWrite, prepareWrite, type RecordChange, type RowsBeside } from './prepare-write.ts';
import { openRecord, type RecordId } from './record.ts';
import { commitWrite } from './rows.ts';
import type { SlotKind } from './slot.ts';
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

/** What an open vault is made of. `createVault` and the unlocking functions make it. */
export interface VaultParts {
  readonly core: Core;
  readonly db: VaultDatabase;
  readonly locks: VaultLocks;
  readonly random: RandomSource;
  readonly vaultId: Uint8Array;
  readonly keys: VaultKeys;
  readonly manifest: Manifest;
  readonly damage: VaultDamage;
  readonly anchors?: AnchorStore;
  /** How the vault stands to the anchor; an alarm stays until it is accepted. */
  readonly anchorState?: AnchorState;
  /** The epoch of the anchor that was found, and believed. */
  readonly witnessed?: number;
  readonly openedBy: OpenedBy;
}

/** Which slot gave the vault key. */
export interface OpenedBy {
  readonly kind: SlotKind;
  /** 16 bytes. */
  readonly slotId: Uint8Array;
  /** Of the slot as it was then: it tells whether the slot was changed since. */
  readonly commitment: Uint8Array;
}

interface Snapshot {
  readonly manifest: Manifest;
  readonly rows: readonly { readonly entry: ManifestEntry; readonly row: unknown }[];
  readonly headerRow: unknown;
}

/** What is to be written, worked out against one state of the manifest. */
export interface WritePlan<T> {
  readonly changes: readonly RecordChange[];
  readonly beside?: RowsBeside;
  /** Wiped once everything is sealed. */
  readonly secrets?: readonly Uint8Array[];
  /** Given back once it stands. */
  readonly result: T;
}

/** The inside of an open vault, for this room alone: `Vault` is what others get. */
export class Engine {
  readonly parts: Omit<VaultParts, 'keys' | 'manifest' | 'damage' | 'anchorState' | 'witnessed'>;
  #keys: VaultKeys | undefined;
  #manifest: Manifest;
  damage: VaultDamage;
  #anchorState: AnchorState;
  #witnessed: number;

  /** Takes over `parts.keys`: `close` wipes them. */
  constructor({ keys, manifest, damage, anchorState = { kind: 'none' }, witnessed = 0, ...parts }: VaultParts) {
    this.parts = parts;
    this.#keys = keys;
    this.#manifest = manifest;
    this.damage = damage;
    this.#anchorState = anchorState;
    this.#witnessed = witnessed;
  }

  get isOpen(): boolean {
    return this.#keys !== undefined;
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get anchorState(): AnchorState {
    return this.#anchorState;
  }

  /** From now on this state counts as the newest. */
  acceptAnchor(): void {
    this.#anchorState = { kind: 'fits' };
    this.#tellAnchors();
  }

  /** @throws VaultLockedError */
  opener(): Opener {
    if (!this.#keys) throw new VaultLockedError();
    return { core: this.parts.core, keys: this.#keys, vaultId: this.parts.vaultId, witnessed: this.#witnessed };
  }

  close(): void {
    if (this.#keys) wipeVaultKeys(this.#keys);
    this.#keys = undefined;
    const { nameKey, anchorKeys } = this.#manifest.root;
    wipe(nameKey, ...anchorKeys.map(({ key }) => key));
    this.damage = noDamage;
  }

  /** The next generation of the vault key, and the state written under it. */
  replaceKeys(keys: VaultKeys, manifest: Manifest): void {
    if (!this.#keys) {
      wipeVaultKeys(keys);
      return;
    }
    wipeVaultKeys(this.#keys);
    this.#keys = keys;
    wipeDroppedKeys(this.#manifest.root, manifest.root);
    this.#manifest = manifest;
    // From the next write on, nobody can make an anchor pass with the key before this one.
    if (this.#tellAnchors()) this.#witnessed = keys.epoch;
  }

  /** Every row is under the new vault key. */
  dropPreviousKey(): void {
    if (!this.#keys) return;
    const { previousRecordWrap, ...keys } = this.#keys;
    wipe(previousRecordWrap);
    this.#keys = keys;
  }

  /** One consistent view of the manifest, of some rows and of the header, which is only read here and not believed. */
  async snapshot(select: (manifest: Manifest) => readonly ManifestEntry[]): Promise<Snapshot> {
    const opener = this.opener();
    const known = this.#manifest;
    try {
      const transaction = this.parts.db.transaction(['header', 'manifest', 'records']);
      handled(transaction.done);
      const manifest = await readManifest((key) => transaction.objectStore('manifest').get(key), opener, known);
      const entries = select(manifest);
      const [headerRow, ...values] = await Promise.all([
        transaction.objectStore('header').get(headerKey),
        ...entries.map(({ id }) => transaction.objectStore('records').get(id)),
      ]);
      await transaction.done;
      this.opener();
      this.adopt(manifest);
      return { manifest, rows: entries.map((entry, index) => ({ entry, row: values[index] })), headerRow };
    } catch (error) {
      throw await this.reason(error);
    }
  }

  /** @throws RecordDamagedError */
  async read(store: string, id: RecordId): Promise<{ manifest: Manifest; record: StoredRecord | undefined }> {
    const { manifest, rows } = await this.snapshot((seen) => {
      const entry = findEntry(seen, id);
      return entry?.store === store ? [entry] : [];
    });
    const [first] = rows;
    try {
      return { manifest, record: first && this.open(first.entry, first.row) };
    } catch (error) {
      if (error instanceof RecordDamagedError) this.damage = withChanged(this.damage, [id]);
      throw error;
    }
  }

  /** @throws RecordDamagedError */
  open({ id, store, schema, revision }: ManifestEntry, row: unknown): StoredRecord {
    const { core, keys, vaultId } = this.opener();
    const place = { id, store, schema, revision };
    return { ...place, value: openRecord(core, keys, vaultId, place, row) };
  }

  opens(entry: ManifestEntry, row: unknown): boolean {
    try {
      wipe(this.open(entry, row).value);
      return true;
    } catch (error) {
      if (error instanceof RecordDamagedError) return false;
      throw error;
    }
  }

  /**
   * The header of the state of this moment, authenticated. Both are read at once: somebody may be changing the ways in, and
   * a root with the header of another moment would look like damage.
   * @throws VaultDamagedError
   */
  async headerNow(): Promise<ParsedHeader> {
    const { manifest, headerRow } = await this.snapshot(() => []);
    return this.#headerOf(manifest, headerRow);
  }

  /** The same inside a plan of `transact` or `commit`, which nobody else writes beside. @throws VaultDamagedError */
  async header(manifest: Manifest): Promise<ParsedHeader> {
    return this.#headerOf(manifest, await this.parts.db.get('header', headerKey));
  }

  async #headerOf({ root }: Manifest, row: unknown): Promise<ParsedHeader> {
    const { core, keys } = this.opener();
    try {
      const header = parseHeader(row);
      if (!equal(core.sha256(header.bytes), root.headerHash)) throw new VaultDamagedError('header');
      authenticateHeader(core, header, keys.header);
      return header;
    } catch (error) {
      throw await this.reason(error);
    }
  }

  /**
   * Plans on the newest state and writes, with nobody in between. `plan` may run twice.
   * @throws VaultBusyError where others wrote in between twice
   */
  transact<T>(plan: (manifest: Manifest) => Promise<WritePlan<T>>): Promise<T> {
    return this.commit(async (manifest) => {
      const { changes, beside, secrets = [], result } = await plan(manifest);
      try {
        return { write: prepareWrite(this.opener(), this.parts.random, manifest, changes, beside), result };
      } finally {
        wipe(...secrets);
      }
    });
  }

  /** The same for writes that are prepared elsewhere. `onWritten` takes over what was written. */
  async commit<T>(
    prepare: (manifest: Manifest) => Promise<{ readonly write: PreparedWrite | undefined; readonly result: T }>,
    onWritten: (write: PreparedWrite) => void = ({ next }) => this.adopt(next),
  ): Promise<T> {
    return this.parts.locks.request(vaultLockName, async () => {
      // The lock keeps writers apart; comparing the root catches one that came without it. Once, not for ever.
      for (let attempt = 0; attempt < 2; attempt++) {
        const { manifest } = await this.snapshot(() => []);
        const { write, result } = await prepare(manifest);
        if (!write) return result;
        if (!(await commitWrite(this.parts.db, manifest, write))) continue;
        onWritten(write);
        this.damage = without(this.damage, [...write.records.keys()]);
        return result;
      }
      throw new VaultBusyError();
    });
  }

  /** A reader that began before a writer may end after it: the later state stays. */
  adopt(manifest: Manifest): void {
    if (!this.#keys || manifest.root.counter <= this.#manifest.root.counter) return;
    this.#manifest = manifest;
    this.#tellAnchors();
  }

  /** With wiped keys, or keys of an earlier generation, nothing fits: what looks like damage is then only that. */
  async reason(error: unknown): Promise<unknown> {
    if (!this.#keys) return new VaultLockedError();
    if (error instanceof VaultDamagedError && (await this.#isKeyChanged())) return new VaultKeyChangedError();
    return storageError(error);
  }

  /** Says only which error to give: what an unlocked vault believes does not depend on it. */
  async #isKeyChanged(): Promise<boolean> {
    try {
      return parseHeader(await this.parts.db.get('header', headerKey)).epoch > this.#manifest.root.epoch;
    } catch {
      return false;
    }
  }

  /** Whether there is a witness, and none that would be silenced by being written over. */
  #tellAnchors(): boolean {
    const { anchors } = this.parts;
    if (!this.#keys || !anchors || isWitnessLost(this.#anchorState)) return false;
    anchors.save(makeAnchor(this.opener(), this.#manifest, this.#anchorState));
    return true;
  }
}
