import { afterEach, describe, expect, it, vi } from 'vitest';
import { isSound } from '../../src/vault/damage.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  put,
  recordId,
  remove,
  textOf,
  unlock,
} from '../unit/vault/support.ts';

// The browser dies, or its disk is full, somewhere within the one transaction that a write is.

type Interrupt = (transaction: IDBTransaction) => void;

/** Interrupts after the n-th request of the next transactions that write; says how many there were. */
const interruptWrites = (after: number, interrupt: Interrupt): (() => number) => {
  let seen = 0;
  const prototype = IDBObjectStore.prototype;
  for (const method of ['get', 'put', 'delete', 'count', 'clear'] as const) {
    const original = prototype[method] as (...values: unknown[]) => IDBRequest;
    const counting = function (this: IDBObjectStore, ...values: unknown[]): IDBRequest {
      const request = original.apply(this, values);
      if (this.transaction.mode === 'readwrite' && ++seen === after) interrupt(this.transaction);
      return request;
    };
    vi.spyOn(prototype, method).mockImplementation(counting as never);
  }
  return () => seen;
};

const abort: Interrupt = (transaction) => transaction.abort();
/** As the store does where the disk is full: the transaction knows the reason, its requests do not. */
const fillDisk: Interrupt = (transaction) =>
  (transaction as unknown as { _abort(reason: string): void })._abort('QuotaExceededError');

afterEach(() => vi.restoreAllMocks());

const changes = [
  put(recordId(1), 'new one'),
  put(recordId(2), 'new two'),
  remove(recordId(3)),
  put(recordId(70), 'same bucket'),
];
/** One look at the root, four records, five buckets less one shared, one root. */
const requestsOfAWrite = 1 + 4 + 4 + 1;

const oldVault = async () => {
  const db = await freshDatabase();
  const vault = await makeVault(db);
  await vault.write([put(recordId(1), 'old one'), put(recordId(3), 'old three')]);
  return { db, vault };
};

describe('a write that is cut off', () => {
  it('takes as many requests as these tests cut off at', async () => {
    const { vault } = await oldVault();
    const seen = interruptWrites(Number.POSITIVE_INFINITY, abort);
    await vault.write([...changes.slice(0, 3), put(recordId(4), 'a bucket of its own')]);
    expect(seen()).toBe(requestsOfAWrite);
  });

  it.each(Array.from({ length: requestsOfAWrite - 1 }, (_, n) => n + 1))(
    'after request %i leaves the old state whole',
    async (step) => {
      const { db, vault } = await oldVault();
      const before = await dump(db);
      interruptWrites(step, abort);
      expect(await codeOf(vault.write(changes))).toBe('storage-failed');
      vi.restoreAllMocks();
      expect(await dump(db)).toEqual(before);
      const again = await unlock(db);
      expect(isSound(await again.verify())).toBe(true);
      expect(await textOf(again, recordId(1))).toBe('old one');
      expect(await textOf(again, recordId(3))).toBe('old three');
    },
  );

  it('can be repeated on the same open vault', async () => {
    const { vault } = await oldVault();
    interruptWrites(4, abort);
    await codeOf(vault.write(changes));
    vi.restoreAllMocks();
    await vault.write(changes);
    expect(await textOf(vault, recordId(1))).toBe('new one');
    expect(await textOf(vault, recordId(3))).toBeUndefined();
    expect(isSound(await vault.verify())).toBe(true);
  });

  it('stands for nothing where a request throws before it is made', async () => {
    const { db, vault } = await oldVault();
    const before = await dump(db);
    const original = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...values) {
      if (++calls === 3) throw new DOMException('no', 'DataError');
      return original.apply(this, values);
    });
    expect(await codeOf(vault.write(changes))).toBe('storage-failed');
    vi.restoreAllMocks();
    expect(calls).toBe(3);
    expect(await dump(db)).toEqual(before);
  });

  it('of a vault with its first contents leaves nothing, wherever it is cut off', async () => {
    const contents = () => [put(recordId(1), 'identity')];
    for (const step of [4, 5, 6, 7]) {
      const db = await freshDatabase();
      const seen = interruptWrites(step, abort);
      expect(await codeOf(makeVault(db, { contents }))).toBe('storage-failed');
      expect(seen()).toBe(step);
      vi.restoreAllMocks();
      const rows = await dump(db);
      expect(rows.header.size + rows.manifest.size + rows.records.size).toBe(0);
    }
  });

  it('of the very first header and root leaves nothing, and the next try works', async () => {
    for (const step of [1, 3, 4, 5]) {
      const db = await freshDatabase();
      interruptWrites(step, abort);
      expect(await codeOf(makeVault(db))).toBe('storage-failed');
      vi.restoreAllMocks();
      const rows = await dump(db);
      expect(rows.header.size + rows.manifest.size + rows.records.size).toBe(0);
      expect((await makeVault(db)).isOpen).toBe(true);
    }
  });
});

describe('a full disk', () => {
  it.each([2, 5, 9])('says storage-full at request %i, and nothing was written', async (step) => {
    const { db, vault } = await oldVault();
    const before = await dump(db);
    interruptWrites(step, fillDisk);
    expect(await codeOf(vault.write(changes))).toBe('storage-full');
    vi.restoreAllMocks();
    expect(await dump(db)).toEqual(before);
    expect(await textOf(vault, recordId(1))).toBe('old one');
  });

  it('says storage-full while the vault is made', async () => {
    const db = await freshDatabase();
    interruptWrites(4, fillDisk);
    expect(await codeOf(makeVault(db))).toBe('storage-full');
  });
});

describe('every transaction that writes', () => {
  it('is strict: acknowledged means on the disk', async () => {
    const { db, vault } = await oldVault();
    const modes: unknown[] = [];
    const original = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...values) {
      if (values[1] === 'readwrite') modes.push(values[2]?.durability);
      return original.apply(this, values);
    });
    await vault.write(changes);
    await makeVault(await freshDatabase());
    expect(modes).toEqual(['strict', 'strict']);
    expect(db.name).toBeTruthy();
  });
});
