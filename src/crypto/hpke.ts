import { CipherSuite, DhkemX25519HkdfSha256, ExportOnly, HkdfSha256 } from '@hpke/core';
import { wipe } from '../bytes/bytes.ts';
import { WipedKeyError } from './errors.ts';
import { KeyAgreementError } from './key-error.ts';
import { type RandomSource, randomBytes } from './random.ts';
import {
  importX25519PrivateKey,
  importX25519PublicKey,
  makeX25519KeyPair,
  type RawX25519KeyPair,
  type X25519KeyPair,
} from './x25519.ts';

/** What both sides must agree on, byte for byte. */
interface Agreement {
  /** RFC 9180 §5.1 `info`. */
  readonly info: Uint8Array;
  /** RFC 9180 §5.3 `exporter_context`. */
  readonly exporterContext: Uint8Array;
  /** Of the secret, in bytes: 1 to 255. */
  readonly length: number;
}

export interface MakeSharedSecret extends Agreement {
  readonly recipientPublicKey: Uint8Array;
  readonly sender: X25519KeyPair;
}

export interface OpenSharedSecret extends Agreement {
  /** 32 bytes: the encapsulated key that `makeSharedSecret` gave. */
  readonly enc: Uint8Array;
  readonly recipient: X25519KeyPair;
  readonly senderPublicKey: Uint8Array;
}

export interface SharedSecret {
  readonly enc: Uint8Array<ArrayBuffer>;
  /** The caller wipes it. */
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** A suite holds no keys, but it has set-up state of its own: one for each operation. */
const makeSuite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new ExportOnly() });

/**
 * RFC 9180 Auth mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and the export-only AEAD:
 * a fresh secret that only the recipient can compute, and that only this sender (or the recipient) can have made.
 * Throws `KeyAgreementError` on an unusable public key.
 */
export async function makeSharedSecret(
  options: MakeSharedSecret,
  random: RandomSource = randomBytes,
): Promise<SharedSecret> {
  const ephemeral: RawX25519KeyPair = await makeX25519KeyPair(random);
  try {
    const [recipientPublicKey, senderKey, ekm] = await Promise.all([
      importX25519PublicKey(options.recipientPublicKey),
      importPair(options.sender),
      importPair(ephemeral),
    ]);
    const { info, exporterContext, length } = options;
    const context = await makeSuite().createSenderContext({ recipientPublicKey, senderKey, ekm, info });
    const secret = new Uint8Array(await context.export(exporterContext, length));
    return { enc: new Uint8Array(context.enc), secret };
  } catch (cause) {
    throw asKeyAgreementError(cause);
  } finally {
    wipe(ephemeral.privateKey);
  }
}

/**
 * The same secret on the recipient's side. With any key other than the true ones it is another secret, not an error.
 * Throws `KeyAgreementError` on an unusable public key.
 */
export async function openSharedSecret(options: OpenSharedSecret): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const [recipientKey, senderPublicKey] = await Promise.all([
      importPair(options.recipient),
      importX25519PublicKey(options.senderPublicKey),
    ]);
    const { enc, info, exporterContext, length } = options;
    const context = await makeSuite().createRecipientContext({ recipientKey, senderPublicKey, enc, info });
    return new Uint8Array(await context.export(exporterContext, length));
  } catch (cause) {
    throw asKeyAgreementError(cause);
  }
}

async function importPair(pair: X25519KeyPair): Promise<CryptoKeyPair> {
  const [publicKey, privateKey] = await Promise.all([
    importX25519PublicKey(pair.publicKey),
    importX25519PrivateKey(pair.privateKey),
  ]);
  return { publicKey, privateKey };
}

function asKeyAgreementError(cause: unknown): KeyAgreementError | WipedKeyError {
  return cause instanceof KeyAgreementError || cause instanceof WipedKeyError
    ? cause
    : new KeyAgreementError({ cause });
}
