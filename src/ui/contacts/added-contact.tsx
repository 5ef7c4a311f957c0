import { useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Fingerprint } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { CompareOffer } from './compare-offer.tsx';
import { ContactRow } from './contact-row.tsx';

interface AddedContactProps {
  readonly contact: ContactView;
  /** What was done. */
  readonly words: string;
}

/** A contact that was just taken in, and what comes next: to compare. */
export const AddedContact = ({ contact, words }: AddedContactProps) => {
  const [compared, setCompared] = useState(false);
  return (
    <div class="stack">
      {!compared && (
        <Notice kind="good" role="status">
          {words}
        </Notice>
      )}
      <ul class="rows">
        <ContactRow contact={compared ? { ...contact, verified: true } : contact} />
      </ul>
      <CompareOffer contact={contact} onVerified={() => setCompared(true)}>
        <Fingerprint {...contact} />
      </CompareOffer>
    </div>
  );
};
