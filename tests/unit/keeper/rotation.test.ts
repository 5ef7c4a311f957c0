import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../src/vault/database.ts';
import { continueRotation } from '../../../src/vault/rotation/continue-rotation.ts';
import { byPassphrase, codeOf, makePerson, makeStand, proofOf } from './stand.ts';

const proof = proofOf('Alice');
const origin = 'https://forum.example';

/** Alice with more drafts than go into one transaction, and a text to herself. */
const makeBusyPerson = async () => {
  const alice = await makePerson('Alice');
  const { vault } = alice.keeper.session();
  const value = () => new Uint8Array(8);
  await vault.write(
    Array.from(
      { length: 200 },
      () => ({ kind: 'put', store: 'notes', id: vault.makeRecordId(), schema: 1, value: value() }) as const,
    ),
  );
  const bob = await makePerson('Bob');
  const { id } = await alice.say('contacts.add', { card: bob.card });
  const { token } = await alice.say('text.seal', { text: 'to myself too', to: [id], origin });
  return { ...alice, token, contactId: id };
};

describe('changing the vault key', () => {
  it('leaves everything there: old texts open, and new ones too, also after the next unlock', async () => {
    const { say, keeper, token, contactId } = await makeBusyPerson();
    const before = keeper.session().keyring.selfKeys.current.slice();
    const done = await say('vault.rotate', { proof });
    expect(done.running).toBe(false);
    expect(done.done).toBe(done.total);
    expect(done.total).toBeGreaterThan(200);
    expect(keeper.session().keyring.selfKeys.current).not.toEqual(before);
    expect(await say('text.open', { token })).toMatchObject({ text: 'to myself too', sender: { kind: 'self' } });
    const later = await say('text.seal', { text: 'after it', to: [contactId], origin });
    await say('vault.lock', {});
    await say('vault.unlock', { way: proof });
    for (const text of [token, later.token])
      expect(await say('text.open', { token: text })).toMatchObject({ sender: { kind: 'self' } });
    expect(await say('text.inspect', { tokens: [token, later.token] }, { kind: 'background' })).toEqual([
      'yours',
      'yours',
    ]);
    expect(await say('vault.rotation', {})).toEqual({ running: false, done: 0, total: 0 });
  });

  it('takes the ways in with it that are brought, and no others', async () => {
    const { say } = await makePerson('Alice');
    await say('slots.addPassphrase', { passphrase: 'second passphrase', name: 'second', proof });
    await say('slots.addPin', { pin: '2468', name: 'this laptop', proof });
    await say('vault.rotate', { proof, others: [{ kind: 'pin', pin: '2468' }] });
    expect((await say('slots.list', {})).map(({ kind }) => kind)).toEqual(['password', 'pin']);
    await say('vault.lock', {});
    expect(await codeOf(say('vault.unlock', { way: byPassphrase('second passphrase') }))).toBe('passphrase-wrong');
    expect(await say('vault.unlock', { way: { kind: 'pin', pin: '2468' } })).toMatchObject({ state: 'unlocked' });
  });

  it('is refused where only a PIN or passkey is brought, and then nothing has changed', async () => {
    const { say, keeper } = await makePerson('Alice');
    const slots = await say('slots.addPin', { pin: '2468', name: 'this laptop', proof });
    const before = keeper.session().vault.counter;
    expect(await codeOf(say('vault.rotate', { proof: { kind: 'pin', pin: '2468' } }))).toBe('slot-last');
    expect(keeper.session().vault.counter).toBe(before);
    expect(await say('slots.list', {})).toEqual(slots);
    expect(await say('vault.rotation', {})).toMatchObject({ running: false });
  });

  it('shows how far it is, stops when asked to, and goes on by the next call', async () => {
    const { say, keeper, token } = await makeBusyPerson();
    const rotating = say('vault.rotate', { proof });
    await vi.waitFor(() => expect(keeper.session().rotation.done).toBeGreaterThan(0), { interval: 1 });
    expect(await say('vault.rotation', {})).toMatchObject({ running: true });
    const stopped = await say('vault.rotateStop', {});
    expect(stopped.running).toBe(false);
    expect(stopped.done).toBeLessThan(stopped.total);
    expect(await rotating).toEqual(stopped);
    expect(await say('text.open', { token })).toMatchObject({ text: 'to myself too' });
    const counter = keeper.session().vault.counter;
    const done = await say('vault.rotate', { proof });
    expect(done).toEqual({ running: false, done: done.total, total: done.total });
    expect(keeper.session().vault.counter - counter).toBeLessThan(3);
  });

  it('that was cut off by a lock is unfinished after the next unlock, and loses nothing', async () => {
    const { say, keeper, token } = await makeBusyPerson();
    const rotating = codeOf(say('vault.rotate', { proof }));
    await vi.waitFor(() => expect(keeper.session().rotation.done).toBeGreaterThan(0), { interval: 1 });
    await say('vault.lock', {});
    await rotating;
    expect(await codeOf(say('vault.rotation', {}))).toBe('locked');
    await say('vault.unlock', { way: proof });
    const { running, done, total } = await say('vault.rotation', {});
    expect(running).toBe(false);
    expect(done).toBeLessThan(total);
    expect(await say('text.open', { token })).toMatchObject({ text: 'to myself too' });
    await say('vault.rotate', { proof });
    const { vault } = keeper.session();
    expect(await continueRotation(vault)).toEqual({ finished: true });
    expect(await say('vault.rotation', {})).toMatchObject({ running: false });
    const after = await vault.verify();
    expect(after).toEqual({ missing: [], added: [], changed: [], buckets: [] });
  });

  it('is one change where it is said twice, and the second waits for the same end', async () => {
    const { say, name } = await makeBusyPerson();
    const again = { kind: 'app', id: 'the same call' } as const;
    const [once, twice] = await Promise.all([
      say('vault.rotate', { proof }, again),
      say('vault.rotate', { proof }, again),
    ]);
    expect(twice).toEqual(once);
    const other = await makeStand({ name });
    await other.say('vault.unlock', { way: proof });
    const kinds = (await other.say('activity.list', {})).events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'vault-key-changed')).toHaveLength(1);
    (await openDatabase(name)).close();
  });

  it('that fails in the middle can be gone on with', async () => {
    const { say, keeper } = await makeBusyPerson();
    const rotating = codeOf(say('vault.rotate', { proof }));
    const fail = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await rotating).toBe('storage-full');
    fail.mockRestore();
    const { running, done, total } = await say('vault.rotation', {});
    expect({ running, unfinished: done < total }).toEqual({ running: false, unfinished: true });
    const finished = await say('vault.rotate', { proof });
    expect(finished.done).toBe(finished.total);
    expect(keeper.session().rotation.unfinished).toBe(false);
  });
});
