import { useState } from 'preact/hooks';
import { isRefusal, remarkOnPassphrase } from '../../passphrase-rules.ts';

export interface ChosenPassphrase {
  readonly passphrase: string;
  readonly again: string;
  readonly setPassphrase: (passphrase: string) => void;
  readonly setAgain: (again: string) => void;
  /** Not refused, and twice the same. */
  readonly ready: boolean;
}

/** A new passphrase and its repetition. */
export const useChosenPassphrase = (): ChosenPassphrase => {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const ready = !isRefusal(remarkOnPassphrase(passphrase)) && passphrase === again;
  return { passphrase, again, setPassphrase, setAgain, ready };
};
