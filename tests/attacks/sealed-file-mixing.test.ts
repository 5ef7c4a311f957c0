// What a middleman, a reader and a writer can do with the two parts of a sealed file: its head and its stream.
import { describe, expect, it } from 'vitest';
import { concat } from '../../src/bytes/bytes.ts';
import { sealFile } from '../../src/crypto/index.ts';
import { randomBytes } from '../../src/crypto/random.ts';
import { encodeText, TEXT } from '../../src/envelope/content.ts';
import { encodeFacts, FACTS, type FileFacts } from '../../src/envelope/file/facts.ts';
import { FileDigest } from '../../src/envelope/file/file-digest.ts';
import { encodeHead, MAX_HEAD } from '../../src/envelope/file/head.ts';
import { openHead } from '../../src/envelope/file/open-file.ts';
import { encodePlaintext2 } from '../../src/envelope/plaintext2.ts';
import { sealPlaintext } from '../../src/envelope/seal.ts';
import { keep, openStream, openWhole, sealWhole, streamOf, testLanes } from '../support/sealed-files.ts';
import { alice, bob, CORES, codeOf, mallory } from '../unit/envelope/people.ts';

const core = CORES[0]![1];
const CHUNK = 2 ** 18 + 16;
const readers = { sender: alice, selfKey: alice.selfKey, recipients: [mallory.contact, bob.contact] };
const file = { readers, time: 1_795_000_000_000, name: 'plan.txt', mediaType: 'text/plain' };
const bobKeys = { me: bob, contacts: [alice.contact, mallory.contact] };
const data = Uint8Array.from({ length: 600_000 }, (_, at) => at % 251);
const one = await sealWhole(core, file, data);
const other = await sealWhole(
  core,
  file,
  data.map((byte) => byte ^ 1),
);
const open = (whole: Uint8Array): Promise<unknown> => codeOf(() => openWhole(core, whole, bobKeys));
const plaintextOf = (facts: FileFacts): Uint8Array => encodePlaintext2(FACTS.type, facts, encodeFacts(facts));
const headOf = (whole: Uint8Array) => openHead(core, whole.subarray(0, MAX_HEAD), whole.length, () => bobKeys);

describe('somebody between writer and reader', () => {
  it('cannot put the head of one file before the stream of another', async () => {
    expect(await open(concat(other.head, one.stream))).toBe('file-damaged');
    expect(await open(concat(one.head, other.stream))).toBe('file-damaged');
  });

  it('cannot mix chunks of two files', async () => {
    const mixed = concat(one.stream.subarray(0, 72 + CHUNK), other.stream.subarray(72 + CHUNK));
    expect(await open(concat(one.head, mixed))).toBe('file-damaged');
  });

  it('cannot cut the file off anywhere unnoticed', async () => {
    const { whole, head } = one;
    for (const left of [9, 10, 11, 12, 13, head.length - 1, head.length, head.length + 71, head.length + 72 + CHUNK])
      expect([left, await open(whole.subarray(0, left))]).toEqual([left, 'file-truncated']);
    expect(await open(whole.subarray(0, -1))).toBe('file-truncated');
    for (const left of [0, 8]) expect(await open(whole.subarray(0, left))).toBe('not-sealed-file');
  });

  it('cannot cut it off at a chunk while stating the old length', async () => {
    const head = await headOf(one.whole);
    for (const left of [0, 72, 72 + CHUNK, 72 + 2 * CHUNK, one.stream.length - 1]) {
      const sink = keep();
      expect(await codeOf(() => openStream(core, head, one.stream.subarray(0, left), sink))).toBe('file-damaged');
      expect(sink.state()).toBe('aborted');
    }
  });

  it('cannot add anything, before, between or behind', async () => {
    expect(await open(concat(one.whole, Uint8Array.of(0)))).toBe('file-damaged');
    expect(await open(concat(one.head, Uint8Array.of(0), one.stream))).toBe('file-damaged');
    expect(await open(concat(Uint8Array.of(0), one.whole))).toBe('not-sealed-file');
  });

  it('cannot change a byte anywhere', async () => {
    const known = new Set([
      'file-damaged',
      'file-truncated',
      'not-sealed-file',
      'newer-version',
      'not-for-me',
      'passphrase-needed',
    ]);
    const places = [...Array(one.head.length + 80).keys(), one.whole.length - 300_000, one.whole.length - 1];
    for (const at of places) {
      const changed = Uint8Array.from(one.whole);
      changed[at]! ^= 1;
      expect([at, known.has((await open(changed)) as string)]).toEqual([at, true]);
    }
  });

  it('is told apart from a later version of the format', async () => {
    expect(await open(one.whole.with(9, 2))).toBe('newer-version');
    expect(await open(one.whole.with(9, 0))).toBe('file-damaged');
  });

  it.each([0, 1, 83, 0xffff])('cannot confuse a reader by an envelope of %i bytes', async (length) => {
    const changed = Uint8Array.from(one.whole);
    changed.set([length >> 8, length & 255], 10);
    expect(await open(changed)).toBe('file-damaged');
  });

  it('gets nowhere with a text in the place of a file', async () => {
    const plaintext = encodePlaintext2(TEXT.type, { time: 1, origin: '' }, encodeText('x'));
    const text = await sealPlaintext(core, plaintext, readers, randomBytes);
    expect(await open(concat(encodeHead(text), one.stream))).toBe('newer-version');
  });
});

describe('Mallory, a reader of a file from Alice to her and Bob', async () => {
  const seen = await openHead(core, one.whole.subarray(0, MAX_HEAD), one.whole.length, () => ({
    me: mallory,
    contacts: [alice.contact],
  }));
  /** Another stream of the same length under the key that Alice gave. */
  const forge = async (): Promise<Uint8Array> => {
    const sink = keep();
    await sealFile({ core, key: seen.key, source: streamOf(data.toReversed()), sink, lanes: testLanes() });
    return sink.bytes();
  };

  it('knows the key of the stream, so that the attacks below are real', async () => {
    expect(await openStream(core, seen, one.stream)).toEqual(data);
  });

  it('cannot put another stream behind the head that Alice made', async () => {
    const forged = await forge();
    expect(forged.length).toBe(one.stream.length);
    const sink = keep();
    const head = await headOf(concat(one.head, forged));
    expect(await codeOf(() => openStream(core, head, forged, sink))).toBe('file-damaged');
    expect(sink.state()).toBe('aborted');
  });

  it('can make a head of her own for it, and is then named as its writer', async () => {
    const forged = await forge();
    const digest = new FileDigest(core);
    digest.absorb(forged);
    const facts = { ...seen, digest: digest.finish() };
    const own = { sender: mallory, recipients: [bob.contact] };
    const head = encodeHead(await sealPlaintext(core, plaintextOf(facts), own, randomBytes));
    const opened = await openWhole(core, concat(head, forged), bobKeys);
    expect(opened.head.from).toEqual({ kind: 'contact', fingerprint: mallory.fingerprint });
  });
});

describe('a writer with a program of their own', async () => {
  const facts = await headOf(one.whole);
  const withFacts = async (changes: object): Promise<Uint8Array> => {
    return encodeHead(await sealPlaintext(core, plaintextOf({ ...facts, ...changes }), readers, randomBytes));
  };

  it('cannot state absurd lengths', async () => {
    for (const streamBytes of [0, 71, 2 ** 53 - 1]) {
      const code = await open(concat(await withFacts({ streamBytes }), one.stream));
      expect(code).toBe(streamBytes > one.stream.length ? 'file-truncated' : 'file-damaged');
    }
    for (const size of [0, data.length - 1, data.length + 1, 2 ** 53 - 1])
      expect(await open(concat(await withFacts({ size }), one.stream))).toBe('file-damaged');
  });

  it('cannot have a file without a stream', async () => {
    expect(await open(await withFacts({ streamBytes: 0, size: 0 }))).toBe('file-damaged');
  });
});
