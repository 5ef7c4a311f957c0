import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { useTask } from '../../use-task.ts';
import { t } from '../../words.ts';
import type { MadePassphrase } from './strength.ts';

interface Suggestion extends MadePassphrase {
  readonly words: number;
  readonly from: number;
}

interface SuggestPassphraseProps {
  /** What stands in the field. */
  readonly chosen: string;
  readonly onMake: (made: MadePassphrase) => void;
}

/**
 * Makes a passphrase by chance, puts it into the field and shows it there with how much chance is in it: as long as it is
 * the one that is chosen, since who writes down another opens nothing with it.
 */
export const SuggestPassphrase = ({ chosen, onMake }: SuggestPassphraseProps) => {
  const [made, setMade] = useState<Suggestion>();
  const make = useTask(async () => {
    const { makePassphrase, passphraseBits, passphraseWords, wordCount } = await import('./make-passphrase.ts');
    const text = makePassphrase();
    setMade({ text, words: passphraseWords, from: wordCount, bits: passphraseBits });
    onMake({ text, bits: passphraseBits });
  });
  const shown = made?.text === chosen ? made : undefined;
  return (
    <div class="stack">
      <div>
        <Button onClick={() => void make.run()} busy={make.busy} testId="suggest">
          {shown ? t('suggest_another') : t('suggest_make')}
        </Button>
      </div>
      <ErrorNotice error={make.error} />
      {shown && (
        <Notice kind="info" role="status" title={t('suggest_title')} testId="suggested">
          <p class="suggested" lang="en" dir="ltr" translate={false} data-testid="suggested-words">
            {shown.text}
          </p>
          <p class="hint">{t('suggest_bits', [shown.words, shown.from, shown.bits])}</p>
          <p>{t('suggest_do')}</p>
        </Notice>
      )}
    </div>
  );
};
