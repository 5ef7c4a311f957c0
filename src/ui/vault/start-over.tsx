import { t } from '../words.ts';
import { StartAnew } from './start-anew.tsx';

/** Under the question for the passphrase: for someone who has no way in any more. */
export const StartOver = ({ onDone }: { readonly onDone: (passphrase: string) => void }) => (
  <details class="details" data-testid="start-over">
    <summary>{t('over_title')}</summary>
    <div class="stack">
      <p>{t('over_what')}</p>
      <p>{t('over_export')}</p>
      <StartAnew
        command="vault.startOver"
        onDone={onDone}
        confirm={t('over_confirm')}
        start={t('over_start')}
        testId="over"
      />
    </div>
  </details>
);
