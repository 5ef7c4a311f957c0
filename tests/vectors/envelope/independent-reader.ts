// A second reader of format 2, written from src/envelope/README.md alone over node:crypto. It shares no code with the
// first, so that a slip in the specification or in a helper both would use cannot go unseen.
import {
  argon2Sync,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  pbkdf2Sync,
  timingSafeEqual,
  verify,
} from 'node:crypto';

export interface IndependentPerson {
  readonly fingerprint: Uint8Array;
  readonly x25519PrivateKey: Uint8Array;
  readonly x25519PublicKey: Uint8Array;
}

export interface IndependentKeys {
  readonly selfKey?: Uint8Array;
  readonly me?: IndependentPerson;
  readonly writers?: readonly Pick<IndependentPerson, 'fingerprint' | 'x25519PublicKey'>[];
  readonly passphrase?: string;
}

export interface IndependentOpened {
  readonly type: number;
  readonly time: number;
  readonly origin: string;
  readonly content: Buffer;
  /** `self`, `passphrase`, or the writer's fingerprint in hex. */
  readonly from: string;
  /** Everything on the way to it. */
  readonly steps: Readonly<Record<string, string>>;
}

class Refused extends Error {}
const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new Refused(what);
};

const join = (...parts: readonly (string | number | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part as string))));
const sha256 = (...parts: readonly (string | number | Uint8Array)[]): Buffer =>
  createHash('sha256')
    .update(join(...parts))
    .digest();
const hmac = (key: Uint8Array, data: Uint8Array): Buffer => createHmac('sha256', key).update(data).digest();
const hkdf = (ikm: Uint8Array, salt: Uint8Array | string, info: Uint8Array | string): Buffer =>
  Buffer.from(hkdfSync('sha256', ikm, salt, info, 32));

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const number62 = (text: string): bigint =>
  [...text].reduce((sum, digit) => sum * 62n + BigInt(DIGITS.indexOf(digit)), 0n);

/** The payload of a text without anything around it. */
export const unarmor2 = (text: string): Buffer => unarmor(text, 'FSEAL2m');

/** @param prefix with version and kind. */
export function unarmor(text: string, prefix: string): Buffer {
  demand(text.startsWith(prefix) && /^[0-9A-Za-z]{17,}$/.test(text), 'armor');
  demand(number62(text.slice(-6)) === BigInt(sha256(text.slice(0, -6)).readUInt32BE(0)), 'checksum');
  const blocks: Buffer[] = [];
  let body = text.slice(11, -6);
  for (let left = Number(number62(text.slice(7, 11))); left > 0; left -= 32) {
    const n = Math.min(left, 32);
    const width = Math.ceil((8 * n) / Math.log2(62));
    demand(body.length >= width, 'length');
    const value = number62(body.slice(0, width));
    demand(value < 256n ** BigInt(n), 'block');
    blocks.push(Buffer.from(value.toString(16).padStart(2 * n, '0'), 'hex'));
    body = body.slice(width);
  }
  demand(body === '', 'length');
  return Buffer.concat(blocks);
}

/** Of types 1 to 9. */
const CONTENT = [0, 44, 66, 76, 77, 44, 44, 556, 1164, 284];

interface Slot {
  readonly type: number;
  readonly content: Buffer;
  readonly parameters: Buffer;
}

function parse(payload: Buffer) {
  demand(payload[0] === 0x21, 'version and kind');
  const binding = payload.subarray(1, 33);
  const slots: Slot[] = [];
  let at = 34;
  for (let left = payload[33] ?? 0; left > 0; left--) {
    const type = payload[at] ?? 0;
    const length = CONTENT[type] ?? 0;
    const content = payload.subarray(at + 1, at + 1 + length);
    demand(length > 0 && content.length === length, 'slot');
    slots.push({ type, content, parameters: type === 9 ? content : content.subarray(0, -40) });
    at += 1 + length;
  }
  demand(slots.length > 0 && slots.filter(({ type }) => type === 2).length <= 1, 'slots');
  const [header, sealed] = [payload.subarray(0, at), payload.subarray(at)];
  demand(sealed.length >= 96 + 16, 'body');
  const named = slots.flatMap(({ type, parameters }) => [type, parameters]);
  return { binding, slots, header, sealed, readersHash: sha256('fieldseal/2/readers', slots.length, ...named) };
}
type Parts = ReturnType<typeof parse>;

function x25519(privateBytes: Uint8Array, publicBytes: Uint8Array): Buffer {
  const der = (prefix: string, bytes: Uint8Array): Buffer => join(Buffer.from(prefix, 'hex'), bytes);
  const own = der('302e020100300506032b656e04220420', privateBytes);
  const other = der('302a300506032b656e032100', publicBytes);
  return diffieHellman({
    privateKey: createPrivateKey({ key: own, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: other, format: 'der', type: 'spki' }),
  });
}

interface Agreed {
  readonly mode: 0 | 2;
  readonly dh: Buffer;
  readonly keys: Buffer;
  readonly info: Buffer;
  readonly label: string;
}

/** RFC 9180 §4 and §5, the receiving side from the Diffie–Hellman values and public keys on. */
function hpkeSchedule({ mode, dh, keys, info, label }: Agreed): Buffer {
  const kem = join('KEM', 0, 0x20);
  const suite = join('HPKE', 0, 0x20, 0, 1, 0xff, 0xff);
  const extract = (id: Buffer, salt: Uint8Array, label: string, ikm: Uint8Array): Buffer =>
    hmac(salt, join('HPKE-v1', id, label, ikm));
  const expand = (id: Buffer, prk: Uint8Array, label: string, info: Uint8Array): Buffer =>
    hmac(prk, join(0, 32, 'HPKE-v1', id, label, info, 1));
  const [none, zeros] = [Buffer.alloc(0), Buffer.alloc(32)];
  const shared = expand(kem, extract(kem, zeros, 'eae_prk', dh), 'shared_secret', keys);
  const schedule = join(mode, extract(suite, zeros, 'psk_id_hash', none), extract(suite, zeros, 'info_hash', info));
  const exporter = expand(suite, extract(suite, shared, 'secret', none), 'exp', schedule);
  return expand(suite, exporter, 'sec', join(label));
}

type Writer = Pick<IndependentPerson, 'fingerprint' | 'x25519PublicKey'>;

const authExport = (me: IndependentPerson, writer: Writer, enc: Uint8Array): Buffer =>
  hpkeSchedule({
    mode: 2,
    dh: join(x25519(me.x25519PrivateKey, enc), x25519(me.x25519PrivateKey, writer.x25519PublicKey)),
    keys: join(enc, me.x25519PublicKey, writer.x25519PublicKey),
    info: join('fieldseal/2/hpke', writer.fingerprint, me.fingerprint),
    label: 'fieldseal/2/slot-secret',
  });

/** The short card of somebody who wrote to me, out of the first introduction that is for me; its key as well. */
export function introducedTo(me: IndependentPerson, payload: Buffer): { card: Buffer; key: Buffer } | undefined {
  const { binding, slots } = parse(payload);
  for (const { content } of slots.filter(({ type }) => type === 9).slice(0, 4)) {
    const enc = content.subarray(0, 32);
    const key = hpkeSchedule({
      mode: 0,
      dh: x25519(me.x25519PrivateKey, enc),
      keys: join(enc, me.x25519PublicKey),
      info: join('fieldseal/2/introduction', me.fingerprint, binding),
      label: 'fieldseal/2/card-key',
    });
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
    decipher.setAAD(join(0x21, 9, binding));
    decipher.setAuthTag(content.subarray(-16));
    try {
      return { card: Buffer.concat([decipher.update(content.subarray(32, -16)), decipher.final()]), key };
    } catch {}
  }
  return undefined;
}

/** Whose short card it is, and the name on it. */
export function writerOf(card: Buffer): Writer & { readonly name: string } {
  demand(card.length === 236 && card[0] === 0x22, 'short card');
  const [ed, x] = [card.subarray(11, 43), card.subarray(43, 75)];
  const key = createPublicKey({
    key: join(Buffer.from('302a300506032b6570032100', 'hex'), ed),
    format: 'der',
    type: 'spki',
  });
  demand(verify(null, join('fieldseal/2/card', card.subarray(0, -64)), key, card.subarray(-64)), 'signature');
  const name = card.subarray(108, 108 + (card[107] ?? 0)).toString();
  return { fingerprint: sha256('fieldseal/1/fingerprint', ed, x), x25519PublicKey: x, name };
}

function stretch(passphrase: string, parameters: Buffer): Buffer {
  const [kdf, memory, iterations] = [parameters[0], parameters.readUInt32BE(1), parameters.readUInt32BE(5)];
  const [lanes, salt] = [parameters[9] ?? 0, parameters.subarray(10)];
  const message = Buffer.from(passphrase.normalize('NFKC'));
  if (kdf === 2) {
    demand(memory === 0 && lanes === 1 && iterations >= 310_000 && iterations <= 5_000_000, 'kdf');
    return pbkdf2Sync(message, salt, iterations, 32, 'sha256');
  }
  demand(kdf === 1 && memory >= 65_536 && memory <= 524_288 && iterations >= 3 && iterations <= 10, 'kdf');
  demand(lanes >= 1 && lanes <= 4, 'kdf');
  const nonce = { nonce: salt, parallelism: lanes, tagLength: 32, memory, passes: iterations };
  return argon2Sync('argon2id', { message, ...nonce });
}

interface Way {
  readonly slot: Slot;
  readonly secret: Buffer;
  readonly recipient: Uint8Array;
  readonly from: string;
}

/** All ways to the DEK that these keys may open, in the order they are tried. */
function* waysOf(
  { binding, slots }: Parts,
  { selfKey, me, writers = [], passphrase }: IndependentKeys,
): Generator<Way> {
  const nobody = Buffer.alloc(32);
  const fitting = (wanted: number, hintKey: Buffer): Slot[] => {
    const hint = hmac(hintKey, binding).subarray(0, 4);
    return slots.filter(({ type, content }) => type === wanted && content.subarray(0, 4).equals(hint));
  };
  if (selfKey) {
    for (const slot of fitting(1, hkdf(selfKey, '', 'fieldseal/1/self-hint'))) {
      yield { slot, secret: Buffer.from(selfKey), recipient: nobody, from: 'self' };
    }
  }
  for (const writer of me ? writers : []) {
    const info = join('fieldseal/1/pair-hint', writer.fingerprint, me!.fingerprint);
    const pair = hkdf(x25519(me!.x25519PrivateKey, writer.x25519PublicKey), '', info);
    for (const slot of fitting(3, pair)) {
      const secret = authExport(me!, writer, slot.content.subarray(4, 36));
      yield { slot, secret, recipient: me!.fingerprint, from: Buffer.from(writer.fingerprint).toString('hex') };
    }
  }
  for (const slot of passphrase === undefined ? [] : slots.filter(({ type }) => type === 2)) {
    yield { slot, secret: stretch(passphrase!, slot.parameters), recipient: nobody, from: 'passphrase' };
  }
}

function openBody({ binding, header, sealed }: Parts, dek: Buffer) {
  const bodyKey = hkdf(dek, binding, 'fieldseal/2/body');
  const decipher = createDecipheriv('aes-256-gcm', bodyKey, Buffer.alloc(12));
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(-16));
  const plaintext = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const bindKey = hkdf(dek, '', 'fieldseal/2/bind');
  demand(timingSafeEqual(hmac(bindKey, plaintext), binding), 'binding');
  return { bodyKey, bindKey, plaintext };
}

function padme(length: number): number {
  const e = Math.floor(Math.log2(length));
  const s = Math.floor(Math.log2(e)) + 1;
  const mask = 2 ** (e - s) - 1;
  return mask < 1 ? length : Math.ceil(length / (mask + 1)) * (mask + 1);
}

function parsePlaintext(plaintext: Buffer) {
  const end = plaintext.findLastIndex((byte) => byte !== 0);
  demand(plaintext[end] === 0x80 && plaintext.length === Math.max(96, padme(end + 1)), 'padding');
  const time = plaintext.readUIntBE(1, 5) * 1000;
  const long = (plaintext[6] ?? 0) >= 128;
  const length = long ? plaintext.readUInt16BE(6) - 0x8000 : (plaintext[6] ?? 0);
  const start = long ? 8 : 7;
  demand((!long || length >= 128) && start + length <= end, 'origin');
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const origin = decoder.decode(plaintext.subarray(start, start + length));
  return { type: plaintext[0] ?? 0, time, origin, content: plaintext.subarray(start + length, end) };
}

/** Throws where anything does not fit. */
export function openIndependently(payload: Buffer, keys: IndependentKeys): IndependentOpened {
  const parts = parse(payload);
  for (const { slot, secret, recipient, from } of waysOf(parts, keys)) {
    const { type, parameters, content } = slot;
    const info = join('fieldseal/2/slot', 0x21, type, recipient, parts.readersHash, parameters);
    const kek = hkdf(secret, parts.binding, info);
    const wrapped = content.subarray(-40);
    try {
      const unwrapping = createDecipheriv('id-aes256-wrap', kek, Buffer.alloc(8, 0xa6));
      const dek = Buffer.concat([unwrapping.update(wrapped), unwrapping.final()]);
      const { bodyKey, bindKey, plaintext } = openBody(parts, dek);
      const steps = { dek, bindKey, bodyKey, readersHash: parts.readersHash, secret, kek, plaintext };
      const inHex = Object.fromEntries(Object.entries(steps).map(([name, bytes]) => [name, bytes.toString('hex')]));
      return { ...parsePlaintext(plaintext), from, steps: inHex };
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
  }
  throw new Refused('no key');
}
