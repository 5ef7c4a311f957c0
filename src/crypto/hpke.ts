import { concat, wipe } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Core } from './core.ts';
import { type RandomSource, randomBytes } from './random.ts';
import {
  deriveX25519Secret,
  importX25519PrivateKey,
  makeX25519KeyPair,
  type X25519KeyPair,
  type X25519PrivateKey,
} from './x25519.ts';

/** What both sides must agree on, byte for byte. */
interface Agreement {
  /** RFC 9180 §5.1 `info`. */
  readonly info: Uint8Array;
  /** RFC 9180 §5.3 `exporter_context`. */
  readonly exporterContext: Uint8Array;
}

export interface MakeBaseSecret extends Agreement {
  readonly recipientPublicKey: Uint8Array;
}

export interface MakeSharedSecret extends MakeBaseSecret {
  readonly sender: X25519KeyPair;
}

export interface OpenBaseSecret extends Agreement {
  /** 32 bytes: the encapsulated key that the sender's side gave. */
  readonly enc: Uint8Array;
  readonly recipient: X25519KeyPair;
}

export interface OpenSharedSecret extends OpenBaseSecret {
  readonly senderPublicKey: Uint8Array;
}

export interface SharedSecret {
  readonly enc: Uint8Array<ArrayBuffer>;
  /** 32 bytes, which the caller wipes. */
  readonly secret: Uint8Array;
}

/** `mode` (§5, table 1). */
const MODE_BASE = 0;
const MODE_AUTH = 2;
const NOTHING = new Uint8Array(0);
const VERSION = encodeUtf8('HPKE-v1');
/** `suite_id` of DHKEM(X25519, HKDF-SHA256) (§4.1, §7.1), and of HPKE with it, HKDF-SHA256 and export only (§5.1, §7). */
const KEM = Uint8Array.of(...encodeUtf8('KEM'), 0, 0x20);
const HPKE = Uint8Array.of(...encodeUtf8('HPKE'), 0, 0x20, 0, 1, 0xff, 0xff);

/** What LabeledExtract extracts from (§4). */
const labeledIkm = (suite: Uint8Array, label: string, ikm: Uint8Array): Uint8Array =>
  concat(VERSION, suite, encodeUtf8(label), ikm);

/** What LabeledExpand expands by, to 32 bytes (§4). */
const labeledInfo = (suite: Uint8Array, label: string, info: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0, 32), labeledIkm(suite, label, info));

/**
 * RFC 9180 Auth mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and the export-only AEAD:
 * a fresh secret that only the recipient can compute, and that only this sender (or the recipient) can have made.
 * Throws `KeyAgreementError` on an unusable public key.
 */
export async function makeSharedSecret(
  core: Core,
  options: MakeSharedSecret,
  random: RandomSource = randomBytes,
): Promise<SharedSecret> {
  const { recipientPublicKey, sender } = options;
  const { publicKey: enc, privateKey } = await makeX25519KeyPair(random);
  try {
    const agreements: readonly Pair[] = [
      [privateKey, recipientPublicKey],
      [sender.privateKey, recipientPublicKey],
    ];
    const shared = await agree(core, agreements, concat(enc, recipientPublicKey, sender.publicKey));
    return { enc, secret: exportSecret(core, MODE_AUTH, shared, options) };
  } finally {
    wipe(privateKey);
  }
}

/**
 * The same secret on the recipient's side. With any key other than the true ones it is another secret, not an error.
 * Throws `KeyAgreementError` on an unusable public key.
 */
export async function openSharedSecret(core: Core, options: OpenSharedSecret): Promise<Uint8Array> {
  const { enc, recipient, senderPublicKey } = options;
  const own = await importX25519PrivateKey(recipient.privateKey);
  const agreements: readonly Pair[] = [
    [own, enc],
    [own, senderPublicKey],
  ];
  const shared = await agree(core, agreements, concat(enc, recipient.publicKey, senderPublicKey));
  return exportSecret(core, MODE_AUTH, shared, options);
}

/**
 * RFC 9180 Base mode with the same suite: a fresh secret that only the recipient can compute, and that anybody can have
 * made. Throws `KeyAgreementError` on an unusable public key.
 */
export async function makeBaseSecret(
  core: Core,
  options: MakeBaseSecret,
  random: RandomSource = randomBytes,
): Promise<SharedSecret> {
  const { recipientPublicKey } = options;
  const { publicKey: enc, privateKey } = await makeX25519KeyPair(random);
  try {
    const shared = await agree(core, [[privateKey, recipientPublicKey]], concat(enc, recipientPublicKey));
    return { enc, secret: exportSecret(core, MODE_BASE, shared, options) };
  } finally {
    wipe(privateKey);
  }
}

/** The same secret on the recipient's side, or another one: see `openSharedSecret`. Throws `KeyAgreementError`. */
export async function openBaseSecret(core: Core, options: OpenBaseSecret): Promise<Uint8Array> {
  const { enc, recipient } = options;
  const shared = await agree(core, [[recipient.privateKey, enc]], concat(enc, recipient.publicKey));
  return exportSecret(core, MODE_BASE, shared, options);
}

type Pair = readonly [own: X25519PrivateKey, peer: Uint8Array];

/** The KEM's shared secret, of one Diffie–Hellman value or both: (Auth)Encap and (Auth)Decap from `dh` on (§4.1). */
async function agree(core: Core, pairs: readonly Pair[], kemContext: Uint8Array): Promise<Uint8Array> {
  const values = await Promise.allSettled(pairs.map(([own, peer]) => deriveX25519Secret(own, peer)));
  const secrets = values.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const dh = concat(...secrets);
  const ikm = labeledIkm(KEM, 'eae_prk', dh);
  try {
    for (const one of values) if (one.status === 'rejected') throw one.reason;
    return core.hkdfSha256(ikm, NOTHING, labeledInfo(KEM, 'shared_secret', kemContext), 32);
  } finally {
    wipe(...secrets, dh, ikm);
  }
}

/**
 * KeySchedule without a PSK (§5.1), and Export of 32 bytes (§5.3): one block of HKDF's expansion (RFC 5869 §2.3), which is
 * HMAC over `info` and 1. Wipes `shared`.
 */
function exportSecret(core: Core, mode: number, shared: Uint8Array, { info, exporterContext }: Agreement): Uint8Array {
  let exporter: Uint8Array | undefined;
  try {
    const hash = (label: string, ikm: Uint8Array): Uint8Array => core.hmacSha256(NOTHING, labeledIkm(HPKE, label, ikm));
    const context = concat(Uint8Array.of(mode), hash('psk_id_hash', NOTHING), hash('info_hash', info));
    exporter = core.hkdfSha256(labeledIkm(HPKE, 'secret', NOTHING), shared, labeledInfo(HPKE, 'exp', context), 32);
    return core.hmacSha256(exporter, concat(labeledInfo(HPKE, 'sec', exporterContext), Uint8Array.of(1)));
  } finally {
    wipe(shared, exporter);
  }
}
