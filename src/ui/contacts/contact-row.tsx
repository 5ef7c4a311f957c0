import type { ContactView } from '../../bridge/views.ts';
import { VerifiedMark } from '../components/verified-mark.tsx';
import { t } from '../words.ts';
import { contactLink } from './contact-link.ts';

/** One contact in the list. */
export const ContactRow = ({ contact }: { readonly contact: ContactView }) => (
  <li class="row" data-testid="contact-row" data-contact={contact.id}>
    <a class="row-link" {...contactLink(contact.id)}>
      <bdi class="row-name">{contact.alias}</bdi>
      {contact.alias !== contact.name && <bdi class="row-sub">{t('contact_card_name', [contact.name])}</bdi>}
    </a>
    <span class="row-marks">
      {contact.expired && <span class="badge badge-danger">{t('contact_expired')}</span>}
      <VerifiedMark of={contact} />
    </span>
  </li>
);
