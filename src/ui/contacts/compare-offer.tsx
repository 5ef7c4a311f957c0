import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { compareNote } from '../components/verified-words.ts';
import { t } from '../words.ts';
import { VerifyStep } from './verify-step.tsx';

interface CompareOfferProps {
  readonly contact: ContactView;
  readonly onVerified?: () => void;
  /** What stands there while nobody compares. */
  readonly children: ComponentChildren;
}

/** Says of a contact that it is to be compared, yet or again, and leads there. Nothing of that where all of it was. */
export const CompareOffer = ({ contact, onVerified, children }: CompareOfferProps) => {
  const note = compareNote(contact);
  const [step, setStep] = useState<'offer' | 'compare' | 'verified'>('offer');
  const done = (): void => {
    setStep('verified');
    onVerified?.();
  };
  if (step === 'compare') return <VerifyStep contact={contact} onVerified={done} onCancel={() => setStep('offer')} />;
  return (
    <>
      {step === 'verified' && (
        <Notice kind="good" role="status" testId="compared">
          {t('contact_verified_note', [contact.alias])}
        </Notice>
      )}
      {step === 'offer' && note !== undefined && (
        <Notice kind="warn" testId="not-verified-yet">
          <p>{note}</p>
          <div class="actions">
            <Button kind="main" onClick={() => setStep('compare')} testId="compare-now">
              {t('contact_compare_now')}
            </Button>
          </div>
        </Notice>
      )}
      {children}
    </>
  );
};
