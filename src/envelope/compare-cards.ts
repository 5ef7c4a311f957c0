import { equal } from '../bytes/bytes.ts';
import type { ContactCard } from './card.ts';
import { type CardKeys, compareKeys } from './card-keys.ts';

/**
 * - `same`: the very card.
 * - `newer`: the same keys on a later card: name, dates or what is no key may differ.
 * - `keys-added`: a later card with all keys that were known, and others.
 * - `older`: an earlier card of the same owner, or another of the same moment: not to be taken over.
 * - `keys-changed`: the same owner signed a later card on which a known key is missing or another one.
 * - `different-key`: signed by somebody else, whatever name it carries.
 *
 * `keys-changed` and `different-key` are alarms, never silent updates; `keys-added` is said.
 */
export type CardComparison = 'same' | 'newer' | 'keys-added' | 'older' | 'keys-changed' | 'different-key';

type Comparable = CardKeys & Pick<ContactCard, 'text' | 'created'>;

const AS_COMPARED = { same: 'newer', added: 'keys-added', changed: 'keys-changed' } as const;

/** What an incoming card is to a known one. Both come from `parseCard` or `makeCard`. */
export function compareCards(known: Comparable, incoming: Comparable): CardComparison {
  if (!equal(known.ed25519, incoming.ed25519)) return 'different-key';
  if (known.text === incoming.text) return 'same';
  if (incoming.created <= known.created) return 'older';
  return AS_COMPARED[compareKeys(known, incoming)];
}
