/**
 * What keeps a text from being sealed: nothing written, nobody who could open it, or half a character (a surrogate
 * without its other half), which no encoding carries: another one would come out than went in.
 */
export type SealProblem = 'empty' | 'no-recipients' | 'half-character';

interface SealWish {
  readonly text: string;
  readonly to: readonly string[];
  /** A passphrase will open it as well. */
  readonly withPassphrase: boolean;
}

const halfCharacter = /\p{Surrogate}/u;

/** Undefined = it can be sealed. */
export const sealProblem = ({ text, to, withPassphrase }: SealWish): SealProblem | undefined => {
  if (text === '') return 'empty';
  if (halfCharacter.test(text)) return 'half-character';
  return to.length === 0 && !withPassphrase ? 'no-recipients' : undefined;
};
