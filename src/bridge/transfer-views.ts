// What exports and imports of a vault give a page of ours.
export interface ExportView {
  /** For the file. */
  readonly name: string;
  readonly file: Uint8Array;
  /** Records that are damaged in this vault, and not in the file. */
  readonly damaged: number;
}

/** What is in an exported file, before anything of it is taken. */
export interface ImportPreview {
  /** Of this preview, for `import.apply`. */
  readonly id: string;
  /** When it was exported. */
  readonly created: number;
  readonly counts: Readonly<Record<'contacts' | 'drafts' | 'identity' | 'preferences' | 'activity', number>>;
  readonly collisions: readonly ImportCollision[];
  /** It is from this very vault. */
  readonly sameVault: boolean;
  /** The same, and from a later state than this one: somebody put an older copy of the vault back. */
  readonly ahead: boolean;
}

/**
 * Something that is in both and not the same. Neither side is lost; where `choose` is true, one of the two is used, and
 * the person says which.
 * `identity` another identity · `keys` a contact with other keys · `new-key` a contact with a later card that brings one,
 * which is taken over · `namesake` somebody else under the name of a contact · `alias`, `verified` a contact named or
 * compared otherwise · `draft` another text for the same field · `value` other preferences
 */
export interface ImportCollision {
  readonly store: string;
  readonly id: string;
  readonly reason: 'identity' | 'keys' | 'new-key' | 'namesake' | 'alias' | 'verified' | 'draft' | 'value';
  readonly choose: boolean;
  /** What a person knows it by, in this vault and in the file; may be empty. */
  readonly mine: string;
  readonly theirs: string;
}

/** Records. */
export interface ImportResult {
  readonly added: number;
  readonly merged: number;
}
