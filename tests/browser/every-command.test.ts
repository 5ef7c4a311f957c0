// Every command that a page of ours can say, said to a background that was killed before it, while it is under way, and
// after it. What only frames, pages and the keeper say is killed in service-worker.test.ts, by what a person does there.
import type { CDPSession, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backgroundCommands } from '../../src/bridge/background-commands.ts';
import { keeperCommands } from '../../src/bridge/keeper-commands.ts';
import { makeCard } from '../../src/envelope/card.ts';
import { alice, bob, carol, type Person } from '../unit/envelope/people.ts';
import { type Desk, equals, matches, type Say, type Step } from './command-step.ts';
import { createVault, launchProfile, lock, type Profile, unlock } from './driver.ts';
import { passphrases } from './people.ts';
import { openBarePage } from './vault/desk.ts';
import { vaultSteps } from './vault-steps.ts';

const draft = { key: 'https://forum.example field', origin: 'https://forum.example', text: 'half a thought', to: [] };
const sign = { phrase: 'amber otter kite', colour: 'violet', shape: 'star' };
const open = matches({ state: 'unlocked' });

/** In an order in which each can be said three times with the same result. */
const keeperSteps: readonly Step[] = [
  [
    'vault.unlock',
    ({ keeper }) => keeper('vault.unlock', { way: { kind: 'passphrase', passphrase: passphrases.Alice } }),
    open,
  ],
  ['status', ({ keeper }) => keeper('status'), open],
  ['vault.touch', ({ keeper }) => keeper('vault.touch'), equals(null)],
  ['identity.card', ({ keeper }) => keeper('identity.card'), matches({ name: 'Alice' })],
  ['identity.rename', ({ keeper }) => keeper('identity.rename', { name: 'Alice B.' }), matches({ name: 'Alice B.' })],
  [
    'contacts.inspect',
    ({ keeper, known }) => keeper('contacts.inspect', { card: known.bob }),
    (reply) => expect(reply).toHaveProperty('kind'),
  ],
  [
    'contacts.add',
    async ({ keeper, known }) => {
      const contact = (await keeper('contacts.add', { card: known.bob })) as Record<string, string>;
      Object.assign(known, { id: contact.id, fingerprint: contact.fingerprint });
      return contact;
    },
    matches({ name: 'Bob', verified: false }),
  ],
  ['contacts.list', ({ keeper }) => keeper('contacts.list'), (reply) => expect(reply).toHaveLength(1)],
  [
    'contacts.verify',
    ({ keeper, known }) => keeper('contacts.verify', { id: known.id, fingerprint: known.fingerprint }),
    matches({ verified: true }),
  ],
  [
    'contacts.unverify',
    ({ keeper, known }) => keeper('contacts.unverify', { id: known.id }),
    matches({ verified: false }),
  ],
  [
    'contacts.rename',
    ({ keeper, known }) => keeper('contacts.rename', { id: known.id, alias: 'Bobby' }),
    matches({ alias: 'Bobby' }),
  ],
  [
    'text.seal',
    async ({ keeper, known }) => {
      const sealed = (await keeper('text.seal', {
        text: 'hello',
        to: [known.id],
        origin: '',
        passphrase: 'eight small boats',
      })) as { token: string };
      known.token = sealed.token;
      return sealed;
    },
    (reply) => expect(reply).toMatchObject({ token: expect.stringMatching(/^FSEAL2m/) }),
  ],
  ['text.open', ({ keeper, known }) => keeper('text.open', { token: known.token }), matches({ text: 'hello' })],
  [
    'text.openWithPassphrase',
    ({ keeper, known }) => keeper('text.openWithPassphrase', { token: known.token, passphrase: 'eight small boats' }),
    matches({ text: 'hello' }),
  ],
  ['drafts.save', ({ keeper }) => keeper('drafts.save', draft), equals(null)],
  ['drafts.find', ({ keeper }) => keeper('drafts.find', { key: draft.key }), matches({ text: draft.text })],
  ['drafts.last', ({ keeper }) => keeper('drafts.last', { key: draft.key }), equals(null)],
  ['drafts.putAside', ({ keeper }) => keeper('drafts.putAside', { key: draft.key }), equals(null)],
  ['drafts.list', ({ keeper }) => keeper('drafts.list'), (reply) => expect(reply).toHaveLength(1)],
  ['drafts.remove', ({ keeper }) => keeper('drafts.remove', { key: draft.key }), equals(null)],
  [
    'preferences.set',
    ({ keeper }) => keeper('preferences.set', { autoLockMinutes: 30 }),
    matches({ autoLockMinutes: 30 }),
  ],
  ['preferences.get', ({ keeper }) => keeper('preferences.get'), matches({ autoLockMinutes: 30 })],
  ['sign.set', ({ keeper }) => keeper('sign.set', sign), equals(sign)],
  ['sign.get', ({ keeper }) => keeper('sign.get'), equals(sign)],
  [
    'contacts.replace',
    ({ keeper, known }) => keeper('contacts.replace', { id: known.id, card: known.laterBob }),
    matches({ verified: false }),
  ],
  [
    'contacts.addAs',
    ({ keeper, known }) => keeper('contacts.addAs', { card: known.otherBob, alias: 'Bob of old' }),
    matches({ alias: 'Bob of old' }),
  ],
  ['contacts.remove', ({ keeper, known }) => keeper('contacts.remove', { id: known.id }), equals(null)],
  [
    'contacts.restore',
    ({ keeper, known }) => keeper('contacts.restore', { id: known.id }),
    matches({ alias: 'Bobby' }),
  ],
  ...vaultSteps,
  ['vault.lock', ({ keeper }) => keeper('vault.lock'), matches({ state: 'locked' })],
];
/** Killed around in files.test.ts, where a file goes through. */
const files = ['file.seal', 'file.open', 'file.step', 'file.stop'];
/** Said for a field of a page, by its composer and the side panel: in field-modes.test.ts. */
const forFields = ['text.edit', 'text.participants'];
/** Said by the background alone, or once in a vault's life. */
const keeperElsewhere = [
  'drafts.inserted',
  'vault.create',
  'vault.createAnew',
  'vault.startOver',
  'vault.lockIfDue',
  'text.inspect',
  ...files,
  ...forFields,
];

const backgroundSteps: readonly Step[] = [
  ['keeper.ensure', ({ background }) => background('keeper.ensure'), equals(null)],
  // Allowed in this build already: no prompt.
  [
    'site.ask',
    ({ background }) => background('site.ask', { origin: 'http://forum.example' }),
    equals({ granted: true }),
  ],
  ['site.list', ({ background }) => background('site.list'), (reply) => expect(Array.isArray(reply)).toBe(true)],
  ['site.current', ({ background }) => background('site.current'), (reply) => expect(reply).toBeTypeOf('object')],
  ['site.forget', ({ background }) => background('site.forget', { origin: 'https://forum.example' }), equals(null)],
  ['strict.get', ({ background }) => background('strict.get'), equals({ all: false, sites: [] })],
  [
    'strict.set',
    ({ background }) => background('strict.set', { origin: 'https://forum.example', on: true }),
    equals({ all: false, sites: ['https://forum.example'] }),
  ],
  ['tab.compose', ({ background }) => background('tab.compose'), (reply) => expect(reply).toHaveProperty('started')],
  ['tab.reload', ({ background }) => background('tab.reload'), equals(null)],
  ['popup.typing', ({ background }) => background('popup.typing', { begun: false }), equals(null)],
  ['unlock.former', ({ background }) => background('unlock.former'), equals({ tabId: null })],
  ['panel.left', ({ background }) => background('panel.left'), equals(null)],
  [
    'panel.keys',
    ({ background }) => background('panel.keys', { has: false, at: 1, tab: { id: 0, windowId: 0 } }),
    equals(null),
  ],
  ['panel.seen', ({ background }) => background('panel.seen'), equals(null)],
  ['panel.taken', ({ background }) => background('panel.taken'), equals({ from: null })],
  [
    'panel.ask',
    ({ background }) => background('panel.ask', { origin: 'http://forum.example', tab: { id: 0, windowId: 0 } }),
    equals({ granted: true }),
  ],
  ['panel.intent', ({ background }) => background('panel.intent'), equals(null)],
  ['panel.field', ({ background }) => background('panel.field'), equals(null)],
  [
    'panel.insert',
    ({ background }) => background('panel.insert', { requestId: '0'.repeat(32), token: 'FSEAL1mAAAA' }),
    (reply) => expect(reply).toHaveProperty('kind'),
  ],
];

/** Three people of one name. */
const cardOf = async ({ ed25519, x25519 }: Person): Promise<string> => {
  const created = Date.now();
  const expires = created + 1000 * 86_400_000;
  return (await makeCard({ name: 'Bob', created, expires, ed25519, x25519: x25519.publicKey })).text;
};

/** Makes the page able to speak, with the one repetition that the clients have. */
declare const chrome: typeof import('wxt/browser').browser;
const teach = (page: Page) =>
  page.evaluate(() => {
    const unwrap = ({ ok, value, error }: { ok: boolean; value?: unknown; error?: { code: string } }) => {
      if (!ok) throw new Error(error?.code);
      return value ?? null;
    };
    const send = async (command: string, input: unknown) => {
      const reply = await chrome.runtime.sendMessage({ to: 'background', command, input });
      if (reply === undefined) throw new TypeError('no answer');
      return reply;
    };
    const background = async (command: string, input: unknown) =>
      unwrap(await send(command, input).catch(() => send(command, input)));
    /** Puppeteer carries no bytes. */
    const convert = (value: unknown, change: (value: object) => unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      const changed = change(value);
      if (changed !== value) return changed;
      if (Array.isArray(value)) return value.map((each) => convert(each, change));
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, convert(each, change)]));
    };
    const withBytes = (input: unknown) =>
      convert(input, (value) => ('bytes' in value ? Uint8Array.from(value.bytes as number[]) : value));
    const withoutBytes = (reply: unknown) =>
      convert(reply, (value) => (value instanceof Uint8Array ? { bytes: [...value] } : value));
    const onLine = async (command: string, input: unknown) => {
      await background('keeper.ensure', {});
      const port = chrome.runtime.connect({ name: 'keeper' });
      const reply = new Promise((resolve, reject) => {
        port.onMessage.addListener(({ reply: given }: { reply: unknown }) => resolve(given));
        port.onDisconnect.addListener(() => reject(new Error('keeper-gone')));
      });
      // Always the same id: as a client says it again whose answer was lost.
      port.postMessage({ id: command, command, input: withBytes(input) });
      return withoutBytes(await reply) as { ok: boolean };
    };
    const keeper = async (command: string, input: unknown) =>
      unwrap(await onLine(command, input).catch(() => onLine(command, input)));
    Object.assign(globalThis, { said: { keeper, background } });
  });

describe('every command, with the service worker killed before, during and after it', () => {
  let profile: Profile;
  let session: CDPSession;
  let desk: Desk;
  const kill = () => session.send('ServiceWorker.stopAllWorkers');

  beforeAll(async () => {
    profile = await launchProfile();
    await createVault(profile, { name: 'Alice', passphrase: passphrases.Alice });
    const page = await openBarePage(profile);
    await teach(page);
    const say =
      (to: 'keeper' | 'background'): Say =>
      (command, input = {}) =>
        page.evaluate(
          (line, said, what) => (globalThis as never as { said: Record<string, Say> }).said[line]!(said, what),
          ...([to, command, input] as const),
        );
    desk = {
      ...{ keeper: say('keeper'), background: say('background') },
      known: { bob: await cardOf(alice), laterBob: await cardOf(bob), otherBob: await cardOf(carol) },
    };
    session = await (await profile.open('app.html#settings')).createCDPSession();
    await session.send('ServiceWorker.enable');
  });
  afterAll(() => profile?.close());

  it('leaves no command out', () => {
    const names = (steps: readonly Step[]) => steps.map(([command]) => command);
    expect([...names(keeperSteps), ...keeperElsewhere].sort()).toEqual(Object.keys(keeperCommands).sort());
    const ours = Object.entries(backgroundCommands).filter(([, { from }]) =>
      (from as readonly string[]).includes('ui'),
    );
    expect(names(backgroundSteps).sort()).toEqual(ours.map(([command]) => command).sort());
  });

  it.each([...keeperSteps, ...backgroundSteps])('%s', async (_, say, holds) => {
    await kill();
    holds(await say(desk));
    const [reply] = await Promise.all([say(desk), kill()]);
    holds(reply);
    await kill();
    // The next one finds everything in place.
    expect(await desk.keeper('status')).toHaveProperty('state');
  });

  it('vault.create', async () => {
    const fresh = await launchProfile();
    try {
      const killer = await (await fresh.open('app.html')).createCDPSession();
      await killer.send('ServiceWorker.enable');
      const creating = createVault(fresh, { name: 'Carol', passphrase: passphrases.Carol });
      for (let i = 0; i < 5; i++) await killer.send('ServiceWorker.stopAllWorkers');
      await creating;
      await lock(fresh);
      expect(await unlock(fresh, passphrases.Carol)).toEqual({});
    } finally {
      await fresh.close();
    }
  });
});
