import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor, parseArmor } from '../../src/bytes/armor.ts';
import { openMessage } from '../../src/envelope/open.ts';
import { sealMessage } from '../../src/envelope/seal.ts';
import { alice, bob, CHEAP_KDF, CORES, carol, codeOf } from '../unit/envelope/people.ts';

const core = CORES[0]![1];
const basics = { time: 1_795_000_000_000, origin: 'https://forum.example', sender: alice, selfKey: alice.selfKey };
const bobKeys = { selfKey: bob.selfKey, me: bob, contacts: [carol.contact, alice.contact] };
const payloadOf = (token: string): Uint8Array => parseArmor(token).payload;

const REFUSALS = ['damaged', 'newer-version', 'not-for-me', 'slot-tampered', 'body-tampered', 'passphrase-needed'];

const first = await sealMessage(core, { ...basics, text: 'The first.', recipients: [carol.contact, bob.contact] });
const second = await sealMessage(core, { ...basics, text: 'Another!!!', recipients: [carol.contact, bob.contact] });

// Offsets in the payload of both: a self slot of 1 + 44 bytes, two contact slots of 1 + 76 bytes.
const BINDING = 1;
const COUNT = 33;
const SELF = 34;
const CAROL = SELF + 45;
const BOB = CAROL + 77;
const BODY = BOB + 77;

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
  const payload = payloadOf(first);

  it.each<[string, Parameters<typeof openMessage>[2]]>([
    ['a contact', bobKeys],
    ['its writer', { selfKey: alice.selfKey }],
  ])('opens nothing for %s with any bit flipped, and gets a typed refusal', async (_, keys) => {
    for (let bit = 0; bit < payload.length * 8; bit++) {
      const code = await openChanged(flip(payload, bit), keys);
      if (!REFUSALS.includes(code as string)) expect([bit, code]).toEqual([bit, 'a refusal']);
    }
  });

  it('opens nothing with any bytes cut, doubled or replaced', async () => {
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
    const bitAt = (byte: number): Uint8Array => flip(payload, byte * 8 + 3);
    expect(await openChanged(bitAt(0))).toBe('newer-version');
    expect(await openChanged(bitAt(BINDING))).toBe('not-for-me');
    expect(await openChanged(payload.with(COUNT, 0))).toBe('damaged');
    expect(await openChanged(payload.with(COUNT, 2))).toBe('not-for-me');
    expect(await openChanged(payload.with(COUNT, 2), { selfKey: alice.selfKey })).toBe('slot-tampered');
    expect(await openChanged(payload.with(SELF, 0))).toBe('newer-version');
    expect(await openChanged(payload.with(SELF, 77))).toBe('newer-version');
    for (const type of [5, 6]) expect(await openChanged(payload.with(SELF, type))).toBe('slot-tampered');
    expect(await openChanged(bitAt(BOB + 1))).toBe('not-for-me');
    expect(await openChanged(bitAt(BOB + 5))).toBe('slot-tampered');
    expect(await openChanged(bitAt(BOB + 37))).toBe('slot-tampered');
    expect(await openChanged(bitAt(SELF + 5), { selfKey: alice.selfKey })).toBe('slot-tampered');
    // Parameters of others are bound into the KEK, their wrapped keys authenticated with the body.
    for (const at of [SELF + 1, CAROL + 1, CAROL + 5, CAROL + 36]) {
      expect(await openChanged(bitAt(at))).toBe('slot-tampered');
    }
    for (const at of [SELF + 5, SELF + 44, CAROL + 37, CAROL + 76]) {
      expect(await openChanged(bitAt(at))).toBe('body-tampered');
    }
    for (const at of [BODY, BODY + 95, BODY + 96, payload.length - 1]) {
      expect(await openChanged(bitAt(at))).toBe('body-tampered');
    }
    expect(payload.length).toBe(BODY + 96 + 16);
    expect(await openChanged(payload.subarray(0, -1))).toBe('damaged');
  });

  it('cannot drop, double or reorder slots', async () => {
    const [self, carols, bobs] = [
      payload.subarray(SELF, CAROL),
      payload.subarray(CAROL, BOB),
      payload.subarray(BOB, BODY),
    ];
    const withSlots = (...slots: readonly Uint8Array[]): Promise<unknown> => {
      const between = slots.flatMap((slot) => [...slot]);
      return openChanged(
        Uint8Array.from([...payload.subarray(0, COUNT), slots.length, ...between, ...payload.subarray(BODY)]),
      );
    };
    expect(await withSlots(self, carols, bobs)).toMatchObject({ text: 'The first.' });
    expect(await withSlots(carols, bobs)).toBe('slot-tampered');
    expect(await withSlots(self, bobs)).toBe('slot-tampered');
    expect(await withSlots(bobs)).toBe('slot-tampered');
    expect(await withSlots(self, carols)).toBe('not-for-me');
    expect(await withSlots(self, bobs, carols)).toBe('slot-tampered');
    expect(await withSlots(self, carols, bobs, bobs)).toBe('slot-tampered');
    expect(await withSlots(self, carols, bobs, new Uint8Array(45).fill(6, 0, 1))).toBe('slot-tampered');
  });

  it('cannot move a slot, a body or a header from one message to another', async () => {
    expect(await openChanged(transplant(BOB, BODY))).toBe('not-for-me');
    expect(await openChanged(transplant(BOB + 5, BODY))).toBe('slot-tampered');
    expect(await openChanged(transplant(SELF, BODY))).toBe('not-for-me');
    expect(await openChanged(transplant(BINDING, COUNT))).toBe('not-for-me');
    expect(await openChanged(transplant(CAROL, BOB))).toBe('slot-tampered');
    expect(await openChanged(transplant(BODY, payload.length))).toBe('body-tampered');
    // Bob's hint and everything it is salted with from the other text: only his key does not fit it.
    expect(await openChanged(transplant(0, BOB + 37))).toBe('slot-tampered');
  });
});

describe('someone who changes a text that a passphrase opens', async () => {
  const passphrase = { text: 'p', kdf: CHEAP_KDF };
  const shared = payloadOf(await sealMessage(core, { ...basics, recipients: [bob.contact], text: 'x', passphrase }));
  const SLOT = SELF + 45;
  const bitAt = (byte: number): Uint8Array => flip(shared, byte * 8 + 3);
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

  it('is told one and the same, whatever was changed', async () => {
    const places = {
      binding: BINDING + 3,
      'hint of another': SELF + 2,
      'wrapped key of another': SELF + 20,
      'salt of the passphrase': SLOT + 15,
      'its wrapped key': SLOT + 30,
      'encapsulated key of another': SLOT + 67 + 10,
      body: SLOT + 67 + 77,
      tag: shared.length - 1,
    };
    for (const [what, at] of Object.entries(places)) {
      expect([what, await openChanged(bitAt(at), { passphrase: 'p' })]).toEqual([what, 'text-passphrase-wrong']);
    }
    expect(await openChanged(shared, { passphrase: 'q' })).toBe('text-passphrase-wrong');
    expect(await openChanged(shared, { passphrase: 'p' })).toMatchObject({ text: 'x' });
  });

  it('cannot make it absurdly costly to try', async () => {
    const absurd: Record<string, readonly [number, number, number, number]> = {
      'a terabyte': [1, 0x3fff_ffff, 3, 1],
      'just above the ceiling': [1, 524_289, 3, 1],
      'too few passes': [1, 131_072, 2, 1],
      'too few rounds': [2, 0, 309_999, 1],
      'memory where none is used': [2, 1, 310_000, 1],
      'an unknown kind': [3, 131_072, 3, 1],
    };
    for (const [what, [kind, memory, iterations, lanes]] of Object.entries(absurd)) {
      const changed = shared.slice();
      const view = new DataView(changed.buffer);
      view.setUint8(SLOT + 1, kind);
      view.setUint32(SLOT + 2, memory);
      view.setUint32(SLOT + 6, iterations);
      view.setUint8(SLOT + 10, lanes);
      const code = await codeOf(() => openMessage(counting, armor('message', changed), { passphrase: 'p' }));
      expect([what, code]).toEqual([what, 'kdf-parameters']);
    }
    expect(stretched).toBe(0);
  });

  it('cannot put in a second slot to be stretched', async () => {
    const slot = shared.subarray(SLOT, SLOT + 67);
    const twice = [...shared.subarray(0, COUNT), 4, ...shared.subarray(SELF, SLOT), ...slot, ...shared.subarray(SLOT)];
    expect(await openChanged(Uint8Array.from(twice), { passphrase: 'p' })).toBe('damaged');
  });
});
