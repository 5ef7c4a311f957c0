// Of format 1, which opens for ever.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor, parseArmor } from '../../src/bytes/armor.ts';
import { openMessage } from '../../src/envelope/open.ts';
import { sealMessage1 as sealMessage } from '../support/format1.ts';
import { alice, bob, CHEAP_KDF, CORES, carol, codeOf } from '../unit/envelope/people.ts';

const core = CORES[0]![1];
const basics = { time: 1_795_000_000_000, origin: 'https://forum.example', sender: alice, selfKey: alice.selfKey };
const bobKeys = { selfKey: bob.selfKey, me: bob, contacts: [carol.contact, alice.contact] };
const payloadOf = (token: string): Uint8Array => parseArmor(token).payload;

const REFUSALS = ['damaged', 'newer-version', 'not-for-me', 'slot-tampered', 'body-tampered', 'passphrase-needed'];

const first = await sealMessage(core, { ...basics, text: 'The first.', recipients: [carol.contact, bob.contact] });
const second = await sealMessage(core, { ...basics, text: 'Another!!!', recipients: [carol.contact, bob.contact] });

// Offsets in the payload of both: header, a self slot of 3 + 44 bytes, two contact slots of 3 + 76 bytes.
const SALT = 2;
const COMMITMENT = 18;
const BINDING = 50;
const SELF = 83;
const CAROL = SELF + 47;
const BOB = CAROL + 79;
const NONCE = BOB + 79;

/** The code that opening a changed payload with a right checksum ends with, or the opened message. */
const openChanged = (payload: Uint8Array, keys: Parameters<typeof openMessage>[2] = bobKeys): Promise<unknown> =>
  codeOf(() => openMessage(core, armor('message', payload), keys));

const flip = (bytes: Uint8Array, bit: number): Uint8Array => bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)));

const transplant = (from: number, to: number): Uint8Array => {
  const mixed = payloadOf(first).slice();
  mixed.set(payloadOf(second).subarray(from, to), from);
  return mixed;
};

describe('someone who changes a sealed message and mends its checksum', () => {
  it('opens nothing with any bit flipped, and gets a typed refusal', async () => {
    const payload = payloadOf(first);
    for (let bit = 0; bit < payload.length * 8; bit++) {
      const code = await openChanged(flip(payload, bit));
      if (!REFUSALS.includes(code as string)) expect([bit, code]).toEqual([bit, 'a refusal']);
    }
  });

  it('opens nothing with any bytes cut, doubled or replaced', async () => {
    const payload = payloadOf(first);
    await fc.assert(
      fc.asyncProperty(fc.nat(payload.length), fc.nat(40), fc.uint8Array({ maxLength: 40 }), async (at, cut, put) => {
        const changed = Uint8Array.from([...payload.subarray(0, at), ...put, ...payload.subarray(at + cut)]);
        fc.pre(changed.join() !== payload.join());
        expect(REFUSALS).toContain(await openChanged(changed));
      }),
      { numRuns: 400 },
    );
  });

  it('is told apart by what was changed', async () => {
    const payload = payloadOf(first);
    const bitAt = (byte: number): Uint8Array => flip(payload, byte * 8 + 3);
    expect(await openChanged(bitAt(SALT))).toBe('not-for-me');
    expect(await openChanged(bitAt(COMMITMENT))).toBe('slot-tampered');
    expect(await openChanged(bitAt(BINDING))).toBe('slot-tampered');
    expect(await openChanged(bitAt(BOB + 3))).toBe('not-for-me');
    expect(await openChanged(bitAt(BOB + 3 + 4))).toBe('slot-tampered');
    expect(await openChanged(bitAt(BOB + 3 + 36))).toBe('slot-tampered');
    expect(await openChanged(bitAt(SELF + 3 + 4), { selfKey: alice.selfKey })).toBe('slot-tampered');
    expect(await openChanged(bitAt(CAROL + 40))).toBe('body-tampered');
    expect(await openChanged(bitAt(NONCE))).toBe('body-tampered');
    expect(await openChanged(bitAt(NONCE + 20))).toBe('body-tampered');
    expect(await openChanged(bitAt(payload.length - 1))).toBe('body-tampered');
    expect(await openChanged(payload.subarray(0, NONCE + 20))).toBe('damaged');
  });

  it('cannot move a slot, a body or a header from one message to another', async () => {
    expect(await openChanged(transplant(BOB, NONCE))).toBe('not-for-me');
    expect(await openChanged(transplant(BOB + 7, NONCE))).toBe('slot-tampered');
    expect(await openChanged(transplant(SELF, NONCE))).toBe('not-for-me');
    expect(await openChanged(transplant(SALT, SELF))).toBe('not-for-me');
    expect(await openChanged(transplant(SALT, COMMITMENT))).toBe('not-for-me');
    expect(await openChanged(transplant(COMMITMENT, BINDING))).toBe('slot-tampered');
    expect(await openChanged(transplant(BINDING, SELF - 1))).toBe('slot-tampered');
    expect(await openChanged(transplant(NONCE, payloadOf(first).length))).toBe('body-tampered');
  });

  it('cannot give one recipient the slot of another', async () => {
    const payload = payloadOf(first);
    const swapped = payload.slice();
    swapped.set(payload.subarray(CAROL, BOB), BOB);
    swapped.set(payload.subarray(BOB, NONCE), CAROL);
    expect(await openChanged(swapped)).toBe('body-tampered');
    const doubled = payload.slice();
    doubled.set(payload.subarray(CAROL, BOB), BOB);
    expect(await openChanged(doubled)).toBe('not-for-me');
  });

  it('cannot make a text absurdly costly to try a passphrase on', async () => {
    const shared = await sealMessage(core, {
      ...basics,
      recipients: [],
      text: 'x',
      passphrase: { text: 'p', kdf: CHEAP_KDF },
    });
    const payload = payloadOf(shared);
    let stretched = 0;
    const counting = {
      ...core,
      argon2id: (options: Parameters<typeof core.argon2id>[0]) => {
        stretched++;
        return core.argon2id(options);
      },
      pbkdf2Sha256: (...args: Parameters<typeof core.pbkdf2Sha256>) => {
        stretched++;
        return core.pbkdf2Sha256(...args);
      },
    };
    const slot = SELF + 47 + 3;
    const absurd: Record<string, readonly [number, number, number, number]> = {
      'a terabyte': [1, 0x3fff_ffff, 3, 1],
      'just above the ceiling': [1, 524_289, 3, 1],
      'a thousand passes': [1, 131_072, 1000, 1],
      'a hundred lanes': [1, 131_072, 3, 100],
      'no lane': [1, 131_072, 3, 0],
      'too little memory': [1, 65_535, 3, 1],
      'too few passes': [1, 131_072, 2, 1],
      'too few rounds': [2, 0, 309_999, 1],
      'too many rounds': [2, 0, 5_000_001, 1],
      'memory where none is used': [2, 1, 310_000, 1],
      'an unknown kind': [3, 131_072, 3, 1],
    };
    for (const [what, [kind, memory, iterations, lanes]] of Object.entries(absurd)) {
      const changed = payload.slice();
      const view = new DataView(changed.buffer);
      view.setUint8(slot, kind);
      view.setUint32(slot + 1, memory);
      view.setUint32(slot + 5, iterations);
      view.setUint8(slot + 9, lanes);
      const code = await codeOf(() => openMessage(counting, armor('message', changed), { passphrase: 'p' }));
      expect([what, code]).toEqual([what, 'kdf-parameters']);
    }
    expect(stretched).toBe(0);
    const right = await codeOf(() => openMessage(counting, shared, { passphrase: 'p' }));
    expect([stretched, right]).toEqual([1, expect.objectContaining({ text: 'x' })]);
  });

  it('cannot put in many passphrase slots, each of them costly', async () => {
    const shared = await sealMessage(core, {
      ...basics,
      recipients: [],
      text: 'x',
      passphrase: { text: 'p', kdf: CHEAP_KDF },
    });
    const payload = payloadOf(shared);
    const slot = payload.subarray(SELF + 47, SELF + 47 + 69);
    const many = [...payload.subarray(0, SELF - 1), 3, ...payload.subarray(SELF, SELF + 47), ...slot, ...slot];
    const forged = Uint8Array.from([...many, ...payload.subarray(SELF + 47 + 69)]);
    expect(await openChanged(forged, { passphrase: 'p' })).toBe('damaged');
  });
});
