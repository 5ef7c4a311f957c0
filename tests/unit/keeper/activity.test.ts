import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { activityKinds } from '../../../src/bridge/activity-kinds.ts';
import { makeActivityWriter } from '../../../src/keeper/activity-writer.ts';
import { sealedEvent } from '../../../src/vault/activity/append-activity.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import { filesUnder } from '../ui/sources.ts';
import { byPassphrase, codeOf, makePerson, proofOf, type Stand } from './stand.ts';

const proof = proofOf('Alice');
const origin = 'https://forum.example';
const told = async ({ say }: Pick<Stand, 'say'>) =>
  (await say('activity.list', {})).events.map(({ kind, subject }) => `${kind}: ${subject}`).reverse();

describe('the activity log', () => {
  it('tells of unlocks, failed attempts, texts, contacts, keys and exports, newest first', async () => {
    const [alice, bob, laterBob] = await Promise.all(['Alice', 'Bob', 'Bob'].map(makePerson));
    const { say } = alice!;
    await say('vault.lock', {});
    await codeOf(say('vault.unlock', { way: byPassphrase('wrong') }));
    await say('vault.unlock', { way: proof });
    const { id, fingerprint } = await say('contacts.add', { card: bob!.card });
    await say('contacts.verify', { id, fingerprint });
    const { token } = await say(
      'text.seal',
      { text: 'x', to: [id], origin: 'https://bank.example' },
      { kind: 'composer', origin },
    );
    await say('text.open', { token });
    await say('contacts.replace', { id, card: laterBob!.card });
    await say('contacts.rename', { id, alias: 'Bobby' });
    await say('contacts.unverify', { id });
    await say('contacts.remove', { id });
    await say('contacts.restore', { id });
    await say('identity.rename', { name: 'Alice B.' });
    const [slot] = await say('slots.list', {});
    await say('slots.changePassphrase', { id: slot?.id ?? '', passphrase: 'new words', proof });
    await say('export.make', { passphrase: 'of the file', proof: byPassphrase('new words') });
    expect(await told(alice!)).toEqual([
      'vault-created: ',
      'unlock-failed: password',
      'unlocked: password ',
      'contact-added: Bob',
      'contact-verified: Bob',
      `text-sealed: ${origin}`,
      `text-opened: ${origin}`,
      'contact-keys-changed: Bob',
      'contact-renamed: Bobby',
      'contact-unverified: Bobby',
      'contact-removed: Bobby',
      'contact-restored: Bobby',
      'identity-renamed: Alice B.',
      'passphrase-changed: ',
      expect.stringMatching(/^exported: \d+$/),
    ]);
    const { chain, events, more } = await say('activity.list', {});
    expect({ chain, more }).toEqual({ chain: { state: 'whole' }, more: false });
    for (const { kind } of events) expect(activityKinds).toContain(kind);
    expect(events.find(({ kind }) => kind === 'unlock-failed')?.proof).toBe('journal');
  });

  it('has a kind for everything that the vault tells of by itself', () => {
    const sources = filesUnder('src/vault').map((file) => readFileSync(file, 'utf8'));
    const told = sources.flatMap((source) =>
      [...source.matchAll(/sealedEvent\('([a-z-]+)'|'(unlock-[a-z-]+)'/g)].flatMap(
        ([, one, other]) => one ?? other ?? [],
      ),
    );
    expect(new Set(told).size).toBeGreaterThan(10);
    expect(told.filter((kind) => !(activityKinds as readonly unknown[]).includes(kind))).toEqual([]);
  });

  it('names the writer of an opened text, and tells nothing of one that did not open', async () => {
    const [alice, bob, eve] = await Promise.all(['Alice', 'Bob', 'Eve'].map(makePerson));
    const { id } = await alice!.say('contacts.add', { card: bob!.card });
    await bob!.say('contacts.add', { card: alice!.card });
    const { token } = await alice!.say('text.seal', { text: 'x', to: [id], origin });
    await bob!.say('text.open', { token });
    expect((await told(bob!)).at(-1)).toBe('text-opened: Alice');
    expect(await codeOf(eve!.say('text.open', { token }))).toBe('not-for-me');
    expect(await told(eve!)).toEqual(['vault-created: ']);
  });

  it('gives sixty-four at a time, and the older ones from where those end', async () => {
    const alice = await makePerson('Alice');
    for (let n = 0; n < 70; n++) alice.keeper.session().activity.add('text-sealed', `${n}`);
    const first = await alice.say('activity.list', {});
    expect(first.events.map(({ subject }) => subject)).toEqual(Array.from({ length: 64 }, (_, n) => `${69 - n}`));
    expect(first.more).toBe(true);
    const rest = await alice.say('activity.list', { before: first.events.at(-1)?.position });
    expect(rest.events.map(({ subject }) => subject)).toEqual(['5', '4', '3', '2', '1', '0', '']);
    expect(rest.more).toBe(false);
  });

  it('shows a chain that was broken, and until when it can be believed', async () => {
    const alice = await makePerson('Alice');
    await alice.say('identity.rename', { name: 'Alice B.' });
    const { events } = await alice.say('activity.list', {});
    const { vault } = alice.keeper.session();
    const pages = (await vault.list('activity')).map(({ id }) => ({ kind: 'delete', store: 'activity', id }) as const);
    await vault.write(pages);
    expect(await alice.say('activity.list', {})).toEqual({
      chain: { state: 'broken', at: 0 },
      events: [],
      more: false,
    });
    expect(events).toHaveLength(2);
  });

  it('keeps what was begun when the vault is locked', async () => {
    const alice = await makePerson('Alice');
    alice.keeper.session().activity.add('text-sealed', 'just before the lock');
    await alice.say('vault.lock', {});
    await alice.say('vault.unlock', { way: proof });
    expect(await told(alice)).toEqual(['vault-created: ', 'text-sealed: just before the lock', 'unlocked: password ']);
  });
});

describe('the writer of the log', () => {
  const open = { isOpen: true } as Vault;

  it('makes nobody wait, and takes together what comes while it writes', async () => {
    const writes: string[][] = [];
    const release: (() => void)[] = [];
    const writer = makeActivityWriter(open, (_, events) => {
      writes.push(events.map(({ subject }) => subject));
      return new Promise((resolve) => release.push(resolve));
    });
    writer.add('text-sealed', '1');
    await vi.waitFor(() => expect(writes).toHaveLength(1));
    writer.add('text-sealed', '2');
    writer.add('text-sealed', '3');
    const settled = writer.settled();
    release[0]?.();
    await vi.waitFor(() => expect(release).toHaveLength(2));
    release[1]?.();
    await settled;
    expect(writes).toEqual([['1'], ['2', '3']]);
  });

  it('tries again with the next event what could not be written, and keeps the newest of too many', async () => {
    const writes: number[] = [];
    let fails = true;
    const writer = makeActivityWriter(open, async (_, events) => {
      if (fails) throw new Error('the disk is full');
      writes.push(events.length);
    });
    for (let n = 0; n < 300; n++) writer.add('text-sealed', `${n}`);
    await writer.settled();
    fails = false;
    writer.add('text-sealed', 'last');
    await writer.settled();
    expect(writes).toEqual([256]);
  });

  it('lets go of everything once the vault is locked', async () => {
    const seen: string[] = [];
    const vault = { isOpen: false } as Vault;
    const writer = makeActivityWriter(vault, async (_, events) => {
      seen.push(...events.map(({ subject }) => subject));
      throw new Error('locked');
    });
    writer.add('text-sealed', '1');
    await writer.settled();
    writer.add('text-sealed', '2');
    await writer.settled();
    expect(seen).toEqual(['1', '2']);
  });

  it('cuts a subject that is too long', () => {
    expect(sealedEvent('text-sealed', 'x'.repeat(500), 1).subject).toHaveLength(60);
  });
});
