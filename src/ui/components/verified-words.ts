import type { ContactView } from '../../bridge/views.ts';
import { t } from '../words.ts';

/** How sure it is that a card is theirs: of a contact, or of who wrote something. */
export type Verification = Pick<ContactView, 'verified' | 'verifiedFromFile'>;

export const verifiedWords = ({ verified, verifiedFromFile }: Verification): string => {
  if (verified) return t('contact_verified');
  return verifiedFromFile ? t('contact_verified_from_file') : t('contact_not_verified');
};

/** Why a contact is to be compared, or compared again; nothing where all its keys were compared here. */
export const compareNote = ({
  verified,
  verifiedFromFile,
  keyAdded,
  alias,
}: Verification & Pick<ContactView, 'keyAdded' | 'alias'>): string | undefined => {
  if (verified) return keyAdded ? t('contact_key_added_note', [alias]) : undefined;
  return verifiedFromFile ? t('contact_from_file_note') : t('contact_not_verified_note');
};
