export const passphraseMinimum = 12;

/** What stands against a passphrase (`short`, `repeated` are refused), or may be said of it (`digits`, `one-word`). */
export type PassphraseRemark =
  | { readonly kind: 'short'; readonly missing: number }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'digits' }
  | { readonly kind: 'one-word' };

/**
 * Says plainly what is weak about a passphrase, without inventing a figure for its strength. Characters are counted as
 * people count them (code points). Undefined = nothing to say.
 */
export const remarkOnPassphrase = (passphrase: string): PassphraseRemark | undefined => {
  const characters = [...passphrase];
  if (characters.length < passphraseMinimum) return { kind: 'short', missing: passphraseMinimum - characters.length };
  if (new Set(characters).size <= 4) return { kind: 'repeated' };
  if (/^[\p{N}\s.,/-]+$/u.test(passphrase)) return { kind: 'digits' };
  if (/^\p{L}+[\p{N}\p{P}\p{S}]{0,4}$/u.test(passphrase) && characters.length < 20) return { kind: 'one-word' };
  return undefined;
};

/** Whether a remark forbids the passphrase rather than advising against it. */
export const isRefusal = (remark: PassphraseRemark | undefined): boolean =>
  remark?.kind === 'short' || remark?.kind === 'repeated';
