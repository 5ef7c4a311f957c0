import { equal, wipe } from '../../bytes/bytes.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import { padmeLength } from '../../bytes/padme.ts';
import { Reader } from '../../bytes/reader.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import type { Core, GcmStream } from '../../crypto/core.ts';
import { AuthenticationError } from '../../crypto/errors.ts';
import type { RandomSource } from '../../crypto/random.ts';
import { ExportError, KdfParametersError, NewerVersionError, PassphraseWrongError } from '../errors.ts';
import { deriveSecret, encodeKdfParameters, type KdfParameters, parseKdfParameters } from '../kdf.ts';
import { type KdfPolicy, kdfPolicy } from '../kdf-policy.ts';
import { makePasswordSecret, type StretchOptions } from '../new-password.ts';

// magic ‖ format ‖ fileId ‖ KDF parameters ‖ commitment ‖ nonce ‖ AES-256-GCM over the padded content; see the README.

const magic = encodeUtf8('FIELDSEAL VAULT\n');
const fileFormat = 1;
const idLength = 16;
const commitmentLength = 32;
const nonceLength = 12;
const keyLength = 32;
const lengthPrefix = 4;
const minPadded = 4096;
const tagLength = 16;
/** So many bytes go through the core at a time. */
const partLength = 2 ** 20;
/** Of a whole file, in bytes: it is read into memory at once. */
export const maxExportLength = 256 * 2 ** 20;

export interface SealExportOptions extends StretchOptions {
  /** Of the file, in bytes; what is read at most if left out. */
  readonly limit?: number;
}

/** @throws ExportError `export-too-large` before anything is stretched; PassphraseEmptyError, KdfParametersError */
export const sealExport = async (
  core: Core,
  random: RandomSource,
  passphrase: string,
  content: Uint8Array,
  { limit = maxExportLength, ...options }: SealExportOptions = {},
): Promise<Uint8Array> => {
  requireRoom(content, limit);
  const { parameters, secret } = await makePasswordSecret(core, random, passphrase, options);
  const id = random(idLength);
  const { key, commitment } = deriveKeys(core, id, parameters, secret);
  const nonce = random(nonceLength);
  const head = new Writer()
    .bytes(magic)
    .u8(fileFormat)
    .bytes(id)
    .bytes8(encodeKdfParameters(parameters))
    .bytes(commitment)
    .bytes(nonce)
    .finish();
  try {
    return sealPadded(core.gcmSealer(key, nonce, head), head, content);
  } finally {
    wipe(key, secret);
  }
};

/** Straight into the file: beside it and the content there is no third copy, and a large vault needs no more memory. */
const sealPadded = (sealer: GcmStream, head: Uint8Array, content: Uint8Array): Uint8Array => {
  const padded = paddedLength(content.length);
  const file = new Uint8Array(head.length + padded + tagLength);
  let at = 0;
  const put = (bytes: Uint8Array): void => {
    file.set(bytes, at);
    at += bytes.length;
  };
  put(head);
  const prefix = new Uint8Array(lengthPrefix);
  new DataView(prefix.buffer).setUint32(0, content.length);
  put(sealer.update(prefix));
  for (let from = 0; from < content.length; from += partLength)
    put(sealer.update(content.subarray(from, from + partLength)));
  for (let left = padded - lengthPrefix - content.length; left > 0; left -= partLength)
    put(sealer.update(new Uint8Array(Math.min(left, partLength))));
  put(sealer.finish());
  return file;
};

/**
 * The content, authenticated; the caller wipes it. Size, form and KDF parameters are checked before anything is run.
 * @throws ExportError, NewerVersionError, KdfParametersError, PassphraseWrongError, OutOfMemoryError
 */
export const openExportFile = async (
  core: Core,
  file: Uint8Array,
  passphrase: string,
  policy: KdfPolicy = kdfPolicy,
): Promise<Uint8Array> => {
  const { head, id, parameters, commitment, nonce, sealed } = parseFile(file);
  policy(parameters);
  const secret = await deriveSecret(core, passphrase, parameters);
  const keys = deriveKeys(core, id, parameters, secret);
  wipe(secret);
  try {
    if (!equal(keys.commitment, commitment)) throw new PassphraseWrongError();
    return unpad(core.aesGcmOpen(keys.key, nonce, head, sealed));
  } catch (cause) {
    if (cause instanceof AuthenticationError) throw new ExportError('export-damaged', { reason: 'tag' }, { cause });
    throw cause;
  } finally {
    wipe(keys.key);
  }
};

interface ParsedFile {
  readonly head: Uint8Array;
  readonly id: Uint8Array;
  readonly parameters: KdfParameters;
  readonly commitment: Uint8Array;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
}

const parseFile = (file: Uint8Array): ParsedFile => {
  if (file.length > maxExportLength) throw new ExportError('export-too-large', { limit: maxExportLength });
  if (!equal(file.subarray(0, magic.length), magic)) throw new ExportError('not-export');
  try {
    const reader = new Reader(file);
    reader.bytes(magic.length);
    const format = reader.u8();
    if (format > fileFormat) throw new NewerVersionError({ format });
    if (format !== fileFormat) throw new ExportError('export-damaged', { reason: 'format' });
    const id = reader.bytes(idLength);
    const parameters = parseKdfParameters(reader.bytes8());
    const commitment = reader.bytes(commitmentLength);
    const nonce = reader.bytes(nonceLength);
    return { head: file.subarray(0, reader.offset), id, parameters, commitment, nonce, sealed: reader.rest() };
  } catch (cause) {
    if (cause instanceof NewerVersionError || cause instanceof KdfParametersError || cause instanceof ExportError)
      throw cause;
    if (cause instanceof FieldsealError) throw new ExportError('export-damaged', { reason: 'head' }, { cause });
    throw cause;
  }
};

const deriveKeys = (
  core: Core,
  id: Uint8Array,
  parameters: KdfParameters,
  secret: Uint8Array,
): { readonly key: Uint8Array; readonly commitment: Uint8Array } => {
  const info = new Writer().label('fieldseal/1/export').u8(fileFormat).bytes8(encodeKdfParameters(parameters)).finish();
  const both = core.hkdfSha256(secret, id, info, keyLength + commitmentLength);
  const keys = { key: both.slice(0, keyLength), commitment: both.slice(keyLength) };
  wipe(both);
  return keys;
};

const paddedLength = (length: number): number => Math.max(minPadded, padmeLength(length + lengthPrefix));

const requireRoom = ({ length }: Uint8Array, limit: number): void => {
  if (paddedLength(length) > limit - 4096) throw new ExportError('export-too-large', { limit });
};

/** A view of it, without the padding. */
const unpad = (padded: Uint8Array): Uint8Array => {
  const length = padded.length < minPadded ? -1 : new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const fits = length >= 0 && length <= padded.length - lengthPrefix && paddedLength(length) === padded.length;
  if (fits) return padded.subarray(lengthPrefix, lengthPrefix + length);
  wipe(padded);
  throw new ExportError('export-damaged', { reason: 'padding' });
};
