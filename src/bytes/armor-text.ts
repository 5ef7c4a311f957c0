import { isBase62 } from './base62.ts';

// What pages and mail put between the characters of a text without changing it for a reader: white space, `>` quote
// marks, and characters without a shape of their own (soft hyphen, joiners, direction marks, variation selectors, tags).
// 0xDB40 with 0xDC00 to 0xDDEF are the UTF-16 halves of U+E0000 to U+E01EF.
const SKIPPED =
  '[\\s>\\u0085\\u00AD\\u034F\\u061C\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE00-\\uFE0F\\uFEFF\\uDB40\\uDC00-\\uDDEF]*';

/** The same set as `SKIPPED`, for one UTF-16 code unit. */
export function isSkipped(code: number): boolean {
  if (code < 0x80) return code === 0x20 || code === 0x3e || (code >= 0x09 && code <= 0x0d);
  if (code < 0x2000) {
    if (code === 0x85 || code === 0xa0 || code === 0xad || code === 0x34f || code === 0x61c) return true;
    return code === 0x1680 || (code >= 0x180b && code <= 0x180f);
  }
  if (code <= 0x206f) return code <= 0x200f || (code >= 0x2028 && code <= 0x202f) || code >= 0x205f;
  if (code === 0x3000 || code === 0xfeff || code === 0xdb40) return true;
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xdc00 && code <= 0xddef);
}

export const PREFIX = 'FSEAL';

// Every repeated set is disjoint from the letter after it, so neither expression ever goes back: both are linear.
const WHOLE = [...PREFIX].join(SKIPPED);
const EXACT = `${WHOLE}${SKIPPED}[1-9]`;
const FOLDED = `${PREFIX}[1-9]`;

const anyExact = new RegExp(EXACT);
const anyFolded = new RegExp(FOLDED, 'i');

/** Whether a look with `findArmored` is worth it. Linear, one or two milliseconds for 200 KB of text. */
export function mayHoldArmor(text: string): boolean {
  return anyExact.test(text) || anyFolded.test(text);
}

/** Where a prefix stands in a text. */
export interface Mark {
  readonly start: number;
  /** The letters are all capitals, as they were written. */
  readonly exact: boolean;
}

/** All prefixes of a text in order. Those with changed letter case count only where nothing stands between the letters. */
export function findMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(new RegExp(EXACT, 'g'))) marks.push({ start: match.index, exact: true });
  for (const match of text.matchAll(new RegExp(FOLDED, 'gi'))) {
    if (!match[0].startsWith(PREFIX)) marks.push({ start: match.index, exact: false });
  }
  return marks.sort((a, b) => a.start - b.start);
}

const PLAIN = /^[0-9A-Za-z]*/;
const atOnce = 4_096;
const few = 32;
const encoder = new TextEncoder();

/** A stretch of text read as token characters. */
export interface Run {
  /** How many token characters it holds, at most as many as asked for. */
  readonly count: number;
  /** The offset after the last of them. */
  readonly end: number;
}

/** Reads token characters from `start`, over skipped ones, until `wanted`, a foreign character or `limit`. */
export function measureRun(text: string, start: number, limit: number, wanted: number): Run {
  // Most stand whole and in one piece: there the browser is faster than a loop.
  const stretch = text.slice(start, wanted < few ? start : Math.min(limit, start + wanted, start + atOnce));
  const plain = PLAIN.exec(stretch)?.[0].length ?? 0;
  let count = plain;
  let end = start + plain;
  for (let at = end; at < limit && count < wanted; at++) {
    const code = text.charCodeAt(at);
    if (isBase62(code)) {
      count++;
      end = at + 1;
    } else if (!isSkipped(code)) break;
  }
  return { count, end };
}

/** The token characters of a run as ASCII codes. */
export function readRun(text: string, start: number, run: Run): Uint8Array {
  if (run.end - start === run.count) return encoder.encode(text.slice(start, run.end));
  const codes = new Uint8Array(run.count);
  let count = 0;
  for (let at = start; at < run.end; at++) {
    const code = text.charCodeAt(at);
    if (isBase62(code)) codes[count++] = code;
  }
  return codes;
}
