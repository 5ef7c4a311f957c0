import { base62Length } from './base62.ts';
import { padmeLength } from './padme.ts';
import { encodeUtf8 } from './utf8.ts';

/** The most in one text: nobody tries more, so nobody writes more. */
export const MAX_INTRODUCTIONS = 4;

/** What is to be sealed, as far as its length goes. */
export interface SealedLengthOf {
  readonly text: string;
  /** The site it is written for; may be empty. */
  readonly origin: string;
  /** Other people who can open it. The writer always can. */
  readonly recipients: number;
  /** 1 where a passphrase opens it as well. */
  readonly passphrases: number;
  /** Recipients that the writer introduces themselves to: at most `MAX_INTRODUCTIONS`. */
  readonly introductions: number;
}

// The parts of format 2 (see the README of the envelope), in bytes.
const header = 1 + 32 + 1;
const slot = { self: 1 + 44, passphrase: 1 + 66, contact: 1 + 76, introduction: 1 + 284 };
const tag = 16;
const typeTimeAndEnd = 1 + 5 + 1;
const shortestPlaintext = 96;
const originLength = (bytes: number): number => (bytes < 128 ? 1 : 2);
/** Prefix, version, kind, length and checksum, in characters. */
const armor = 5 + 1 + 1 + 4 + 6;

/** How many characters the sealed text will have: exactly, before anything is sealed. */
export const sealedLength = (what: SealedLengthOf): number => {
  const { text, origin, recipients, passphrases, introductions } = what;
  const site = encodeUtf8(origin).length;
  const plaintext = typeTimeAndEnd + originLength(site) + site + encodeUtf8(text).length;
  const padded = Math.max(shortestPlaintext, padmeLength(plaintext));
  const slots =
    slot.self + passphrases * slot.passphrase + recipients * slot.contact + introductions * slot.introduction;
  return armor + base62Length(header + slots + padded + tag);
};
