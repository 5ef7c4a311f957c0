/** What keeps a text from being sealed: nothing written, or nobody who could open it. */
export type SealProblem = 'empty' | 'no-recipients';

interface SealWish {
  readonly text: string;
  readonly to: readonly string[];
  /** A passphrase will open it as well. */
  readonly withPassphrase: boolean;
}

/** Undefined = it can be sealed. */
export const sealProblem = ({ text, to, withPassphrase }: SealWish): SealProblem | undefined => {
  if (text === '') return 'empty';
  return to.length === 0 && !withPassphrase ? 'no-recipients' : undefined;
};
