// The ways in, backups and the vault's key, for the table of every command.
import { expect } from 'vitest';
import { equals, matches, type Step } from './command-step.ts';
import { passphrases } from './people.ts';

const proof = { kind: 'passphrase', passphrase: passphrases.Alice };
/** As bytes go to the page and come from it. */
const bytes = (length: number) => ({ bytes: Array.from({ length }, (_, n) => n + 1) });
const holdsKind = (kind: string) => (reply: unknown) =>
  expect((reply as { kind: string }[]).filter((slot) => slot.kind === kind)).toHaveLength(1);

/** In an order in which each can be said three times with the same result. */
export const vaultSteps: readonly Step[] = [
  ['vault.ways', ({ keeper }) => keeper('vault.ways'), matches({ passphrase: true, recovery: false })],
  [
    'slots.addPassphrase',
    async ({ keeper, known }) => {
      const slots = (await keeper('slots.addPassphrase', { passphrase: 'a spare one', name: 'spare', proof })) as {
        id: string;
      }[];
      known.spare = slots.at(-1)?.id ?? '';
      return slots;
    },
    (reply) => expect(reply).toHaveLength(2),
  ],
  ['slots.list', ({ keeper }) => keeper('slots.list'), (reply) => expect(reply).toHaveLength(2)],
  [
    'slots.rename',
    ({ keeper, known }) => keeper('slots.rename', { id: known.spare, name: 'the spare' }),
    (reply) => expect(reply).toMatchObject([{ current: true }, { name: 'the spare' }]),
  ],
  [
    'slots.changePassphrase',
    ({ keeper, known }) => keeper('slots.changePassphrase', { id: known.spare, passphrase: 'another', proof }),
    (reply) => expect(reply).toHaveLength(2),
  ],
  [
    'slots.remove',
    ({ keeper, known }) => keeper('slots.remove', { id: known.spare, proof }),
    (reply) => expect(reply).toHaveLength(1),
  ],
  ['slots.addPin', ({ keeper }) => keeper('slots.addPin', { pin: '2468', name: '', proof }), holdsKind('pin')],
  [
    'passkey.prepare',
    async ({ keeper, known }) => {
      const wish = (await keeper('passkey.prepare')) as { prfSalt: unknown };
      known.prfSalt = wish.prfSalt;
      return wish;
    },
    matches({ userId: { bytes: expect.any(Array) }, known: [] }),
  ],
  [
    'slots.addPasskey',
    ({ keeper, known: { prfSalt } }) =>
      keeper('slots.addPasskey', { credentialId: bytes(16), prf: bytes(32), prfSalt, name: '', proof }),
    holdsKind('passkey'),
  ],
  [
    'recovery.make',
    async ({ keeper, known }) => {
      const sheet = (await keeper('recovery.make', { proof })) as { groups: string[]; ask: [number, number] };
      const [first = '', second = ''] = sheet.ask.map((group) => sheet.groups[group - 1]);
      Object.assign(known, { first, second });
      return sheet;
    },
    (reply) => expect((reply as { groups: unknown }).groups).toHaveLength(13),
  ],
  [
    'recovery.confirm',
    ({ keeper, known }) => keeper('recovery.confirm', { typed: [known.first, known.second] }),
    holdsKind('recovery'),
  ],
  ['vault.acceptState', ({ keeper }) => keeper('vault.acceptState'), matches({ state: 'unlocked' })],
  ['backup.status', ({ keeper }) => keeper('backup.status'), matches({ recovery: true, remind: false })],
  ['backup.dismiss', ({ keeper }) => keeper('backup.dismiss'), matches({ recovery: true, remind: false })],
  [
    'export.make',
    async ({ keeper, known }) => {
      const made = (await keeper('export.make', { passphrase: 'of the file', proof })) as { file: unknown };
      known.file = made.file;
      return made;
    },
    matches({ name: expect.stringMatching(/^fieldseal-/), damaged: 0 }),
  ],
  ['import.drop', ({ keeper }) => keeper('import.drop'), equals(null)],
  [
    'import.preview',
    async ({ keeper, known }) => {
      const preview = (await keeper('import.preview', { file: known.file, passphrase: 'of the file' })) as {
        id: string;
      };
      known.preview = preview.id;
      return preview;
    },
    matches({ sameVault: true, ahead: false, collisions: [] }),
  ],
  [
    'import.apply',
    ({ keeper, known }) => keeper('import.apply', { id: known.preview, choices: [], proof }),
    equals({ added: 0, merged: 0 }),
  ],
  [
    'vault.rotate',
    ({ keeper }) => keeper('vault.rotate', { proof, others: [{ kind: 'pin', pin: '2468' }] }),
    matches({ running: false }),
  ],
  ['vault.rotation', ({ keeper }) => keeper('vault.rotation'), matches({ running: false })],
  ['vault.rotateStop', ({ keeper }) => keeper('vault.rotateStop'), matches({ running: false })],
  // Nothing is lost.
  ['vault.rebuild', ({ keeper }) => keeper('vault.rebuild'), matches({ kept: 0, lost: 0 })],
  ['stretch.stop', ({ keeper }) => keeper('stretch.stop'), equals(null)],
  ['stretch.warm', ({ keeper }) => keeper('stretch.warm'), equals(null)],
  [
    'activity.list',
    ({ keeper }) => keeper('activity.list'),
    (reply) => {
      expect(reply).toMatchObject({ chain: { state: 'whole' } });
      const kinds = (reply as { events: { kind: string }[] }).events.map(({ kind }) => kind);
      for (const kind of ['slot-added', 'slot-removed', 'passphrase-changed', 'exported', 'vault-key-changed'])
        expect(kinds).toContain(kind);
      // Said twice, done once.
      expect(kinds.filter((kind) => kind === 'vault-key-changed')).toHaveLength(1);
    },
  ],
];
