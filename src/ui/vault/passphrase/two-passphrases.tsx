import { PassphraseField } from '../../components/passphrase-field.tsx';
import { t } from '../../words.ts';
import { NewPassphrase } from '../new-passphrase.tsx';
import { StrengthLine } from './strength-line.tsx';
import { SuggestPassphrase } from './suggest-passphrase.tsx';
import type { ChosenPassphrase } from './use-chosen-passphrase.ts';
import { useStrength } from './use-strength.ts';

interface TwoPassphrasesProps {
  readonly chosen: ChosenPassphrase;
  readonly label: string;
  readonly hint: string;
  /** What is known of the person, such as their name: a passphrase with it is guessed sooner. */
  readonly personal: readonly string[];
  /** Whether the person has tried to go on, so that what is missing is named. */
  readonly tried: boolean;
  /** Begins the handles of both fields. */
  readonly testId: string;
}

/** A passphrase that is being chosen, or made by chance; typed twice, and judged. */
export const TwoPassphrases = ({ chosen, label, hint, personal, tried, testId }: TwoPassphrasesProps) => {
  const strength = useStrength(chosen.passphrase, personal, chosen.made);
  return (
    <>
      <div class="field">
        <NewPassphrase
          label={label}
          hint={hint}
          value={chosen.passphrase}
          onInput={chosen.setPassphrase}
          tried={tried}
          testId={testId}
        />
        <StrengthLine strength={strength} />
      </div>
      <SuggestPassphrase chosen={chosen.passphrase} onMake={chosen.setMade} />
      <PassphraseField
        label={t('create_passphrase_again')}
        value={chosen.again}
        onInput={chosen.setAgain}
        problem={tried && chosen.again !== chosen.passphrase ? t('create_problem_different') : undefined}
        testId={`${testId}-again`}
      />
    </>
  );
};
