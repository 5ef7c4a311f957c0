import { t } from '../words.ts';

/** Whether the fingerprint was compared: in a word and a sign, not in colour alone. */
export const VerifiedMark = ({ verified }: { readonly verified: boolean }) => (
  <span class={verified ? 'badge badge-good' : 'badge badge-warn'}>
    <span aria-hidden="true">{verified ? '✓ ' : '? '}</span>
    {verified ? t('contact_verified') : t('contact_not_verified')}
  </span>
);
