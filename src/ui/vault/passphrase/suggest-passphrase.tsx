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

/** Makes a passphrase by chance, shows it with how much chance is in it, and puts it into the field. */
export const SuggestPassphrase = ({ onMake }: { readonly onMake: (made: MadePassphrase) => void }) => {
  const [made, setMade] = useState<Suggestion>();
  const make = useTask(async () => {
    const { makePassphrase, passphraseBits, passphraseWords, wordCount } = await import('./make-passphrase.ts');
    const text = makePassphrase();
    setMade({ text, words: passphraseWords, from: wordCount, bits: passphraseBits });
    onMake({ text, bits: passphraseBits });
  });
  return (
    <div class="stack">
      <div>
        <Button onClick={() => void make.run()} busy={make.busy} testId="suggest">
          {made ? t('suggest_another') : t('suggest_make')}
        </Button>
      </div>
      <ErrorNotice error={make.error} />
      {made && (
        <Notice kind="info" role="status" title={t('suggest_title')} testId="suggested">
          <p class="suggested" lang="en" dir="ltr" translate={false} data-testid="suggested-words">
            {made.text}
          </p>
          <p class="hint">{t('suggest_bits', [made.words, made.from, made.bits])}</p>
          <p>{t('suggest_do')}</p>
        </Notice>
      )}
    </div>
  );
};
