import type { SiteHint } from '../../bridge/site-report.ts';
import { t } from '../words.ts';

type Purpose = NonNullable<SiteHint['what']>;

const purposes: Record<Purpose, () => string> = {
  post: () => t('site_field_post'),
  chat: () => t('site_field_chat'),
  page: () => t('site_field_page'),
  note: () => t('site_field_note'),
  pad: () => t('site_field_pad'),
  ticket: () => t('site_field_ticket'),
  mail: () => t('site_field_mail'),
};

/** A field by the site's software and what it is for, as "The Lounge: chat message". */
export const fieldName = (site: string, what: Purpose): string => t('common_labelled', [site, purposes[what]()]);
