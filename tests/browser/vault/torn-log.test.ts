// Chromium writes IndexedDB to a log. A crash, a power cut or a full disk can tear its last entry. Chromium passes over
// the torn end when it starts, and goes on writing behind it; when it starts once more it finds the tear in the middle,
// calls everything corrupt, and deletes it. The vault must be there at every start all the same.
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createVault, launchProfile, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';
import { type Desk, openDesk } from './desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'fieldseal-torn-'));
let profile: Profile | undefined;
afterAll(async () => {
  await profile?.browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const inOneStart = async (work: (desk: Desk) => Promise<void>): Promise<void> => {
  profile = await launchProfile({ folder });
  const desk = await openDesk(profile);
  await desk.say('vault.unlock', { way: { kind: 'passphrase', passphrase: passphrases.Alice } });
  await work(desk);
  await profile.browser.close();
};

/** The end of a record of LevelDB's log that was cut off: checksum 4, length 2, type 1, and less than that length. */
const tearLog = (): void => {
  const databases = join(folder, 'Default', 'IndexedDB');
  const [own] = readdirSync(databases).filter((name) => name.endsWith('.indexeddb.leveldb'));
  const logs = readdirSync(join(databases, own ?? '')).filter((name) => name.endsWith('.log'));
  const torn = Buffer.alloc(107, 0x55);
  torn.writeUInt16LE(2000, 4);
  torn[6] = 1;
  appendFileSync(join(databases, own!, logs.sort().at(-1)!), torn);
};

const save = (desk: Desk, key: string) => desk.say('drafts.save', { key, origin: '', text: key.repeat(2000), to: [] });
const kept = async (desk: Desk): Promise<string[]> => (await desk.say('drafts.list', {})).map(({ key }) => key).sort();

test('a torn log costs nothing, neither at the next start nor at those after it', async () => {
  profile = await launchProfile({ folder });
  await createVault(profile, { name: 'Alice', passphrase: passphrases.Alice });
  await save(await openDesk(profile), 'one');
  await profile.browser.close();
  tearLog();
  await inOneStart(async (desk) => {
    expect(await kept(desk)).toEqual(['one']);
    await save(desk, 'two');
  });
  tearLog();
  await inOneStart((desk) => save(desk, 'three').then(() => undefined));
  await inOneStart(async (desk) => {
    expect(await kept(desk)).toEqual(['one', 'three', 'two']);
    expect((await desk.say('status', {})).damaged).toBeUndefined();
  });
});
