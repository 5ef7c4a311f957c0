import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Vault } from '../../../src/vault/vault.ts';
import { byPassphrase, codeOf, makePerson, passphraseOf, type Stand } from './stand.ts';

const origin = 'https://forum.example';
/** HPKE extracts under an empty salt, which is no key. */
const isZero = (key: Uint8Array): boolean => key.length > 0 && key.every((byte) => byte === 0);

let bob: Stand;
let bobsId = '';
let carolsId = '';
/** From Alice to Bob; with a passphrase; from Bob to himself; by Dave, whom Bob does not know; a file from Alice to Bob. */
const texts = { theirs: '', passphrase: '', own: '', stranger: '' };
let file = new Uint8Array(0);

beforeAll(async () => {
  const [alice, reader, carol] = [await makePerson('Alice'), await makePerson('Bob'), await makePerson('Carol')];
  bob = reader;
  const { id } = await alice.say('contacts.add', { card: reader.card });
  bobsId = (await bob.say('contacts.add', { card: alice.card })).id;
  // A card that fits nothing comes between.
  carolsId = (await bob.say('contacts.add', { card: carol.card })).id;
  texts.theirs = (await alice.say('text.seal', { text: 'meet at noon', to: [id], origin })).token;
  texts.passphrase = (await alice.say('text.seal', { text: 'x', to: [], origin, passphrase: 'open sesame' })).token;
  texts.own = (await bob.say('text.seal', { text: 'note', to: [bobsId], origin })).token;
  const dave = await makePerson('Dave');
  const known = await dave.say('contacts.add', { card: reader.card });
  texts.stranger = (await dave.say('text.seal', { text: 'hello', to: [known.id], origin, introductions: 1 })).token;
  const { job } = await alice.say('file.seal', { name: 'plan.pdf', mediaType: '', to: [id] });
  const { data, head } = await alice.say('file.step', { job, turn: 0, data: new Uint8Array(10), last: true });
  file = new Uint8Array([...(head ?? []), ...data]);
});

afterEach(() => vi.restoreAllMocks());

/** Closes the session at once, as the deadline does at the next look at it. */
const lock = ({ keeper }: Stand): void => {
  try {
    Object.defineProperty(keeper.session().deadline, 'isPast', { value: () => true });
    keeper.session();
  } catch {
    // That is what it says now.
  }
};

/** Everything that the commands wait for; `at` counts the moments before and after each. */
const lockAtMoment = (stand: Stand, at: number): { readonly moments: () => number } => {
  let moments = 0;
  const moment = (): void => {
    if (moments++ === at) lock(stand);
  };
  const watch = (owner: object, name: string): void => {
    const original = Reflect.get(owner, name) as (...args: unknown[]) => Promise<unknown>;
    vi.spyOn(owner as Record<string, () => unknown>, name).mockImplementation(async function (
      this: unknown,
      ...args: unknown[]
    ) {
      moment();
      const result = await original.apply(this, args);
      moment();
      return result;
    } as never);
  };
  for (const name of ['importKey', 'deriveBits', 'sign', 'exportKey']) watch(crypto.subtle, name);
  for (const name of ['get', 'list']) watch(Vault.prototype, name);
  return { moments: () => moments };
};

/** The keys that the core was asked to work with. */
const watchKeys = ({ keeper: { core } }: Stand): (() => boolean) => {
  let zeros = false;
  for (const name of ['hmacSha256', 'hkdfSha256', 'aesGcmSeal', 'aesGcmOpen', 'aesKwWrap', 'aesKwUnwrap'] as const) {
    const original = core[name].bind(core) as (key: Uint8Array, ...rest: unknown[]) => Uint8Array;
    const watched = (key: Uint8Array, ...rest: unknown[]): Uint8Array => {
      zeros ||= isZero(key);
      return original(key, ...rest);
    };
    Object.assign(core, { [name]: watched });
  }
  return () => zeros;
};

/** What comes of a command where the vault is locked at each moment of it in turn. */
const outcomes = async (say: (stand: Stand) => Promise<unknown>): Promise<readonly string[]> => {
  const found: string[] = [];
  const hadZeros = watchKeys(bob);
  for (let at = 0; ; at++) {
    await bob.say('vault.lock', {});
    await bob.say('vault.unlock', { way: byPassphrase(passphraseOf('Bob')) });
    const { moments } = lockAtMoment(bob, at);
    const code = await codeOf(say(bob));
    const reached = moments() > at;
    vi.restoreAllMocks();
    if (!reached) {
      expect(code).toBe('no error');
      expect(hadZeros()).toBe(false);
      expect(at).toBeGreaterThan(1);
      return found;
    }
    found.push(code);
  }
};

describe('a lock at any moment of', () => {
  it.each([
    ['opening a text of a contact', (stand: Stand) => stand.say('text.open', { token: texts.theirs })],
    ['opening one by a stranger', (stand: Stand) => stand.say('text.open', { token: texts.stranger })],
    ['opening one of my own', (stand: Stand) => stand.say('text.open', { token: texts.own })],
    [
      'opening one with a passphrase',
      (stand: Stand) => stand.say('text.openWithPassphrase', { token: texts.passphrase, passphrase: 'open sesame' }),
    ],
    ['taking one up to edit it', (stand: Stand) => stand.say('text.edit', { token: texts.own })],
    ['looking at some', (stand: Stand) => stand.say('text.inspect', { tokens: Object.values(texts) })],
    ['asking who takes part', (stand: Stand) => stand.say('text.participants', { tokens: Object.values(texts) })],
    ['sealing one', (stand: Stand) => stand.say('text.seal', { text: 'x', to: [bobsId], origin })],
    [
      'sealing one that introduces me',
      (stand: Stand) => stand.say('text.seal', { text: 'x', to: [carolsId], origin, introductions: 1 }),
    ],
    ['opening a file', (stand: Stand) => stand.say('file.open', { start: file, size: file.length })],
    ['sealing a file', (stand: Stand) => stand.say('file.seal', { name: 'a', mediaType: '', to: [bobsId] })],
  ])('%s gives that it is locked, and no work with keys of zeros', async (_what, say) => {
    expect([...new Set(await outcomes(say))]).toEqual(['locked']);
  });
});
