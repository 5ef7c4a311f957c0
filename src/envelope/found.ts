import type { ShortCard } from './short-card.ts';

/** What proves who wrote it. A passphrase proves nothing beyond the passphrase. */
export type From =
  | { readonly kind: 'self' }
  | { readonly kind: 'contact'; readonly fingerprint: Uint8Array }
  /** Somebody who brought their own card: the keys on it are theirs, and the name is what they say. */
  | { readonly kind: 'introduced'; readonly card: ShortCard }
  | { readonly kind: 'passphrase' };

export interface Found {
  readonly dek: Uint8Array;
  readonly from: From;
}
