import { useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FingerprintDigits, FingerprintWords, PairNumber } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

interface VerifyStepProps {
  readonly contact: ContactView;
  readonly onVerified: () => void;
  readonly onCancel: () => void;
}

/** The comparison: what stands here, against what the other person reads aloud. */
export const VerifyStep = ({ contact, onVerified, onCancel }: VerifyStepProps) => {
  const keeper = useKeeper();
  const [differs, setDiffers] = useState(false);
  const { id, fingerprint, alias } = contact;
  const verify = useTask(async () => {
    await keeper.call('contacts.verify', { id, fingerprint });
    onVerified();
  });
  return (
    <section class="panel stack" data-testid="verify-step">
      <h2>{t('contact_verify_title', [alias])}</h2>
      <p>{contact.pair ? t('contact_verify_how', [alias]) : t('contact_verify_how_alone', [alias])}</p>
      <PairNumber {...contact} />
      <p class="figure-title">{t('fingerprint_words')}</p>
      <FingerprintWords words={contact.words} />
      <p class="figure-title">{t('fingerprint_digits')}</p>
      <FingerprintDigits digits={contact.digits} />
      <div class="actions">
        <Button kind="main" busy={verify.busy} onClick={() => void verify.run()} testId="verify-yes">
          {t('contact_verify_yes')}
        </Button>
        <Button kind="danger" onClick={() => setDiffers(true)} testId="verify-no">
          {t('contact_verify_no')}
        </Button>
        <Button onClick={onCancel}>{t('common_cancel')}</Button>
      </div>
      {differs && (
        <Notice kind="danger" role="alert">
          {t('contact_verify_differs', [alias])}
        </Notice>
      )}
      <ErrorNotice error={verify.error} />
    </section>
  );
};
