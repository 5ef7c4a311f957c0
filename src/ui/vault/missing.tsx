import { useState } from 'preact/hooks';
import { Brand } from '../components/brand.tsx';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { CreateForm } from './create-form.tsx';

/** A vault existed and its database is gone: an alarm. Starting anew takes an explicit confirmation. */
export const Missing = ({ onDone }: { readonly onDone: (passphrase: string) => void }) => {
  const [understood, setUnderstood] = useState(false);
  const [starting, setStarting] = useState(false);
  return (
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
      <Checkbox checked={understood} onChange={setUnderstood} words={t('missing_confirm')} testId="missing-confirm" />
      {!starting && (
        <div>
          <Button kind="danger" disabled={!understood} onClick={() => setStarting(true)} testId="missing-start">
            {t('missing_start')}
          </Button>
        </div>
      )}
      {starting && understood && <CreateForm command="vault.createAnew" onDone={onDone} />}
    </main>
  );
};
