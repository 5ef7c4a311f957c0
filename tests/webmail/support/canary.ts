// Texts that must not be found on a server, and the search for them.
import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** A leak need not be whole: a site that posts while one types may have seen a part. Eight letters are found. */
const PIECE = 8;

/** A word of 24 random letters: it stands the same in Markdown, HTML, URLs and JSON, and nowhere by chance. */
export const makeCanary = (): string =>
  Array.from({ length: 3 * PIECE }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Base64 for each of the three places in a group of octets where the text may begin, without the neighbours' letters. */
const base64 = (bytes: Buffer): string[] =>
  [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
    const inner = whole
      .subarray(0, whole.length - (whole.length % 3))
      .toString('base64')
      .slice(shift === 0 ? 0 : 4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });

const spellings = (text: string): string[] => {
  const bytes = Buffer.from(text);
  const url = encodeURIComponent(text);
  const found = [
    bytes.toString('latin1'),
    url,
    url.replaceAll('%20', '+'),
    new URLSearchParams([['', text]]).toString().slice(1),
    Buffer.from(escapeHtml(text)).toString('latin1'),
    Buffer.from(escapeHtml(text).replaceAll("'", '&#039;')).toString('latin1'),
    Buffer.from(JSON.stringify(text).slice(1, -1)).toString('latin1'),
    bytes.toString('hex'),
    ...base64(bytes),
  ];
  return [...new Set(found)].filter((spelling) => spelling.length >= 4);
};

const pieces = (text: string): string[] => {
  const words = text.match(/[a-z]{16,}/g) ?? [];
  return words.flatMap((word) => word.match(new RegExp(`.{${PIECE}}`, 'g')) ?? []);
};

const flat = (text: string): string => text.replace(/\s+/g, '');

/**
 * Whether a record holds a text: plain, URL-encoded, HTML-escaped, in JSON, in hex, or in base64 at any alignment, broken
 * into lines or not. Of a word as `makeCanary` gives, any aligned eight letters count.
 */
export const holds = (record: Uint8Array, text: string): boolean => {
  const plain = Buffer.from(record).toString('latin1');
  const joined = flat(plain);
  const wanted = [...new Set([text, ...pieces(text)].flatMap(spellings))];
  return wanted.some((spelling) => plain.includes(spelling) || joined.includes(flat(spelling)));
};
