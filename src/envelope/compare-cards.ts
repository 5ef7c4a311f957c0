import { equal } from '../bytes/bytes.ts';
import type { ContactCard } from './card.ts';

/**
 * - `same`: the very card.
 * - `newer`: the same keys on a later card: name, dates or extensions may differ.
 * - `older`: an earlier card of the same owner, or another of the same moment: not to be taken over.
 * - `keys-changed`: the same owner signed a later card with another encryption key.
 * - `different-key`: signed by somebody else, whatever name it carries.
 *
 * `keys-changed` and `different-key` are alarms, never silent updates.
 */
export type CardComparison = 'same' | 'newer' | 'older' | 'keys-changed' | 'different-key';

/** What an incoming card is to a known one. Both come from `parseCard` or `makeCard`. */
export function compareCards(known: ContactCard, incoming: ContactCard): CardComparison {
  if (!equal(known.ed25519, incoming.ed25519)) return 'different-key';
  if (known.text === incoming.text) return 'same';
  if (incoming.created <= known.created) return 'older';
  return equal(known.x25519, incoming.x25519) ? 'newer' : 'keys-changed';
}
