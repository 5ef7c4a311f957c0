// The whole database of a locked vault is put back to an earlier moment. Everything in it fits; the witness in the
// extension's own storage has seen more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { type Desk, openDesk } from './desk.ts';
import { changeRows, differenceOf, type Rows, readRows } from './rows.ts';

let alice: Profile;
let desk: Desk;
let early: Rows;

beforeAll(async () => {
  alice = await launchPerson('Alice');
  desk = await openDesk(alice);
  early = await readRows(desk.page);
  await desk.say('identity.rename', { name: 'Alice B.' });
  await desk.say('vault.lock', {});
});
afterAll(() => alice?.close());

const unlock = () => desk.say('vault.unlock', { way: { kind: 'passphrase', passphrase: passphrases.Alice } });

test('an older copy of the vault is an alarm, also for the next keeper, until the person goes on with it', async () => {
  expect(await unlock()).not.toHaveProperty('rolledBack');
  await desk.say('vault.lock', {});
  await changeRows(desk.page, differenceOf(await readRows(desk.page), early));
  for (let i = 0; i < 2; i++) {
    expect(await unlock()).toMatchObject({ name: 'Alice', rolledBack: true });
    await desk.say('vault.lock', {});
  }
  await unlock();
  expect(await desk.say('vault.acceptState', {})).not.toHaveProperty('rolledBack');
  await desk.say('vault.lock', {});
  expect(await unlock()).not.toHaveProperty('rolledBack');
  const kinds = (await desk.say('activity.list', {})).events.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'vault-rolled-back')).toHaveLength(3);
});
