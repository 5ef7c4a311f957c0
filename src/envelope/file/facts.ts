// What the envelope of a file holds: the key of the stream, its digest, and what the file is called.
import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import type { ContentKind, Origins } from '../content.ts';
import { toFileName } from './file-name.ts';

export interface FileFacts extends Origins {
  /** 32 bytes: what the stream is sealed with. */
  readonly key: Uint8Array;
  /** 32 bytes, of the whole stream. */
  readonly digest: Uint8Array;
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes of the stream. */
  readonly streamBytes: number;
  readonly name: string;
  /** As the writer's system said, such as `image/png`; may be empty. Nothing may be decided by it. */
  readonly mediaType: string;
}

/** What a media type looks like (RFC 6838 §4.2), without parameters. */
const MEDIA_TYPE = /^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}$/;
const toMediaType = (type: string): string => (MEDIA_TYPE.test(type) ? type : '');

type Facts = Omit<FileFacts, keyof Origins>;

/** Content that the caller wipes. */
export const encodeFacts = (facts: Facts): Uint8Array =>
  new Writer()
    .bytes(facts.key)
    .bytes(facts.digest)
    .u64(facts.size)
    .u64(facts.streamBytes)
    .bytes16(encodeUtf8(toFileName(facts.name)))
    .bytes8(encodeUtf8(toMediaType(facts.mediaType)))
    .finish();

export const FACTS: ContentKind<Facts> = {
  type: 2,
  parse: (content) => {
    const reader = new Reader(content);
    const key = reader.bytes(32).slice();
    const digest = reader.bytes(32).slice();
    const [size, streamBytes] = [reader.u64(), reader.u64()];
    const name = toFileName(decodeUtf8(reader.bytes16()));
    const mediaType = toMediaType(decodeUtf8(reader.bytes8()));
    reader.end();
    return { key, digest, size, streamBytes, name, mediaType };
  },
};
