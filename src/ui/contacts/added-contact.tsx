import type { ContactView } from '../../bridge/views.ts';
import { Fingerprint } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { ContactRow } from './contact-row.tsx';

interface AddedContactProps {
  readonly contact: ContactView;
  /** What was done. */
  readonly words: string;
}

/** A contact that was just taken in, with what to compare next. */
export const AddedContact = ({ contact, words }: AddedContactProps) => (
  <div class="stack">
    <Notice kind="good" role="status">
      {words}
    </Notice>
    <ul class="rows">
      <ContactRow contact={contact} />
    </ul>
    {!contact.verified && <p>{t('contact_not_verified_note')}</p>}
    <Fingerprint {...contact} />
  </div>
);
