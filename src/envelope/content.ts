import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';

/** Of the text, in bytes of UTF-8: with padding and slots it stays below the armor's limit. */
const MAX_CONTENT = 9 * 2 ** 20;

/** What stands before every content. */
export interface Origins {
  /** Milliseconds since 1970 UTC, whole seconds in format 2. */
  readonly time: number;
  /** The site it was written for; may be empty. */
  readonly origin: string;
}

/** What a sealed message may hold. */
export interface ContentKind<T extends object> {
  readonly type: number;
  /** Throws `damaged` where the content, a view, does not follow the format. */
  readonly parse: (content: Uint8Array) => T;
}

export const TEXT: ContentKind<{ readonly text: string }> = {
  type: 1,
  parse: (content) => ({ text: decodeUtf8(content) }),
};

/** Content that the caller wipes. Throws `too-large`. */
export function encodeText(text: string): Uint8Array {
  const content = encodeUtf8(text);
  if (content.length > MAX_CONTENT) throw new SealedTextError('too-large', { limit: MAX_CONTENT });
  return content;
}
