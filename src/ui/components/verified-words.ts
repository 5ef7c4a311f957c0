import type { ContactView } from '../../bridge/views.ts';
import { t } from '../words.ts';

/** How sure it is that a card is theirs: of a contact, or of who wrote something. */
export type Verification = Pick<ContactView, 'verified' | 'verifiedFromFile'>;

export const verifiedWords = ({ verified, verifiedFromFile }: Verification): string => {
  if (verified) return t('contact_verified');
  return verifiedFromFile ? t('contact_verified_from_file') : t('contact_not_verified');
};

/** Of a contact that was not compared here: what that means. */
export const notVerifiedNote = ({ verifiedFromFile }: Verification): string =>
  verifiedFromFile ? t('contact_from_file_note') : t('contact_not_verified_note');
