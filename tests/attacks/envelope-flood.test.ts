import { afterEach, describe, expect, it, vi } from 'vitest';
import { armor, findArmored, mayHoldArmor, parseArmor } from '../../src/bytes/armor.ts';
import { derivePairHintKey } from '../../src/envelope/hints.ts';
import { type KnownContact, openMessage } from '../../src/envelope/open.ts';
import { sealMessage } from '../../src/envelope/seal.ts';
import { alice, bob, CORES, carol, codeOf, mallory, type Person } from '../unit/envelope/people.ts';

const pattern = Uint8Array.from({ length: 400 }, (_, i) => i % 251);
const [REAL, REAL2] = [armor('message', pattern), armor('message', pattern.with(0, 0x21))];

/** The processor's time for the cheapest of a few runs, in microseconds: what else the machine does is not in it. */
function costOf(run: () => unknown): number {
  const costs = Array.from({ length: 5 }, () => {
    const start = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(start);
    return user + system;
  });
  return Math.min(...costs);
}

const FLOODS: Readonly<Record<string, (count: number) => string>> = {
  'bare prefixes': (count) => 'FSEAL1m'.repeat(count),
  'prefixes that claim ten megabytes': (count) => 'FSEAL1mhyz0 '.repeat(count),
  'prefixes that claim all that follows': (count) => `FSEAL1m0${'z'.repeat(30)}`.repeat(count),
  'prefixes that claim a little more than there is': (count) => `FSEAL1m00Z0${'z'.repeat(50)}`.repeat(count),
  'letters of the prefix far apart': (count) => 'F  \u200b > '.repeat(count),
  'prefixes stretched by blanks': (count) => `F${' '.repeat(20)}S${' '.repeat(20)}EAL`.repeat(count),
  'prefixes of format 2 that claim all that follows': (count) => `FSEAL2m0${'z'.repeat(30)}`.repeat(count),
  'cards of format 2': (count) => `FSEAL2c000w${'z'.repeat(49)}`.repeat(count / 2),
  'both formats by turns': (count) => `FSEAL1m00Z0FSEAL2m00Z0${'z'.repeat(40)}`.repeat(count / 2),
  'later versions': (count) => `FSEAL7${'q'.repeat(30)} `.repeat(count),
  'lower case': (count) => `fseal1m${'q'.repeat(30)} `.repeat(count),
};

describe('a page full of false sealed texts', () => {
  it.each(Object.keys(FLOODS))('costs time in proportion to its length: %s', (name) => {
    const flood = FLOODS[name]!;
    const [some, many] = [10_000, 60_000].map((count) => costOf(() => findArmored(flood(count))));
    // Six times the text; quadratic work would take 36 times as long.
    expect(many! / Math.max(some!, 1000)).toBeLessThan(20);
  });

  it.each(Object.keys(FLOODS))('does not hide the real ones behind it: %s', (name) => {
    const text = `${FLOODS[name]!(10_000)}. ${REAL} and ${REAL2} and more`;
    expect(
      findArmored(text)
        .filter((one) => !one.problem)
        .map((one) => one.text),
    ).toEqual([REAL, REAL2]);
    expect(mayHoldArmor(text)).toBe(true);
  });

  it('refuses ten megabytes of garbage with a typed error', () => {
    const garbage = {
      letters: 'FSeal1mFSeal2m'.repeat(750_000),
      blanks: ' '.repeat(10 * 2 ** 20),
      same: 'F'.repeat(10 * 2 ** 20),
    };
    for (const text of Object.values(garbage)) {
      expect(() => parseArmor(text)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(not-sealed-text|truncated|damaged)$/) }),
      );
    }
  });

  it('refuses more than twenty megabytes without a look', () => {
    expect(() => parseArmor('FSEAL1m'.repeat(3_000_000))).toThrow(expect.objectContaining({ code: 'too-large' }));
  });
});

describe('one sealed text with as many slots as there can be', () => {
  const core = CORES[0]![1];
  const about = { text: 'x', time: 1_795_000_000_000, origin: '', sender: mallory };
  const known = async ({ contact, fingerprint }: Person): Promise<KnownContact> => {
    const pair = { own: bob.x25519.privateKey, peer: contact.x25519, writer: fingerprint, reader: bob.fingerprint };
    return { ...contact, hintKey: await derivePairHintKey(core, pair) };
  };
  /** What opening ends with, and how many curve operations it took. */
  const cost = async (token: string, contacts: readonly KnownContact[]): Promise<unknown> => {
    const derived = vi.spyOn(crypto.subtle, 'deriveBits');
    return [await codeOf(() => openMessage(core, token, { me: bob, contacts })), derived.mock.calls.length];
  };
  const sealedFor = (reader: Person): Promise<string> =>
    sealMessage(core, { ...about, recipients: Array(255).fill(reader.contact) });
  afterEach(() => vi.restoreAllMocks());

  it('costs no curve operation where none is for me', async () => {
    const contacts = await Promise.all([alice, mallory].map(known));
    expect(await cost(await sealedFor(carol), contacts)).toEqual(['not-for-me', 0]);
  });

  it('costs two for each slot whose hint a contact made fit, however many contacts there are', async () => {
    const { payload } = parseArmor(await sealedFor(bob));
    // One bit in the last slot, and the set of readers is another: none of them opens.
    const spoilt = armor('message', payload.with(34 + 77 * 254 + 5, payload[34 + 77 * 254 + 5]! ^ 1));
    const contacts = await Promise.all([alice, mallory, carol].map(known));
    expect(await cost(spoilt, contacts)).toEqual(['slot-tampered', 2 * 255]);
  });
});
