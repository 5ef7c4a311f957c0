import { wipe } from '../bytes/bytes.ts';
import { requireKey } from './checks.ts';
import { wrapPkcs8 } from './pkcs8.ts';

export interface Ed25519KeyPair {
  /** 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** The 32-byte seed, RFC 8032 §5.1.5. */
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

const ALGORITHM = 'Ed25519';

/** Draws the key in WebCrypto: there is no portable way to compute the public key of a seed there. */
export async function makeEd25519KeyPair(): Promise<Ed25519KeyPair> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const privateKey = pkcs8.slice(-32);
  wipe(pkcs8);
  return { publicKey, privateKey };
}

/** Ed25519 (RFC 8032 §5.1.6) by the 32-byte seed. Gives 64 bytes. Throws `WipedKeyError`. */
export async function signEd25519(privateKey: Uint8Array, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  requireKey(privateKey);
  const pkcs8 = wrapPkcs8(ALGORITHM, privateKey);
  try {
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, new Uint8Array(data)));
  } finally {
    wipe(pkcs8);
  }
}

/** Whether the signature is that of the key's owner over exactly these bytes. False too for what is no key. */
export async function verifyEd25519(publicKey: Uint8Array, signature: Uint8Array, data: Uint8Array): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, new Uint8Array(signature), new Uint8Array(data));
  } catch {
    return false;
  }
}
