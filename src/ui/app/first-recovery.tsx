import type { WayIn } from '../../bridge/views.ts';
import { RecoverySteps } from '../security/recovery-steps.tsx';
import { t } from '../words.ts';

const goOn = (): void => {
  location.hash = 'welcome';
};

/** The third step after a vault was made: a recovery key, or the words for doing without. */
export const FirstRecovery = ({ proof }: { readonly proof: WayIn | undefined }) => (
  <section class="stack" data-testid="first-recovery">
    <p class="muted">{t('first_step', [3, 4])}</p>
    <h1>{t('first_recovery_title')}</h1>
    <p class="lead">{t('first_recovery_why')}</p>
    <RecoverySteps proof={proof} onDone={goOn} />
    <p class="hint">
      {t('first_recovery_later')}{' '}
      <a href="#welcome" data-testid="recovery-skip">
        {t('first_recovery_skip')}
      </a>
    </p>
  </section>
);
