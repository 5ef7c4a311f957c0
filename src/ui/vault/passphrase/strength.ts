/** What makes a passphrase easier to guess than its length promises; `short`: nothing but that there is too little of it. */
export type StrengthReason = 'common' | 'personal' | 'repeat' | 'keyboard' | 'sequence' | 'date' | 'words' | 'short';

/** A passphrase of which it is known how it came about. */
export interface MadePassphrase {
  readonly text: string;
  /** How much chance is in it, in powers of two. */
  readonly bits: number;
}

export interface Strength {
  /** Powers of two of guesses, for somebody who tries the likely first. An estimate. */
  readonly bits: number;
  /** 0 falls at once · 1 weak · 2 fair · 3 good · 4 very good. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  /** Below level 3. */
  readonly why?: StrengthReason;
}
