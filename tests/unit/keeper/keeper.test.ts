import { describe, expect, it, vi } from 'vitest';
import { Vault } from '../../../src/vault/vault.ts';
import { byPassphrase, makePerson, makeStand, passphraseOf } from './stand.ts';

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no error',
    (error) => error.code,
  );
const origin = 'https://forum.example';

describe('the vault', () => {
  it('is empty, then unlocked, then locked, then unlocked by the same passphrase only', async () => {
    const { say } = await makeStand();
    expect(await say('status', {})).toEqual({ state: 'empty' });
    const made = await say('vault.create', { name: 'Alice', passphrase: 'a long enough passphrase' });
    expect(made).toMatchObject({ state: 'unlocked', name: 'Alice' });
    expect(await say('vault.lock', {})).toEqual({ state: 'locked' });
    expect(await codeOf(say('identity.card', {}))).toBe('locked');
    expect(await codeOf(say('vault.unlock', { way: { kind: 'passphrase', passphrase: 'another passphrase' } }))).toBe(
      'passphrase-wrong',
    );
    expect(
      await say('vault.unlock', { way: { kind: 'passphrase', passphrase: 'a long enough passphrase' } }),
    ).toMatchObject({
      state: 'unlocked',
      name: 'Alice',
    });
  });

  it('refuses a second creation and a name that is none, and then has written nothing', async () => {
    const { say } = await makeStand();
    expect(await codeOf(say('vault.create', { name: '\u202e', passphrase: 'a long enough passphrase' }))).toBe(
      'card-name',
    );
    expect(await say('status', {})).toEqual({ state: 'empty' });
    await say('vault.create', { name: 'Alice', passphrase: 'a long enough passphrase' });
    expect(await codeOf(say('vault.create', { name: 'Eve', passphrase: 'a long enough passphrase' }))).toBe(
      'vault-exists',
    );
  });

  it('makes the next guess wait after ten wrong passphrases, also the right one, and also after a restart', async () => {
    const { say, name } = await makePerson('Alice');
    await say('vault.lock', {});
    for (let i = 0; i < 10; i++)
      expect(await codeOf(say('vault.unlock', { way: byPassphrase('wrong') }))).toBe('passphrase-wrong');
    const right = { way: byPassphrase(passphraseOf('Alice')) };
    expect(await codeOf(say('vault.unlock', right))).toBe('wait');
    const restarted = await makeStand({ name });
    expect(await codeOf(restarted.say('vault.unlock', right))).toBe('wait');
  });

  it('is an alarm where one existed and is gone', async () => {
    const { say } = await makeStand({ vaultExisted: true });
    expect(await say('status', {})).toEqual({ state: 'missing' });
  });

  it('that lost its header is an alarm; a new one is made only where the old one is given up by name', async () => {
    const { say, keeper } = await makePerson('Alice');
    await say('vault.lock', {});
    const wish = { name: 'Alice', passphrase: 'a long enough passphrase' };
    expect(await codeOf(say('vault.createAnew', wish))).toBe('vault-exists');
    await keeper.withDatabase((db) => db.clear('header'));
    expect(await say('status', {})).toEqual({ state: 'missing' });
    expect(await codeOf(say('vault.create', wish))).toBe('vault-exists');
    expect(await say('vault.createAnew', wish)).toMatchObject({ state: 'unlocked' });
    expect(await say('contacts.list', {})).toEqual([]);
  });

  it('locks when its time has passed, even where no timer ran', async () => {
    const { say, keeper } = await makePerson('Alice');
    const { deadline } = keeper.session();
    Object.defineProperty(deadline, 'isPast', { value: () => true });
    expect(await codeOf(say('contacts.list', {}))).toBe('locked');
    expect(await say('status', {})).toEqual({ state: 'locked' });
  });

  it('keeps a draft that was being written when its time passed, and then locks', async () => {
    const { say, keeper, locks } = await makePerson('Alice');
    const key = `${origin} field`;
    const saving = say('drafts.save', { key, origin, text: 'to the last letter', to: [] });
    keeper.lockByDeadline();
    expect(await saving).toBeNull();
    await expect.poll(locks).toBe(1);
    expect(await say('status', {})).toEqual({ state: 'locked' });
    await say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) });
    expect(await say('drafts.find', { key })).toMatchObject({ text: 'to the last letter' });
  });

  it('never seals under keys that were overwritten while it was at it', async () => {
    const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
    const { id } = await alice!.say('contacts.add', { card: bob!.card });
    const sealing = alice!.say('text.seal', { text: 'x', to: [id], origin });
    alice!.keeper.session().keyring.wipe();
    const { token } = await sealing;
    await alice!.say('vault.lock', {});
    await alice!.say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) });
    expect(await alice!.say('text.open', { token })).toMatchObject({ text: 'x', sender: { kind: 'self' } });
  });

  it('that cannot be opened stays locked, and its keys are not kept', async () => {
    const { say, keeper } = await makePerson('Alice');
    const { vault } = keeper.session();
    const [me] = await vault.list('identity');
    const value = new Uint8Array(1);
    await vault.write([{ kind: 'put', store: 'identity', id: me?.id ?? '', schema: 9, value }]);
    await say('vault.lock', {});
    const close = vi.spyOn(Vault.prototype, 'close');
    expect(await codeOf(say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) }))).toBe('newer-version');
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
    expect(await say('status', {})).toEqual({ state: 'locked' });
  });

  it('leaves no key of ours in the session after locking', async () => {
    const { say, keeper } = await makePerson('Alice');
    const { identity, keyring } = keeper.session();
    await say('vault.lock', {});
    for (const key of [identity!.ed25519Private, identity!.x25519Private, keyring.selfKeys.current])
      expect([...key].every((byte) => byte === 0)).toBe(true);
  });
});

describe('sealing between two people', () => {
  it('opens for the other, with name and time, and for the writer, and for nobody else', async () => {
    const [alice, bob, eve] = await Promise.all(['Alice', 'Bob', 'Eve'].map(makePerson));
    const { id } = await alice!.say('contacts.add', { card: bob!.card });
    await bob!.say('contacts.add', { card: alice!.card });
    await eve!.say('contacts.add', { card: alice!.card });
    const before = Date.now();
    const { token } = await alice!.say('text.seal', { text: 'meet at noon', to: [id], origin });
    const opened = await bob!.say('text.open', { token });
    expect(opened).toMatchObject({
      text: 'meet at noon',
      origin,
      sender: { kind: 'contact', name: 'Alice', verified: false, formerKey: false },
    });
    expect(opened.time).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000);
    expect(await alice!.say('text.open', { token })).toMatchObject({ text: 'meet at noon', sender: { kind: 'self' } });
    expect(await codeOf(eve!.say('text.open', { token }))).toBe('not-for-me');
    expect(await bob!.say('text.inspect', { tokens: [token, 'FSEAL1mnonsense'] }, { kind: 'background' })).toEqual([
      'for-you',
      'neither',
    ]);
    expect(await eve!.say('text.inspect', { tokens: [token] }, { kind: 'background' })).toEqual(['neither']);
  });

  it('takes the site of a framed composer from its binding, whatever the frame says', async () => {
    const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
    const { id } = await alice!.say('contacts.add', { card: bob!.card });
    const { token } = await alice!.say(
      'text.seal',
      { text: 'x', to: [id], origin: 'https://bank.example' },
      { kind: 'composer', origin },
    );
    expect((await alice!.say('text.open', { token })).origin).toBe(origin);
  });

  it('refuses nobody, strangers and expired contacts', async () => {
    const alice = await makePerson('Alice');
    expect(await codeOf(alice.say('text.seal', { text: 'x', to: [], origin }))).toBe('no-recipients');
    expect(await codeOf(alice.say('text.seal', { text: 'x', to: ['0'.repeat(32)], origin }))).toBe('contact-unknown');
  });

  it('opens by passphrase where there is one, and says that nobody is proved', async () => {
    const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
    const { token } = await alice!.say('text.seal', { text: 'x', to: [], origin, passphrase: 'shared secret words' });
    expect(await bob!.say('text.inspect', { tokens: [token] }, { kind: 'background' })).toEqual(['neither']);
    expect(await codeOf(bob!.say('text.open', { token }))).toBe('passphrase-needed');
    expect(await codeOf(bob!.say('text.openWithPassphrase', { token, passphrase: 'no' }))).toBe(
      'text-passphrase-wrong',
    );
    expect(await bob!.say('text.openWithPassphrase', { token, passphrase: 'shared secret words' })).toMatchObject({
      text: 'x',
      sender: { kind: 'passphrase' },
    });
  });
});

describe('contacts', () => {
  it('start as not verified, and are verified only for the fingerprint that was compared', async () => {
    const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
    const contact = await alice!.say('contacts.add', { card: bob!.card });
    expect(contact.verified).toBe(false);
    expect(await codeOf(alice!.say('contacts.verify', { id: contact.id, fingerprint: '0'.repeat(64) }))).toBe(
      'card-changed',
    );
    expect((await alice!.say('contacts.verify', { id: contact.id, fingerprint: contact.fingerprint })).verified).toBe(
      true,
    );
  });

  it('raise an alarm for a known name with other keys, and never change silently', async () => {
    const [alice, bob, impostor] = await Promise.all(['Alice', 'Bob', 'bob'].map(makePerson));
    const { id, fingerprint } = await alice!.say('contacts.add', { card: bob!.card });
    await alice!.say('contacts.verify', { id, fingerprint });
    expect((await alice!.say('contacts.inspect', { card: impostor!.card })).kind).toBe('changed');
    expect(await codeOf(alice!.say('contacts.add', { card: impostor!.card }))).toBe('card-changed');
    expect(await alice!.say('contacts.list', {})).toMatchObject([{ fingerprint, verified: true }]);
  });

  it('keep the old key to open old texts after a new one was accepted, and say so', async () => {
    const [alice, bob, newBob] = await Promise.all(['Alice', 'Bob', 'Bob'].map(makePerson));
    const { id } = await alice!.say('contacts.add', { card: bob!.card });
    const toAlice = await bob!.say('contacts.add', { card: alice!.card });
    const { token } = await bob!.say('text.seal', { text: 'from before', to: [toAlice.id], origin });
    expect(await alice!.say('contacts.replace', { id, card: newBob!.card })).toMatchObject({
      verified: false,
      earlierCards: 1,
    });
    expect(await alice!.say('text.open', { token })).toMatchObject({
      text: 'from before',
      sender: { formerKey: true, verified: false },
    });
  });

  it('are the same when a change is said twice, as it is when the first answer was lost', async () => {
    const [alice, bob, laterBob, otherBob] = await Promise.all(['Alice', 'Bob', 'Bob', 'Bob'].map(makePerson));
    const { id } = await alice!.say('contacts.add', { card: bob!.card });
    const replaced = { id, card: laterBob!.card };
    const once = await alice!.say('contacts.replace', replaced);
    expect(await alice!.say('contacts.replace', replaced)).toEqual(once);
    const added = { card: otherBob!.card, alias: 'Bob of the choir' };
    const other = await alice!.say('contacts.addAs', added);
    expect(await alice!.say('contacts.addAs', added)).toEqual(other);
  });

  it('take a later card of the same keys and stay verified', async () => {
    const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
    const { id, fingerprint } = await alice!.say('contacts.add', { card: bob!.card });
    await alice!.say('contacts.verify', { id, fingerprint });
    await new Promise<void>((resolve) => {
      const from = Date.now();
      const look = () => (Date.now() > from ? resolve() : setImmediate(look));
      look();
    });
    const later = await bob!.say('identity.rename', { name: 'Robert' });
    expect((await alice!.say('contacts.inspect', { card: later.card })).kind).toBe('newer');
    expect(await alice!.say('contacts.add', { card: later.card })).toMatchObject({
      id,
      alias: 'Robert',
      verified: true,
    });
  });

  it('come back after a removal until the next unlock', async () => {
    const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
    const { id } = await alice!.say('contacts.add', { card: bob!.card });
    await alice!.say('contacts.remove', { id });
    expect(await alice!.say('contacts.list', {})).toEqual([]);
    expect(await alice!.say('contacts.restore', { id })).toMatchObject({ alias: 'Bob' });
    await alice!.say('contacts.remove', { id });
    await alice!.say('vault.lock', {});
    await alice!.say('vault.unlock', { way: { kind: 'passphrase', passphrase: 'Alice has a long passphrase' } });
    expect(await codeOf(alice!.say('contacts.restore', { id }))).toBe('contact-unknown');
  });

  it('refuse my own card', async () => {
    const alice = await makePerson('Alice');
    expect((await alice.say('contacts.inspect', { card: alice.card })).kind).toBe('mine');
    expect(await codeOf(alice.say('contacts.add', { card: alice.card }))).toBe('card-mine');
  });
});

describe('drafts', () => {
  it('are kept under their field, survive a lock, and go when they are empty', async () => {
    const alice = await makePerson('Alice');
    const key = `${origin} /new#text`;
    await alice.say('drafts.save', { key, origin, text: 'half a thou', to: [] });
    await alice.say('vault.lock', {});
    await alice.say('vault.unlock', { way: { kind: 'passphrase', passphrase: 'Alice has a long passphrase' } });
    expect(await alice.say('drafts.find', { key })).toMatchObject({ text: 'half a thou', origin });
    await alice.say('drafts.save', { key, origin, text: '', to: [] });
    expect(await alice.say('drafts.find', { key })).toBeNull();
  });

  it('of one site are out of reach of a frame in another', async () => {
    const alice = await makePerson('Alice');
    const caller = { kind: 'composer', origin: 'https://evil.example' } as const;
    await alice.say('drafts.save', { key: `${origin} /new#text`, origin, text: 'secret', to: [] });
    expect(await codeOf(alice.say('drafts.find', { key: `${origin} /new#text` }, caller))).toBe('refused-sender');
  });
});

describe('preferences', () => {
  it('move the deadline at once and are kept', async () => {
    const alice = await makePerson('Alice');
    expect(await alice.say('preferences.get', {})).toEqual({ autoLockMinutes: 15 });
    await alice.say('preferences.set', { autoLockMinutes: 1 });
    expect(alice.keeper.session().deadline.at - Date.now()).toBeLessThanOrEqual(60_000);
    await alice.say('vault.lock', {});
    await alice.say('vault.unlock', { way: { kind: 'passphrase', passphrase: 'Alice has a long passphrase' } });
    expect(await alice.say('preferences.get', {})).toEqual({ autoLockMinutes: 1 });
  });
});
