import { describe, expect, it } from 'vitest';
import { byPassphrase, codeOf, makePerson, makeStand, proofOf } from './stand.ts';

const proof = proofOf('Alice');
const origin = 'https://forum.example';
const passphrase = 'of the file';

/** Alice with a contact, a draft and texts, and all of it in a file. */
const makeExporter = async () => {
  const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
  const { id } = await alice!.say('contacts.add', { card: bob!.card });
  await bob!.say('contacts.add', { card: alice!.card });
  await alice!.say('drafts.save', { key: `${origin} a`, origin, text: 'half a thought', to: [id] });
  const aliceOfBob = (await bob!.say('contacts.list', {}))[0]?.id ?? '';
  const toAlice = await bob!.say('text.seal', { text: 'for Alice', to: [aliceOfBob], origin });
  const own = await alice!.say('text.seal', { text: 'my own', to: [id], origin });
  const exported = await alice!.say('export.make', { passphrase, proof });
  return { alice: alice!, bob: bob!, ...exported, texts: [toAlice.token, own.token] };
};

describe('an export', () => {
  it('is one file with a name, and nothing readable in it', async () => {
    const { file, name, damaged } = await makeExporter();
    expect(name).toMatch(/^fieldseal-\d{4}-\d\d-\d\d\.vault$/);
    expect(damaged).toBe(0);
    for (const words of ['Alice', 'Bob', 'half a thought', passphrase])
      expect(Buffer.from(file).includes(words)).toBe(false);
  });

  it('needs a passphrase of its own', async () => {
    const { say } = await makePerson('Alice');
    expect(await codeOf(say('export.make', { passphrase: '', proof }))).toBe('passphrase-empty');
  });
});

describe('an import', () => {
  it('into a new vault gives contacts, drafts and old texts back, and both identities read', async () => {
    const { file, texts, bob } = await makeExporter();
    const fresh = await makePerson('Alice');
    const preview = await fresh.say('import.preview', { file, passphrase });
    expect(preview).toMatchObject({
      counts: { contacts: 1, drafts: 1, identity: 1, activity: 0 },
      sameVault: false,
      ahead: false,
    });
    expect(preview.collisions).toEqual([
      { store: 'identity', id: '0', reason: 'identity', choose: true, mine: 'Alice', theirs: 'Alice' },
    ]);
    expect(await fresh.say('contacts.list', {})).toEqual([]);
    const before = await fresh.say('identity.card', {});
    const { added } = await fresh.say('import.apply', { id: preview.id, choices: [], proof });
    expect(added).toBeGreaterThan(0);
    expect(await fresh.say('identity.card', {})).toEqual(before);
    expect(await fresh.say('contacts.list', {})).toMatchObject([{ name: 'Bob' }]);
    expect(await fresh.say('drafts.list', {})).toMatchObject([{ text: 'half a thought' }]);
    expect(await fresh.say('text.inspect', { tokens: texts }, { kind: 'background' })).toEqual(['for-you', 'yours']);
    expect(await fresh.say('text.open', { token: texts[0]! })).toMatchObject({
      text: 'for Alice',
      sender: { name: 'Bob' },
    });
    expect(await fresh.say('text.open', { token: texts[1]! })).toMatchObject({
      text: 'my own',
      sender: { kind: 'self' },
    });
    const toNewAlice = await bob.say('contacts.addAs', { card: before.card, alias: 'Alice anew' });
    const { token } = await bob.say('text.seal', { text: 'for the new one', to: [toNewAlice.id], origin });
    expect(await fresh.say('text.open', { token })).toMatchObject({ text: 'for the new one' });
  });

  it('takes their identity where that is chosen, and still reads what was for mine', async () => {
    const { file, alice, bob } = await makeExporter();
    const fresh = await makePerson('Alice anew');
    const mine = await bob.say('contacts.add', { card: fresh.card });
    const { token } = await bob.say('text.seal', { text: 'for the new one', to: [mine.id], origin });
    const preview = await fresh.say('import.preview', { file, passphrase });
    await fresh.say('import.apply', {
      id: preview.id,
      choices: [{ store: 'identity', id: '0', take: 'theirs' }],
      become: true,
      proof: proofOf('Alice anew'),
    });
    expect((await fresh.say('identity.card', {})).card).toBe(alice.card);
    expect(await fresh.say('status', {})).toMatchObject({ name: 'Alice' });
    expect(await fresh.say('text.open', { token })).toMatchObject({ text: 'for the new one' });
    await fresh.say('vault.lock', {});
    await fresh.say('vault.unlock', { way: proofOf('Alice anew') });
    expect(await fresh.say('text.open', { token })).toMatchObject({ text: 'for the new one' });
  });

  it('changes nothing before it is applied, and nothing the second time', async () => {
    const { file } = await makeExporter();
    const fresh = await makePerson('Alice');
    const counter = fresh.keeper.session().vault.counter;
    const preview = await fresh.say('import.preview', { file, passphrase });
    expect(fresh.keeper.session().vault.counter).toBe(counter);
    const wish = { id: preview.id, choices: [], proof };
    const again = { kind: 'app', id: 'the same call' } as const;
    const once = await fresh.say('import.apply', wish, again);
    expect(await fresh.say('import.apply', wish, again)).toEqual(once);
    expect(await codeOf(fresh.say('import.apply', wish))).toBe('import-gone');
    const next = await fresh.say('import.preview', { file, passphrase });
    expect(await fresh.say('import.apply', { id: next.id, choices: [], proof })).toEqual({ added: 0, merged: 0 });
  });

  it('of a later state of this very vault says that this is an older copy', async () => {
    const { alice, file } = await makeExporter();
    const { vault } = alice.keeper.session();
    const preview = await alice.say('import.preview', { file, passphrase });
    expect(preview).toMatchObject({ sameVault: true, ahead: false, collisions: [] });
    Object.defineProperty(vault, 'counter', { value: 1 });
    expect(await alice.say('import.preview', { file, passphrase })).toMatchObject({ sameVault: true, ahead: true });
  });

  it('is dropped when asked to, when another file is opened, and at the lock', async () => {
    const { file } = await makeExporter();
    const { say, keeper } = await makePerson('Alice');
    const keysOf = () => keeper.session().pending.import?.opened.content.selfKeys ?? [];
    const isWiped = (keys: readonly Uint8Array[]) =>
      keys.length > 0 && keys.every((key) => key.every((byte) => byte === 0));
    const first = await say('import.preview', { file, passphrase });
    const firstKeys = keysOf();
    const second = await say('import.preview', { file, passphrase });
    expect(isWiped(firstKeys)).toBe(true);
    expect(await codeOf(say('import.apply', { id: first.id, choices: [], proof }))).toBe('import-gone');
    const secondKeys = keysOf();
    await say('import.drop', {});
    expect(isWiped(secondKeys)).toBe(true);
    expect(await codeOf(say('import.apply', { id: second.id, choices: [], proof }))).toBe('import-gone');
    const third = await say('import.preview', { file, passphrase });
    const thirdKeys = keysOf();
    await say('vault.lock', {});
    expect(isWiped(thirdKeys)).toBe(true);
    expect(await codeOf(say('import.apply', { id: third.id, choices: [], proof }))).toBe('locked');
  });

  it('says why a file is none of ours, and a wrong passphrase of a file is no failed attempt at the vault', async () => {
    const { file } = await makeExporter();
    const { say, name } = await makePerson('Alice');
    const damaged = Uint8Array.from(file);
    damaged.set([(file.at(-1) ?? 0) ^ 1], file.length - 1);
    expect(await codeOf(say('import.preview', { file: new Uint8Array(500), passphrase }))).toBe('not-export');
    expect(await codeOf(say('import.preview', { file: damaged, passphrase }))).toBe('export-damaged');
    for (let i = 0; i < 11; i++)
      expect(await codeOf(say('import.preview', { file, passphrase: 'wrong' }))).toBe('passphrase-wrong');
    const other = await makeStand({ name });
    expect(await other.say('vault.unlock', { way: proof })).toMatchObject({ state: 'unlocked' });
    expect(await codeOf(other.say('vault.unlock', { way: byPassphrase('wrong') }))).toBe('passphrase-wrong');
  });
});
