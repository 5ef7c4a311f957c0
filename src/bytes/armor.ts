import { sha256 } from '@noble/hashes/sha2.js';
import { findMarks, type Mark, measureRun, PREFIX, type Run, readRun } from './armor-text.ts';
import { base62Length, decodeBase62, decodeNumber62, encodeBase62, encodeNumber62 } from './base62.ts';
import { SealedTextError } from './sealed-text-error.ts';

export { mayHoldArmor } from './armor-text.ts';

/** `message`: a sealed message. `card`: a contact card. */
export type ArmorKind = 'message' | 'card';

/** Why a text that looks sealed cannot be read. */
export type ArmorProblem = 'truncated' | 'damaged' | 'newer-version' | 'too-large';

/** Something that looks like a sealed text, in running text. */
export interface FoundArmor {
  /** Offset of its first character in the searched text. */
  readonly start: number;
  /** Offset after its last character; skipped characters inside are counted. */
  readonly end: number;
  /** Absent where a problem hides it. */
  readonly kind?: ArmorKind;
  /** Its own characters alone, without the skipped ones. */
  readonly text: string;
  /** Absent where the checksum fits. */
  readonly problem?: ArmorProblem;
}

export interface ParsedArmor {
  readonly kind: ArmorKind;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** The largest payload, in bytes. */
export const MAX_PAYLOAD = 10 * 2 ** 20;
/** The longest text that is looked at by `parseArmor`, in UTF-16 units. */
export const MAX_TEXT = 20 * 2 ** 20;

/** What stands behind the prefix: the version of what is in the payload, and its kind. */
const KINDS: ReadonlyMap<string, ArmorKind> = new Map([
  ['1m', 'message'],
  ['1c', 'card'],
  ['2m', 'message'],
]);
const VERSIONS: ReadonlySet<string> = new Set(['1', '2']);
/** From format 2 on, the first four bits of a payload are its version. */
const marksOf = (kind: ArmorKind, [first = 0]: Uint8Array): string =>
  kind === 'card' ? '1c' : `${first >> 4 === 2 ? 2 : 1}m`;
const LENGTH_AT = PREFIX.length + 2;
const BODY_AT = LENGTH_AT + 4;
const CHECKSUM = 6;
const SHORTEST = BODY_AT + CHECKSUM;

const ascii = new TextDecoder('latin1');
const toText = (codes: Uint8Array): string => ascii.decode(codes);

/** The one line of letters and digits that stands for a payload. Throws `too-large` above `MAX_PAYLOAD`. */
export function armor(kind: ArmorKind, payload: Uint8Array): string {
  if (payload.length > MAX_PAYLOAD) throw new SealedTextError('too-large', { limit: MAX_PAYLOAD });
  const head = `${PREFIX}${marksOf(kind, payload)}${encodeNumber62(payload.length, 4)}`;
  const body = encodeBase62(payload);
  const codes = new Uint8Array(head.length + body.length);
  for (let i = 0; i < head.length; i++) codes[i] = head.charCodeAt(i);
  codes.set(body, head.length);
  return toText(codes) + checksum(codes);
}

/**
 * The first intact sealed text in `text`, whatever stands around it.
 * Throws `SealedTextError`: `too-large`, `newer-version`, `truncated`, `damaged` or `not-sealed-text`.
 */
export function parseArmor(text: string): ParsedArmor {
  if (text.length > MAX_TEXT) throw new SealedTextError('too-large', { limit: MAX_TEXT });
  const found = findArmored(text);
  const intact = found.find((one) => one.problem === undefined);
  if (intact?.kind === undefined) {
    const newer = found.find((one) => one.problem === 'newer-version');
    throw new SealedTextError((newer ?? found[0])?.problem ?? 'not-sealed-text');
  }
  const codes = readRun(intact.text, 0, { count: intact.text.length, end: intact.text.length });
  const length = decodeNumber62(codes, LENGTH_AT, BODY_AT);
  const payload = decodeBase62(codes.subarray(BODY_AT, -CHECKSUM), length);
  if (marksOf(intact.kind, payload) !== marksIn(intact.text)) throw new SealedTextError('damaged');
  return { kind: intact.kind, payload };
}

const marksIn = (token: string): string => token.slice(PREFIX.length, LENGTH_AT);

/** Every sealed text in running text, and every attempt at one with what is wrong with it. Linear in the text. */
export function findArmored(text: string): FoundArmor[] {
  const marks = findMarks(text);
  const found: FoundArmor[] = [];
  const budget = { left: text.length };
  let free = 0;
  marks.forEach((mark, index) => {
    if (mark.start < free) return;
    const one = examine(text, mark, marks[index + 1]?.start ?? text.length, budget);
    if (one === null) return;
    found.push(one);
    free = one.end;
  });
  return found;
}

/** @param limit where the next prefix begins: what lies between belongs to this one. */
function examine(text: string, mark: Mark, limit: number, budget: { left: number }): FoundArmor | null {
  const head = measureRun(text, mark.start, limit, BODY_AT);
  const codes = readRun(text, mark.start, head);
  const version = String.fromCharCode(codes[PREFIX.length] ?? 0);
  if (!mark.exact || !VERSIONS.has(version)) {
    const whole = measureRun(text, mark.start, limit, SHORTEST);
    if (whole.count < SHORTEST) return null;
    const run = measureRun(text, mark.start, limit, Number.POSITIVE_INFINITY);
    return problem(text, mark, run, mark.exact ? 'newer-version' : 'damaged');
  }
  if (head.count < BODY_AT) return problem(text, mark, head, 'truncated');
  const length = decodeNumber62(codes, LENGTH_AT, BODY_AT);
  if (length > MAX_PAYLOAD) return problem(text, mark, head, 'too-large');
  const wanted = BODY_AT + base62Length(length) + CHECKSUM;
  const run = measureRun(text, mark.start, limit, wanted);
  if (run.count === wanted) return verify(text, mark, run);
  return acrossPrefixes(text, mark, wanted, budget) ?? problem(text, mark, run, 'truncated');
}

/**
 * A body may hold the letters of a prefix by chance. Looking past the next prefix is limited to as many characters
 * as the whole text has, so that thousands of false prefixes cannot make the search quadratic.
 */
function acrossPrefixes(text: string, mark: Mark, wanted: number, budget: { left: number }): FoundArmor | null {
  if (text.length - mark.start < wanted || wanted > budget.left) return null;
  budget.left -= wanted;
  const run = measureRun(text, mark.start, Math.min(text.length, mark.start + wanted + budget.left), wanted);
  budget.left -= Math.max(0, run.end - mark.start - wanted);
  if (run.count < wanted) return null;
  const one = verify(text, mark, run);
  return one.problem === 'damaged' ? null : one;
}

function verify(text: string, mark: Mark, run: Run): FoundArmor {
  const codes = readRun(text, mark.start, run);
  const token = toText(codes);
  const fits = checksum(codes.subarray(0, -CHECKSUM)) === token.slice(-CHECKSUM);
  if (!fits) return { start: mark.start, end: run.end, text: token, problem: 'damaged' };
  const kind = KINDS.get(marksIn(token));
  if (kind === undefined) return { start: mark.start, end: run.end, text: token, problem: 'newer-version' };
  return { start: mark.start, end: run.end, text: token, kind };
}

function problem(text: string, mark: Mark, run: Run, what: ArmorProblem): FoundArmor {
  return { start: mark.start, end: run.end, text: toText(readRun(text, mark.start, run)), problem: what };
}

/** The first 32 bits of SHA-256 over the characters, as six digits. */
function checksum(codes: Uint8Array): string {
  const digest = sha256(codes);
  return encodeNumber62(new DataView(digest.buffer, digest.byteOffset).getUint32(0), CHECKSUM);
}
