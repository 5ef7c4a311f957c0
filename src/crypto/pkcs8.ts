// RFC 8410 §7: the PKCS#8 bytes before a raw 32-byte private key; only the last arc of the object identifier differs.
const OID_LAST = { X25519: 0x6e, Ed25519: 0x70 } as const;
const header = (last: number): Uint8Array =>
  Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, last, 4, 0x22, 4, 0x20);

/** The PKCS#8 form of a raw 32-byte private key, which is the only one WebCrypto takes. The caller wipes it. */
export function wrapPkcs8(algorithm: 'X25519' | 'Ed25519', raw: Uint8Array): Uint8Array<ArrayBuffer> {
  if (raw.length !== 32) throw new RangeError(`private key of ${raw.length} bytes`);
  const prefix = header(OID_LAST[algorithm]);
  const whole = new Uint8Array(prefix.length + 32);
  whole.set(prefix);
  whole.set(raw, prefix.length);
  return whole;
}
