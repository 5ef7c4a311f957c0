import { Brand } from '../components/brand.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { StartAnew } from './start-anew.tsx';

/** A vault existed and its database is gone: an alarm. Starting over takes an explicit confirmation. */
export const Missing = ({ onDone }: { readonly onDone: (passphrase: string) => void }) => (
  <main class="page page-narrow stack" data-testid="missing">
    <Brand />
    <h1>{t('missing_title')}</h1>
    <Notice kind="danger" role="alert">
      {t('missing_what')}
    </Notice>
    <p>{t('missing_causes')}</p>
    <ul>
      <li>{t('missing_cause_cleared')}</li>
      <li>{t('missing_cause_profile')}</li>
      <li>{t('missing_cause_deleted')}</li>
    </ul>
    <p>{t('missing_advice')}</p>
    <StartAnew
      command="vault.createAnew"
      onDone={onDone}
      confirm={t('missing_confirm')}
      start={t('missing_start')}
      testId="missing"
    />
  </main>
);
