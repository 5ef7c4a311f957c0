import { equal } from '../bytes/bytes.ts';

/** Something a later version puts on cards; kept, so that it survives being passed on. */
export interface CardExtension {
  /** 0 to 65,535, each at most once on a card. */
  readonly type: number;
  readonly value: Uint8Array;
}

const LASTING = { from: 256, to: 511 };

/** Keys that somebody is known by, beside the two that every card has; also those of types that are not known here yet. */
export const lastingKeys = (extensions: readonly CardExtension[]): readonly CardExtension[] =>
  extensions.filter(({ type }) => type >= LASTING.from && type <= LASTING.to);

/** What somebody is known by: the keys of a card. */
export interface CardKeys {
  /** 32 bytes. */
  readonly ed25519: Uint8Array;
  /** 32 bytes. */
  readonly x25519: Uint8Array;
  readonly extensions: readonly CardExtension[];
}

/**
 * - `same`: the very keys.
 * - `added`: all that were known, as they were, and others.
 * - `changed`: one that was known is missing or another one.
 */
export type KeyComparison = 'same' | 'added' | 'changed';

/** Both under one Ed25519 key, or they are `changed`. */
export const compareKeys = (known: CardKeys, incoming: CardKeys): KeyComparison => {
  if (!equal(known.ed25519, incoming.ed25519) || !equal(known.x25519, incoming.x25519)) return 'changed';
  const [before, now] = [lastingKeys(known.extensions), lastingKeys(incoming.extensions)];
  const isThere = (key: CardExtension): boolean =>
    now.some(({ type, value }) => type === key.type && equal(value, key.value));
  if (!before.every(isThere)) return 'changed';
  return before.length === now.length ? 'same' : 'added';
};
