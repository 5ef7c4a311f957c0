import { equal } from '../bytes/bytes.ts';
import type { ContactCard } from './card.ts';
import { type CardExtension, type CardKeys, lastingKeys } from './card-keys.ts';
import { digestKeys, digestOf } from './fingerprint.ts';

/**
 * - `same`: the very keys.
 * - `added`: all that were known, as they were, and others.
 * - `changed`: one that was known is missing or another one.
 */
export type KeyComparison = 'same' | 'added' | 'changed';

/** Both under one Ed25519 key, or they are `changed`. */
export function compareKeys(known: CardKeys, incoming: CardKeys): KeyComparison {
  if (!equal(known.ed25519, incoming.ed25519) || !equal(known.x25519, incoming.x25519)) return 'changed';
  if (known.keys || incoming.keys) return compareDigests(digestOf(known), digestOf(incoming));
  const [before, now] = [lastingKeys(known.extensions), lastingKeys(incoming.extensions)];
  const isThere = (key: CardExtension): boolean =>
    now.some(({ type, value }) => type === key.type && equal(value, key.value));
  if (!before.every(isThere)) return 'changed';
  return before.length === now.length ? 'same' : 'added';
}

/** Where one card is short, nobody can tell which keys came and which went, unless there were none. */
function compareDigests(known: Uint8Array, incoming: Uint8Array): KeyComparison {
  if (equal(known, incoming)) return 'same';
  return equal(known, digestKeys([])) ? 'added' : 'changed';
}

/**
 * - `same`: the very card.
 * - `newer`: the same keys on a later card: name, dates or what is no key may differ.
 * - `keys-added`: a later card with all keys that were known, and others.
 * - `older`: an earlier card of the same owner, or another of the same moment: not to be taken over.
 * - `keys-changed`: the same owner signed a later card on which a known key is missing or another one.
 * - `different-key`: signed by somebody else, whatever name it carries.
 *
 * `keys-changed` and `different-key` are alarms, never silent updates; `keys-added` is said. A short card never takes the
 * place of a full one: it is the `same`, or `older`.
 */
export type CardComparison = 'same' | 'newer' | 'keys-added' | 'older' | 'keys-changed' | 'different-key';

type Comparable = CardKeys & Pick<ContactCard, 'text' | 'created'>;

const AS_COMPARED = { same: 'newer', added: 'keys-added', changed: 'keys-changed' } as const;

/** What an incoming card is to a known one. Both were verified. */
export function compareCards(known: Comparable, incoming: Comparable): CardComparison {
  if (!equal(known.ed25519, incoming.ed25519)) return 'different-key';
  if (known.text === incoming.text) return 'same';
  if (incoming.keys && !known.keys) return compareKeys(known, incoming) === 'same' ? 'same' : 'older';
  if (!isLater(known, incoming)) return 'older';
  return AS_COMPARED[compareKeys(known, incoming)];
}

/** A short card lost the parts of a second: the full one of the same moment completes it. */
function isLater(known: Comparable, incoming: Comparable): boolean {
  return known.keys && !incoming.keys ? incoming.created >= known.created : incoming.created > known.created;
}
