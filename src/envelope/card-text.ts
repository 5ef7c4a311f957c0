import { decodeHex } from '../bytes/hex.ts';
import { type ContactCard, keysOnFullCard, parseCard } from './card.ts';
import type { CardKeys } from './card-keys.ts';
import { keysOnShortCard, parseShortCard } from './short-card.ts';

/** A short card stands in the vault, and between keeper and windows, as hex: it is nothing that people hand on. */
const SHORT = /^[0-9a-f]{472}$/;
export const isShortCard = (text: string): boolean => SHORT.test(text);

/** Reads a card of either form and verifies its signature. Throws `SealedTextError` and `CardError`. */
export async function parseAnyCard(text: string): Promise<ContactCard> {
  return isShortCard(text) ? await parseShortCard(decodeHex(text)) : await parseCard(text);
}

/** The keys of a card whose signature was verified before, as of one in my own vault. Throws `SealedTextError`. */
export function keysOnCard(text: string): CardKeys {
  return isShortCard(text) ? keysOnShortCard(decodeHex(text)) : keysOnFullCard(text);
}
