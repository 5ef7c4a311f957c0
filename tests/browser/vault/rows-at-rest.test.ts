// Somebody changes rows of the locked vault in the real IndexedDB. Each change is shown in plain words, and costs nothing
// but what was changed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bob, carol, mallory } from '../../unit/envelope/people.ts';
import { type Profile, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { cardOf, type Desk, openDesk } from './desk.ts';
import { changeRows, differenceOf, type RowChanges, type Rows, readRows } from './rows.ts';

let alice: Profile;
let desk: Desk;
/** Their ids: those of their records too. */
const ids = { bob: '', carol: '', dave: '' };
const draft = { key: ' by hand', origin: '', text: 'half a thought', to: [] };
/** Bob's row, and the root, when he had another name. */
let before: Rows;
let now: Rows;

beforeAll(async () => {
  alice = await launchPerson('Alice');
  desk = await openDesk(alice);
  for (const [name, person] of [
    ['bob', bob],
    ['carol', carol],
    ['dave', mallory],
  ] as const)
    ids[name] = (await desk.say('contacts.add', { card: await cardOf(person, name) })).id;
  await desk.say('drafts.save', draft);
  await desk.say('contacts.rename', { id: ids.bob, alias: 'Robert' });
  // The log is written beside what is done: anyone who reads it has waited for it.
  await desk.say('activity.list', {});
  before = await readRows(desk.page);
  await desk.say('contacts.rename', { id: ids.bob, alias: 'Bobby' });
  await desk.say('vault.lock', {});
});
afterAll(() => alice?.close());

const openVault = () => desk.say('vault.unlock', { way: { kind: 'passphrase', passphrase: passphrases.Alice } });

/** Makes a change while the vault is locked and tells what a person then sees; afterwards the change is undone. */
const seenAfter = async (change: (rows: Rows) => RowChanges) => {
  now = await readRows(desk.page);
  const changes = change(now);
  await changeRows(desk.page, changes);
  await openVault();
  const list = await alice.open('app.html#contacts');
  const alarm = await list.waitForSelector('[data-testid="damage"]', { visible: true });
  const [count, words] = await alarm!.evaluate(
    (one) => [one.getAttribute('data-count'), one.textContent ?? ''] as const,
  );
  await list.waitForSelector('[data-testid="contact-row"]', { visible: true });
  const shown = await list.$$eval('[data-testid="contact-row"]', (rows) =>
    rows.map((row) => row.getAttribute('data-contact')),
  );
  await list.close();
  const drafts = await desk.say('drafts.list', {});
  const { name } = await desk.say('identity.card', {});
  await desk.say('vault.lock', {});
  const undone = Object.entries(changes).map(([store, rows]) => [
    store,
    Object.fromEntries(Object.keys(rows).map((key) => [key, now[store]?.[key] ?? null])),
  ]);
  await changeRows(desk.page, Object.fromEntries(undone));
  return { count: Number(count), words, shown: shown.sort(), texts: drafts.map(({ text }) => text), name };
};
const plainWords = /^\s*!?\s*(1 entry|\d+ entries) of your vault (was|were) changed from outside/;
const everythingBut = (...lost: string[]) => ({
  words: expect.stringMatching(plainWords),
  shown: Object.values(ids)
    .filter((id) => !lost.includes(id))
    .sort(),
  texts: [draft.text],
  name: 'Alice',
});
const aliases = async (): Promise<string[]> => (await desk.say('contacts.list', {})).map(({ alias }) => alias).sort();
/** The bucket that names a record. */
const bucketOf = (id: string): string => (Number.parseInt(id.slice(0, 2), 16) % 64).toString(16).padStart(2, '0');

describe('in a vault that was changed while it was locked', () => {
  test('two records that were swapped are left out and counted', async () => {
    const seen = await seenAfter(({ records }) => ({
      records: { [ids.bob]: records![ids.carol]!, [ids.carol]: records![ids.bob]! },
    }));
    expect(seen).toEqual({ count: 2, ...everythingBut(ids.bob, ids.carol) });
  });

  test('a record that was put back to an earlier state is left out and counted', async () => {
    const seen = await seenAfter(() => ({ records: { [ids.bob]: before.records![ids.bob]! } }));
    expect(seen).toEqual({ count: 1, ...everythingBut(ids.bob) });
  });

  test('a record put back together with the part of the manifest that names it is counted as that part', async () => {
    const seen = await seenAfter(() => ({
      records: { [ids.bob]: before.records![ids.bob]! },
      manifest: { [bucketOf(ids.bob)]: before.manifest![bucketOf(ids.bob)]! },
    }));
    const named = Object.values(ids).filter((id) => bucketOf(id) === bucketOf(ids.bob));
    expect(seen).toEqual({ count: 1, ...everythingBut(...named) });
  });

  test('a record that was deleted is missed and counted', async () => {
    const seen = await seenAfter(() => ({ records: { [ids.carol]: null } }));
    expect(seen).toEqual({ count: 1, ...everythingBut(ids.carol) });
  });

  test('a record that was copied under another id is not read, and counted', async () => {
    const seen = await seenAfter(({ records }) => ({ records: { ['7'.repeat(32)]: records![ids.carol]! } }));
    expect(seen).toEqual({ count: 1, ...everythingBut() });
  });

  test('a record with one bit changed is left out and counted', async () => {
    const seen = await seenAfter(({ records }) => {
      const row = records![ids.dave]!;
      return { records: { [ids.dave]: `${row.slice(0, 200)}${row[200] === '0' ? '1' : '0'}${row.slice(201)}` } };
    });
    // The tag at the end is as it was: the quick look at unlocking passes it, the reading does not.
    expect(seen).toEqual({ count: 1, ...everythingBut(ids.dave) });
  });

  test('a root that was put back alone is refused, or shown as damage, and the newer one opens it again', async () => {
    now = await readRows(desk.page);
    await changeRows(desk.page, { manifest: { root: before.manifest!.root! } });
    const { error } = await unlock(alice, passphrases.Alice);
    // The parts of the manifest that are newer than the root cannot be believed; if my keys hang on one, or one has to be
    // written at once, it stays shut.
    if (error === undefined) {
      expect((await desk.say('status', {})).damaged).toBeGreaterThan(0);
      await desk.say('vault.lock', {});
    } else expect(error).toMatch(/(The vault is|keys in the vault are) damaged/);
    await changeRows(desk.page, differenceOf(await readRows(desk.page), now));
    await openVault();
    expect((await desk.say('status', {})).damaged).toBeUndefined();
    expect(await aliases()).toEqual(['Bobby', 'carol', 'dave']);
    await desk.say('vault.lock', {});
  });
});

describe('a whole vault put back to an earlier moment', () => {
  test('is told where the vault is open, and nothing is lost once the newer one is back', async () => {
    await openVault();
    const list = await alice.open('app.html#contacts');
    await list.waitForSelector('[data-testid="contact-row"]', { visible: true });
    now = await readRows(desk.page);
    await changeRows(desk.page, differenceOf(now, before));
    await list.reload();
    const error = await list.waitForSelector('[data-testid="error"]', { visible: true });
    expect(await error!.evaluate((one) => [one.getAttribute('data-code'), one.textContent])).toEqual([
      'vault-damaged',
      expect.stringContaining('The vault is damaged'),
    ]);
    await expect(desk.say('drafts.save', { ...draft, text: 'over the older one' })).rejects.toThrow('vault-damaged');
    await changeRows(desk.page, differenceOf(before, now));
    await list.reload();
    await list.waitForSelector('[data-testid="contact-row"]', { visible: true });
    await list.close();
    expect(await desk.say('drafts.list', {})).toMatchObject([{ text: draft.text }]);
    await desk.say('vault.lock', {});
  });

  test('opens as that moment where it was locked, with nothing made up', async () => {
    now = await readRows(desk.page);
    await changeRows(desk.page, differenceOf(now, before));
    await openVault();
    expect(await aliases()).toEqual(['Robert', 'carol', 'dave']);
    expect((await desk.say('status', {})).damaged).toBeUndefined();
    await desk.say('vault.lock', {});
    await changeRows(desk.page, differenceOf(await readRows(desk.page), now));
    await openVault();
    expect(await aliases()).toEqual(['Bobby', 'carol', 'dave']);
  });
});
