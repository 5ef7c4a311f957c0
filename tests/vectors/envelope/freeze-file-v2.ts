// Made file-v2.json, once: node tests/vectors/envelope/freeze-file-v2.ts
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { encodeFacts, FACTS } from '../../../src/envelope/file/facts.ts';
import { openHead } from '../../../src/envelope/file/open-file.ts';
import { encodePlaintext2 } from '../../../src/envelope/plaintext2.ts';
import { loadTestCore } from '../../support/core.ts';
import { sealWhole } from '../../support/sealed-files.ts';
import { alice, bob, type Person, seededRandom } from '../../unit/envelope/people.ts';
import { dataOf, type FileVector, type FileVectors } from './file-vectors.ts';

const core = await loadTestCore();
const time = 1_795_000_000_000;
const readers = { sender: alice, selfKey: alice.selfKey, recipients: [bob.contact] };
const CASES = [
  { name: 'note.txt', mediaType: 'text/plain', time, size: 100 },
  { name: 'leer', mediaType: '', time: 0, size: 0 },
  { name: 'Über alles – 写真.jpeg', mediaType: 'image/jpeg', time, size: 262_144 },
  { name: 'three chunks.bin', mediaType: 'application/octet-stream', time, size: 600_000 },
];

async function freeze({ size, ...about }: (typeof CASES)[number]): Promise<FileVector> {
  const drawn: string[] = [];
  const source = seededRandom(`file v2/${about.name}`);
  const random = (length: number) => {
    const bytes = source(length);
    drawn.push(encodeHex(bytes));
    return bytes;
  };
  const { head, stream, whole } = await sealWhole(core, { readers, ...about }, dataOf(size), random);
  const facts = await openHead(core, head, whole.length, () => ({ selfKey: alice.selfKey }));
  return {
    ...about,
    size,
    drawn,
    digest: encodeHex(facts.digest),
    facts: encodeHex(encodePlaintext2(FACTS.type, facts, encodeFacts(facts))),
    head: encodeHex(head),
    streamSha256: createHash('sha256').update(stream).digest('hex'),
    ...(stream.length < 1000 ? { stream: encodeHex(stream) } : {}),
  };
}

const keysOf = ({ x25519, fingerprint }: Person) => ({
  x25519PrivateKey: encodeHex(x25519.privateKey as Uint8Array),
  fingerprint: encodeHex(fingerprint),
});
const files: FileVector[] = [];
for (const one of CASES) files.push(await freeze(one));
const vectors: FileVectors = {
  writer: { ...keysOf(alice), selfKey: encodeHex(alice.selfKey) },
  reader: keysOf(bob),
  files,
};
writeFileSync(new URL('file-v2.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`, { flag: 'wx' });
