/** What proves who wrote it. A passphrase proves nothing beyond the passphrase. */
export type From =
  | { readonly kind: 'self' }
  | { readonly kind: 'contact'; readonly fingerprint: Uint8Array }
  | { readonly kind: 'passphrase' };

export interface Found {
  readonly dek: Uint8Array;
  readonly from: From;
}
