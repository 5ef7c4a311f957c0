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
  /** Of a short card, which holds no extensions: 32 bytes, over the lasting keys of the full one. */
  readonly keys?: Uint8Array;
}
