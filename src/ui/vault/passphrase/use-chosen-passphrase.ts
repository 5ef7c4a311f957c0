import { useState } from 'preact/hooks';
import { isRefusal, remarkOnPassphrase } from '../../passphrase-rules.ts';
import type { MadePassphrase } from './strength.ts';

export interface ChosenPassphrase {
  readonly passphrase: string;
  readonly again: string;
  /** What was made by chance, if it still stands there as it was made. */
  readonly made?: MadePassphrase;
  readonly setPassphrase: (passphrase: string) => void;
  readonly setMade: (made: MadePassphrase) => void;
  readonly setAgain: (again: string) => void;
  /** Not refused, and twice the same. */
  readonly ready: boolean;
}

/** A new passphrase and its repetition. */
export const useChosenPassphrase = (): ChosenPassphrase => {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [lastMade, setLastMade] = useState<MadePassphrase>();
  const setMade = (made: MadePassphrase): void => {
    setLastMade(made);
    setPassphrase(made.text);
  };
  const ready = !isRefusal(remarkOnPassphrase(passphrase)) && passphrase === again;
  const made = lastMade?.text === passphrase ? { made: lastMade } : {};
  return { passphrase, again, ...made, setPassphrase, setMade, setAgain, ready };
};
