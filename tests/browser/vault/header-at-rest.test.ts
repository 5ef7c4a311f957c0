// Somebody changes the header of the locked vault in the real IndexedDB: its fields, what the key derivation costs, its
// slots. It is refused in plain words, and the true header opens everything again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../../src/crypto/core.ts';
import { type ParsedHeader, parseHeader, sealHeader } from '../../../src/vault/header.ts';
import { deriveSecret, type KdfParameters } from '../../../src/vault/kdf.ts';
import { deriveVaultKeys } from '../../../src/vault/keys.ts';
import type { Slot, SlotOf } from '../../../src/vault/slot.ts';
import { sealSlot } from '../../../src/vault/slot-keys.ts';
import { loadTestCore } from '../../support/core.ts';
import { bob } from '../../unit/envelope/people.ts';
import { byId, type Profile, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { cardOf, type Desk, openDesk } from './desk.ts';
import { bytesOf, changeRows, readRows, rowOf } from './rows.ts';

let alice: Profile;
let desk: Desk;
let core: Core;
let header: ParsedHeader;
let slot: SlotOf<'password'>;

beforeAll(async () => {
  core = await loadTestCore();
  alice = await launchPerson('Alice');
  desk = await openDesk(alice);
  await desk.say('contacts.add', { card: await cardOf(bob, 'Bob') });
  await desk.say('vault.lock', {});
  header = parseHeader(bytesOf((await readRows(desk.page)).header?.current));
  const [first] = header.slots;
  if (first?.type !== 'password') throw new Error('the vault does not open by a passphrase');
  slot = first;
});
afterAll(() => alice?.close());

const wrong = /passphrase is not right/;
const damaged = /The vault is damaged/;
const unreasonable = /unreasonable amount of computing or memory/;

/** What a person reads who unlocks with this header in place. Then the true one is back. */
const seenWith = async (bytes: Uint8Array, ...tried: string[]): Promise<(string | undefined)[]> => {
  await changeRows(desk.page, { header: { current: rowOf(bytes) } });
  const seen: (string | undefined)[] = [];
  for (const passphrase of tried.length > 0 ? tried : [passphrases.Alice])
    seen.push((await unlock(alice, passphrase)).error);
  await changeRows(desk.page, { header: { current: rowOf(header.bytes) } });
  return seen;
};

/** With the true header nothing is lost. It also ends a row of wrong passphrases, which would make one wait. */
const nothingIsLost = async (): Promise<void> => {
  await desk.say('vault.unlock', { way: { kind: 'passphrase', passphrase: passphrases.Alice } });
  expect(await desk.say('contacts.list', {})).toMatchObject([{ name: 'Bob' }]);
  expect((await desk.say('status', {})).damaged).toBeUndefined();
  await desk.say('vault.lock', {});
};

/** The header with one bit changed in the middle of a part of it. */
const flipped = (part: Uint8Array): Uint8Array => {
  const bytes = header.bytes.slice();
  const at = Buffer.from(bytes).indexOf(part) + (part.length >> 1);
  bytes[at]! ^= 1;
  return bytes;
};
const withParameters = (change: object): Uint8Array => {
  const parameters = { ...slot.parameters, ...change } as KdfParameters;
  return sealHeader(core, { ...header, slots: [{ ...slot, parameters }] }, new Uint8Array(32));
};

describe('a header with one bit changed is refused', () => {
  test.each([
    ['the salt', () => slot.parameters.salt, wrong],
    ['the commitment', () => slot.commitment, wrong],
    ['the wrapped key', () => slot.wrapped, damaged],
    ['the authentication', () => header.bytes.slice(-32), damaged],
  ])('in %s', async (_, part, words) => {
    expect(await seenWith(flipped(part()))).toEqual([expect.stringMatching(words)]);
  });

  test('in the generation of the vault key', async () => {
    const next = sealHeader(core, { ...header, epoch: header.epoch + 1 }, new Uint8Array(32));
    expect(await seenWith(next)).toEqual([expect.stringMatching(wrong)]);
  });

  test('in the format, as something of a newer version', async () => {
    const bytes = header.bytes.slice();
    bytes[0] = 1;
    expect(await seenWith(bytes)).toEqual([expect.stringMatching(/later version of Fieldseal/)]);
    await nothingIsLost();
  });
});

describe('what the key derivation costs', () => {
  test.each([
    ['lowered to 8 KiB of memory', { memoryKiB: 8 }],
    ['lowered to one pass', { iterations: 1 }],
    ['raised to 4 TiB of memory', { memoryKiB: 0xffff_ffff }],
    ['raised a little beyond the ceiling', { memoryKiB: 524_289 }],
    ['raised to passes that never end', { iterations: 0xffff_ffff }],
  ])('%s is refused', async (_, change) => {
    expect(await seenWith(withParameters(change))).toEqual([expect.stringMatching(unreasonable)]);
  });

  test('lowered within the bounds does not open', async () => {
    expect(await seenWith(withParameters({ memoryKiB: 65_536 }))).toEqual([expect.stringMatching(wrong)]);
    await nothingIsLost();
  });
});

describe('a slot made by somebody else', () => {
  const foreignKey = new Uint8Array(32).fill(7);
  const parameters: KdfParameters = {
    ...{ kdf: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 },
    salt: new Uint8Array(16).fill(9),
  };
  const [first, second] = ['the first of two passphrases', 'the second of two passphrases'];
  const slotFor = async (passphrase: string) => {
    const draft = { type: 'password', id: new Uint8Array(16).fill(5), parameters } as const;
    return sealSlot(core, header, draft, await deriveSecret(core, passphrase, parameters), foreignKey);
  };
  const headerOf = (...slots: Slot[]): Uint8Array => {
    const keys = deriveVaultKeys(core, foreignKey, header.vaultId);
    return sealHeader(core, { ...header, slots }, keys.header);
  };

  test('under two passphrases opens under neither, nor under mine', async () => {
    const forged = { ...(await slotFor(second)), commitment: (await slotFor(first)).commitment };
    const seen = await seenWith(headerOf(forged), first, second, passphrases.Alice);
    expect(seen).toEqual([damaged, wrong, wrong].map((words) => expect.stringMatching(words)));
    await nothingIsLost();
  });

  test('for a vault key of theirs opens nothing', async () => {
    const seen = await seenWith(headerOf(await slotFor(first)), first, passphrases.Alice);
    expect(seen).toEqual([damaged, wrong].map((words) => expect.stringMatching(words)));
  });

  test('beside mine keeps the vault shut', async () => {
    const seen = await seenWith(headerOf(slot, await slotFor(first)), first, passphrases.Alice);
    expect(seen).toEqual([damaged, damaged].map((words) => expect.stringMatching(words)));
  });
});

test('a header that is no header is refused, and one that is gone is an alarm', async () => {
  expect(await seenWith(new Uint8Array(70_000))).toEqual([expect.stringMatching(damaged)]);
  await changeRows(desk.page, { header: { current: null } });
  const page = await alice.open('app.html');
  await byId(page, 'missing').wait();
  await page.close();
  await changeRows(desk.page, { header: { current: rowOf(header.bytes) } });
  await nothingIsLost();
});
