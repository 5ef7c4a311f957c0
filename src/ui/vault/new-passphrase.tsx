import { PassphraseField } from '../components/passphrase-field.tsx';
import { isRefusal, remarkOnPassphrase } from '../passphrase-rules.ts';
import { remarkWords } from './remark-words.ts';

interface NewPassphraseProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Whether the person has tried to go on, so that what is missing is named. */
  readonly tried: boolean;
  readonly testId: string;
}

/** A passphrase that is being chosen: refused where it is too short, advised against where it is easy to guess. */
export const NewPassphrase = ({ label, hint, value, onInput, tried, testId }: NewPassphraseProps) => {
  const remark = value === '' && !tried ? undefined : remarkOnPassphrase(value);
  const words = remarkWords(remark);
  const refused = isRefusal(remark);
  return (
    <PassphraseField
      label={label}
      hint={words !== undefined && !refused ? `${hint} ${words}` : hint}
      value={value}
      onInput={onInput}
      problem={refused ? words : undefined}
      testId={testId}
    />
  );
};
