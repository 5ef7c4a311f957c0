import { t } from '../words.ts';

/** What Fieldseal cannot protect, in plain words. */
export const Limits = () => (
  <ul>
    <li>{t('limits_computer')}</li>
    <li>{t('limits_metadata')}</li>
    <li>{t('limits_recipient')}</li>
    <li>{t('limits_former')}</li>
  </ul>
);
