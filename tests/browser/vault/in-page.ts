// Runs in a page of the extension: a vault of its own over the database that the keeper has open too.
import { coreFile, loadCore } from '../../../src/crypto/index.ts';
import { isSound } from '../../../src/vault/damage.ts';
import { openDatabase } from '../../../src/vault/database.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import type { StoredRecord } from '../../../src/vault/vault.ts';

export interface Tab {
  /** So many writes, several under way at a time, by turns of a record of its own and of the one that all count up. */
  write(count: number): Promise<void>;
  /** What stands in the counter; the texts of this tab's records; whether the full check finds the vault sound. */
  look(): Promise<{ counter: number; texts: string[]; sound: boolean }>;
}

const store = 'tabs';
const lanes = 4;
const ownRecords = 200;

const countUp = (current: StoredRecord | undefined) => {
  const value = new Uint8Array(4);
  const before = current ? new DataView(current.value.buffer, current.value.byteOffset).getUint32(0) : 0;
  new DataView(value.buffer).setUint32(0, before + 1);
  return { schema: 1, value };
};

declare global {
  var openTab: (name: string, passphrase: string) => Promise<Tab>;
  var tab: Tab;
}
globalThis.openTab = async (name, passphrase) => {
  const core = await loadCore(await fetch(`/${coreFile()}`));
  const vault = await unlockVault(core, await openDatabase(), { passphrase });
  const counter = vault.deriveRecordId(store, 'counter');
  const own = (n: number): string => vault.deriveRecordId(name, `${n % ownRecords}`);
  const writeOne = (n: number): Promise<void> =>
    n % 2 === 0
      ? vault.update(store, counter, countUp)
      : vault.write([
          { kind: 'put', store: name, id: own(n >> 1), schema: 1, value: new TextEncoder().encode(`${name} ${n}`) },
        ]);
  return {
    write: async (count) => {
      let next = 0;
      const lane = async (): Promise<void> => {
        while (next < count) await writeOne(next++);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    },
    look: async () => {
      const record = await vault.get(store, counter);
      return {
        counter: record ? new DataView(record.value.buffer, record.value.byteOffset).getUint32(0) : 0,
        texts: (await vault.list(name)).map(({ value }) => new TextDecoder().decode(value)),
        sound: isSound(await vault.verify()),
      };
    },
  };
};
