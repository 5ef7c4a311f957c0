import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeConnection } from '../../../src/keeper/connection.ts';
import type { VaultDatabase } from '../../../src/vault/database.ts';
import { makePerson } from './stand.ts';

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no error',
    (error) => error.code,
  );
const passphrase = 'Alice has a long passphrase';

describe('a database that is deleted under the keeper', () => {
  it('while the vault is locked: the next command says that the vault is missing, and a new one can be made', async () => {
    const { say, name } = await makePerson('Alice');
    await say('vault.lock', {});
    await deleteDB(name);
    expect(await say('status', {})).toEqual({ state: 'missing' });
    expect(await codeOf(say('vault.unlock', { way: { kind: 'passphrase', passphrase } }))).toBe('vault-missing');
    expect(await say('vault.create', { name: 'Alice', passphrase })).toMatchObject({ state: 'unlocked' });
  });

  it('while it is unlocked: the keys are wiped, everybody is told, and it is missing', async () => {
    const { say, name, keeper, locks } = await makePerson('Alice');
    const { keyring } = keeper.session();
    await deleteDB(name);
    expect(locks()).toBe(1);
    expect([...keyring.selfKeys.current].every((byte) => byte === 0)).toBe(true);
    expect(await codeOf(say('contacts.list', {}))).toBe('locked');
    expect(await say('status', {})).toEqual({ state: 'missing' });
  });
});

describe('a database that goes in another way', () => {
  it('closed by the browser: the vault is locked, and the same passphrase opens it again', async () => {
    const { say, keeper, locks } = await makePerson('Alice');
    const raw = await keeper.withDatabase(async (db) => unwrap(db));
    // Its types ask for the class itself; it takes a connection.
    (forceCloseDatabase as unknown as (db: IDBDatabase) => void)(raw);
    await expect.poll(locks).toBe(1);
    expect(await say('status', {})).toEqual({ state: 'locked' });
    expect(await say('vault.unlock', { way: { kind: 'passphrase', passphrase } })).toMatchObject({ state: 'unlocked' });
  });

  it('upgraded by a later version: locked, and every command says why it goes no further', async () => {
    const { say, name, locks } = await makePerson('Alice');
    (await openDB(name, 99)).close();
    expect(locks()).toBe(1);
    expect(await codeOf(say('status', {}))).toBe('newer-version');
    expect(await codeOf(say('vault.unlock', { way: { kind: 'passphrase', passphrase } }))).toBe('newer-version');
    expect(await say('vault.lock', {})).toEqual({ state: 'locked' });
  });

  it('closed without a word: the command fails with a code, and the next one works', async () => {
    const { say, keeper } = await makePerson('Alice');
    await say('vault.lock', {});
    await keeper.withDatabase(async (db) => db.close());
    expect(await codeOf(say('status', {}))).toBe('storage-failed');
    expect(await say('status', {})).toEqual({ state: 'locked' });
  });
});

describe('a database that does not open', () => {
  afterEach(() => void vi.useRealTimers());

  it('is given up after a while, tried again by the next command, and closed where it comes too late', async () => {
    vi.useFakeTimers();
    const close = vi.fn();
    const db = { close, addEventListener: () => undefined } as unknown as VaultDatabase;
    const openings: ((db: VaultDatabase) => void)[] = [];
    const open = () => new Promise<VaultDatabase>((resolve) => openings.push(resolve));
    const { use } = makeConnection({ open, onLost: () => undefined, patience: 1000 });
    const first = codeOf(use(async () => 'too early'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await first).toBe('storage-blocked');
    openings[0]!(db);
    await vi.advanceTimersByTimeAsync(0);
    expect(close).toHaveBeenCalledOnce();
    const second = use(async () => 'done');
    await vi.advanceTimersByTimeAsync(0);
    openings[1]!(db);
    expect(await second).toBe('done');
    expect(close).toHaveBeenCalledOnce();
  });
});
