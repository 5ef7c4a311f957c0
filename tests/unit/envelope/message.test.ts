import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor, parseArmor } from '../../../src/bytes/armor.ts';
import { concat, equal } from '../../../src/bytes/bytes.ts';
import { importX25519PrivateKey } from '../../../src/crypto/x25519.ts';
import { CONTENT_LENGTHS } from '../../../src/envelope/format2.ts';
import { derivePairHintKey, deriveSelfHintKey } from '../../../src/envelope/hints.ts';
import { inspectMessage } from '../../../src/envelope/inspect.ts';
import { openMessage, parseMessage } from '../../../src/envelope/open.ts';
import { SLOT_CONTACT, SLOT_INTRODUCTION, SLOT_PASSPHRASE, SLOT_SELF } from '../../../src/envelope/parts.ts';
import { findReaders } from '../../../src/envelope/readers.ts';
import { type SealOptions, sealMessage } from '../../../src/envelope/seal.ts';
import { alice, bob, CHEAP_KDF, CORES, carol, codeOf, makePerson, mallory } from './people.ts';

const TIME = Date.UTC(2026, 10, 21, 12, 30);
const basics = { text: 'Meet at five.', time: TIME, origin: 'https://forum.example', sender: alice, recipients: [] };
const content = { text: basics.text, time: TIME, origin: basics.origin };
const fromAlice = { ...content, from: { kind: 'contact', fingerprint: alice.fingerprint } };
const bobKeys = { selfKey: bob.selfKey, me: bob, contacts: [mallory.contact, alice.contact] };

describe.each(CORES)('a sealed message, by %s', (_, core) => {
  const seal = (options: Partial<SealOptions>): Promise<string> => sealMessage(core, { ...basics, ...options });

  it('is opened by its writer', async () => {
    const token = await seal({ selfKey: alice.selfKey });
    expect(await openMessage(core, token, { selfKey: alice.selfKey })).toEqual({ ...content, from: { kind: 'self' } });
  });

  it('is opened by each recipient, who learns who wrote it', async () => {
    const token = await seal({ selfKey: alice.selfKey, recipients: [carol.contact, bob.contact] });
    expect(await openMessage(core, token, bobKeys)).toEqual(fromAlice);
    const carolKeys = { me: carol, contacts: [alice.contact] };
    expect(await openMessage(core, token, carolKeys)).toEqual(fromAlice);
  });

  it('is opened with a key that WebCrypto holds, and with hint keys derived before', async () => {
    const token = await seal({ recipients: [bob.contact] });
    const privateKey = await importX25519PrivateKey(bob.x25519.privateKey);
    const me = { fingerprint: bob.fingerprint, x25519: { publicKey: bob.x25519.publicKey, privateKey } };
    const pair = { own: privateKey, peer: alice.x25519.publicKey };
    const hintKey = await derivePairHintKey(core, { ...pair, writer: alice.fingerprint, reader: bob.fingerprint });
    expect(await openMessage(core, token, { me, contacts: [{ ...alice.contact, hintKey }] })).toEqual(fromAlice);
  });

  it('is opened by the passphrase, however it is composed, and then proves nobody', async () => {
    const token = await seal({ passphrase: { text: 'Ångström ﬁve', kdf: CHEAP_KDF } });
    const opened = await openMessage(core, token, { ...bobKeys, passphrase: 'A\u030angstro\u0308m five' });
    expect(opened).toEqual({ ...content, from: { kind: 'passphrase' } });
  });

  it('says which key is missing', async () => {
    const [toBob, shared, both] = await Promise.all([
      seal({ recipients: [bob.contact] }),
      seal({ passphrase: { text: 'secret', kdf: CHEAP_KDF } }),
      seal({ recipients: [bob.contact], passphrase: { text: 'secret', kdf: CHEAP_KDF } }),
    ]);
    const carolKeys = { selfKey: carol.selfKey, me: carol, contacts: [alice.contact, bob.contact] };
    expect(await codeOf(() => openMessage(core, toBob, carolKeys))).toBe('not-for-me');
    expect(await codeOf(() => openMessage(core, toBob, {}))).toBe('not-for-me');
    expect(await codeOf(() => openMessage(core, toBob, { ...bobKeys, contacts: [carol.contact] }))).toBe('not-for-me');
    expect(await codeOf(() => openMessage(core, toBob, { ...carolKeys, passphrase: 'x' }))).toBe('not-for-me');
    expect(await codeOf(() => openMessage(core, shared, carolKeys))).toBe('passphrase-needed');
    expect(await codeOf(() => openMessage(core, shared, { passphrase: 'Secret' }))).toBe('text-passphrase-wrong');
    expect(await codeOf(() => openMessage(core, shared, { passphrase: '' }))).toBe('passphrase-empty');
    expect(await openMessage(core, both, bobKeys)).toEqual(fromAlice);
  });

  it('is never the same twice', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => seal({ selfKey: alice.selfKey, recipients: [bob.contact] })));
    const [a, b] = [parseMessage(one!), parseMessage(two!)];
    for (const part of ['binding', 'sealed'] as const) {
      expect(equal(a[part], b[part])).toBe(false);
    }
    const hints = [a, b].flatMap(({ slots }) => slots.map((slot) => slot.content.slice(0, 4).join()));
    expect(new Set(hints).size).toBe(4);
  });

  it('has one length for all short texts, and few lengths for the others', async () => {
    const lengthOf = async (text: string): Promise<number> => (await seal({ text, recipients: [bob.contact] })).length;
    const short = await Promise.all(['', 'no', 'yes', 'Meet at five.', 'x'.repeat(60)].map(lengthOf));
    expect(new Set(short).size).toBe(1);
    const long = await Promise.all(Array.from({ length: 33 }, (_, i) => lengthOf('x'.repeat(900 + i))));
    expect(new Set(long).size).toBeLessThanOrEqual(3);
  });

  it('refuses to be sealed for nobody, or for more than there are slots', async () => {
    expect(await codeOf(() => seal({}))).toBe('no-recipients');
    const many = Array.from({ length: 255 }, () => bob.contact);
    expect(await codeOf(() => seal({ selfKey: alice.selfKey, recipients: many }))).toBe('too-many-recipients');
    expect(await codeOf(() => seal({ passphrase: { text: '' } }))).toBe('passphrase-empty');
    expect(await codeOf(() => seal({ selfKey: alice.selfKey, text: 'x'.repeat(10 * 2 ** 20) }))).toBe('too-large');
  });

  it('refuses to be sealed for a key that cannot keep a secret', async () => {
    const broken = { fingerprint: new Uint8Array(32).fill(1), x25519: new Uint8Array(32) };
    expect(await codeOf(() => seal({ recipients: [broken] }))).toBe('key-agreement-failed');
  });

  it('is opened although another contact has a broken key', async () => {
    const broken = { fingerprint: new Uint8Array(32).fill(1), x25519: new Uint8Array(32) };
    const token = await seal({ recipients: [bob.contact] });
    expect(await openMessage(core, token, { me: bob, contacts: [broken, alice.contact] })).toEqual(fromAlice);
  });

  it('leaves no key or text in the buffers it was sealed through', async () => {
    const drawn: Uint8Array[] = [];
    const given: Uint8Array[] = [];
    const random = (length: number): Uint8Array<ArrayBuffer> => {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      drawn.push(bytes);
      return bytes;
    };
    const watched = {
      ...core,
      aesGcmSeal: (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) => {
        given.push(key, plaintext);
        return core.aesGcmSeal(key, nonce, aad, plaintext);
      },
      aesKwWrap: (kek: Uint8Array, key: Uint8Array) => {
        given.push(kek, key);
        return core.aesKwWrap(kek, key);
      },
    };
    await sealMessage(watched, { ...basics, selfKey: alice.selfKey, recipients: [bob.contact] }, random);
    expect(given).toHaveLength(6);
    for (const bytes of given) expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(drawn).toHaveLength(2);
    for (const bytes of drawn) expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(alice.selfKey.some((byte) => byte !== 0)).toBe(true);
  });

  it('gives a look at its hints to those it is for, and to nobody else', async () => {
    const token = await seal({ selfKey: alice.selfKey, recipients: [bob.contact] });
    const incoming = async (reader: typeof bob, writer: typeof bob) => ({
      fingerprint: writer.fingerprint,
      hintKey: await derivePairHintKey(core, {
        own: reader.x25519.privateKey,
        peer: writer.x25519.publicKey,
        writer: writer.fingerprint,
        reader: reader.fingerprint,
      }),
    });
    const own = { self: deriveSelfHintKey(core, alice.selfKey) };
    const bobs = {
      self: deriveSelfHintKey(core, bob.selfKey),
      pairs: await Promise.all([carol, alice].map((writer) => incoming(bob, writer))),
    };
    const carols = { pairs: await Promise.all([alice, bob].map((writer) => incoming(carol, writer))) };
    const reversed = { pairs: [await incoming(alice, bob)] };
    expect(inspectMessage(core, token, own)).toEqual({ kind: 'self' });
    expect(inspectMessage(core, token, bobs)).toEqual({ kind: 'contact', fingerprint: alice.fingerprint });
    for (const keys of [carols, reversed, {}]) expect(inspectMessage(core, token, keys)).toEqual({ kind: 'other' });
    const shared = await seal({ passphrase: { text: 'secret', kdf: CHEAP_KDF } });
    expect(inspectMessage(core, shared, bobs)).toEqual({ kind: 'passphrase' });
  });

  it('is not mistaken for a card, nor for a later version', async () => {
    const { payload } = parseArmor(await seal({ selfKey: alice.selfKey }));
    const open = (token: string): Promise<unknown> => codeOf(() => openMessage(core, token, alice));
    expect(await open(armor('card', payload))).toBe('not-sealed-text');
    for (const first of [2, 0x20, 0x22, 0x31]) {
      expect(await open(armor('message', payload.with(0, first)))).toBe('newer-version');
    }
    for (const first of [0, 1]) expect(await open(armor('message', payload.with(0, first)))).toBe('damaged');
  });
});

describe('a sealed message', () => {
  const core = CORES[0]![1];

  it('gives back any text, time and origin', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 });
    const site = fc.oneof(fc.webUrl(), fc.string({ minLength: 100, maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(text, fc.nat(2 ** 40 - 1), site, async (words, seconds, origin) => {
        const time = seconds * 1000;
        const token = await sealMessage(core, { text: words, time, origin, sender: alice, recipients: [bob.contact] });
        expect(token).toMatch(/^FSEAL2m[0-9A-Za-z]+$/);
        expect(await openMessage(core, token, bobKeys)).toEqual({ ...fromAlice, text: words, time, origin });
      }),
      { numRuns: 50 },
    );
  });

  it('is readable for 254 people besides its writer', async () => {
    const last = await makePerson('last');
    const recipients = [...Array.from({ length: 253 }, () => carol.contact), last.contact];
    const token = await sealMessage(core, { ...basics, selfKey: alice.selfKey, recipients });
    expect(await openMessage(core, token, { me: last, contacts: [alice.contact] })).toEqual(fromAlice);
  });

  it('is opened by the same passphrase stretched with Argon2id', async () => {
    const kdf = { kdf: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 } as const;
    const token = await sealMessage(core, { ...basics, passphrase: { text: 'secret', kdf } });
    expect(await openMessage(core, token, { passphrase: 'secret' })).toEqual({
      ...content,
      from: { kind: 'passphrase' },
    });
    expect(await codeOf(() => openMessage(core, token, { passphrase: 'sécret' }))).toBe('text-passphrase-wrong');
  });

  it('holds nine megabytes', async () => {
    const text = 'x'.repeat(9 * 2 ** 20);
    const token = await sealMessage(core, { ...basics, text, selfKey: alice.selfKey });
    expect((await openMessage(core, token, alice)).text).toBe(text);
  });

  it('passes over slots of known types that it cannot open, and says so of unknown ones', async () => {
    const { payload } = parseArmor(await sealMessage(core, { ...basics, recipients: [bob.contact] }));
    const withSlot = (type: number, length: number): string =>
      armor(
        'message',
        concat(payload.subarray(0, 33), Uint8Array.of(2, type), new Uint8Array(length), payload.subarray(34)),
      );
    for (const [type, length] of [...CONTENT_LENGTHS].filter(([known]) => known !== SLOT_PASSPHRASE)) {
      const grown = withSlot(type, length);
      expect(parseMessage(grown).slots.map((slot) => slot.type)).toEqual([type, SLOT_CONTACT]);
      const nobody = [SLOT_SELF, SLOT_INTRODUCTION].includes(type);
      expect(findReaders(core, grown, []).others).toBe(nobody ? 1 : 2);
      // The readers are another set now.
      expect(await codeOf(() => openMessage(core, grown, bobKeys))).toBe('slot-tampered');
    }
    for (const type of [0, 10, 255]) {
      expect(await codeOf(() => openMessage(core, withSlot(type, 44), bobKeys))).toBe('newer-version');
    }
  });
});
