import { afterEach, describe, expect, it, vi } from 'vitest';
import { codeOf, makePerson, proofOf } from './stand.ts';

const proof = proofOf('Alice');

afterEach(() => vi.restoreAllMocks());

/** The disk takes nothing from now on. */
const fillDisk = (): void => {
  for (const method of ['put', 'delete'] as const) {
    const original = IDBObjectStore.prototype[method] as (...values: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
      this: IDBObjectStore,
      ...values: unknown[]
    ) {
      const request = original.apply(this, values);
      (this.transaction as unknown as { _abort(reason: string): void })._abort('QuotaExceededError');
      return request;
    } as never);
  }
};

describe('on a full disk', () => {
  it('a vault opens, also with a contact in the bin', async () => {
    const [alice, bob] = [await makePerson('Alice'), await makePerson('Bob')];
    const { id } = await alice.say('contacts.add', { card: bob.card });
    await alice.say('contacts.remove', { id });
    await alice.say('vault.lock', {});
    fillDisk();
    expect(await alice.say('vault.unlock', { way: proof })).toMatchObject({ state: 'unlocked' });
    expect(await alice.say('contacts.list', {})).toEqual([]);
  });

  it('a first answer is read; that it came is written down with the next one', async () => {
    const [alice, bob] = [await makePerson('Alice'), await makePerson('Bob')];
    await alice.say('contacts.add', { card: bob.card });
    const { id } = await bob.say('contacts.add', { card: alice.card });
    const { token } = await bob.say('text.seal', { text: 'hello', to: [id], origin: '' });
    fillDisk();
    expect(await alice.say('text.open', { token })).toMatchObject({ text: 'hello', sender: { kind: 'contact' } });
    vi.restoreAllMocks();
    expect((await alice.say('contacts.list', {}))[0]).not.toHaveProperty('answered');
    await alice.say('text.open', { token });
    expect((await alice.say('contacts.list', {}))[0]).toMatchObject({ answered: true });
  });

  it('a vault stays where another should have taken its place', async () => {
    const { say } = await makePerson('Alice');
    await say('vault.lock', {});
    fillDisk();
    expect(await codeOf(say('vault.startOver', { name: 'Alice', passphrase: 'for the new vault' }))).toBe(
      'storage-full',
    );
    vi.restoreAllMocks();
    expect(await say('status', {})).toEqual({ state: 'locked' });
    expect(await say('vault.unlock', { way: proof })).toMatchObject({ state: 'unlocked' });
  });

  it('everything can still be taken out of it', async () => {
    const alice = await makePerson('Alice');
    fillDisk();
    const { file } = await alice.say('export.make', { passphrase: 'of the file', proof });
    vi.restoreAllMocks();
    const anew = await makePerson('Alice anew');
    expect(await anew.say('import.preview', { file, passphrase: 'of the file' })).toMatchObject({ sameVault: false });
  });
});
