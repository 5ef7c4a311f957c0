import { browser } from 'wxt/browser';

/** The words of the page room: keys `page_<name>` of the locale files. */
export type WordName =
  | 'badge_sealed'
  | 'badge_yours'
  | 'badge_for_you'
  | 'badge_neither'
  | 'badge_locked'
  | 'badge_card'
  | 'badge_truncated'
  | 'badge_damaged'
  | 'badge_newer'
  | 'spoken_plain'
  | 'spoken_read'
  | 'spoken_sealed'
  | 'hint_neither'
  | 'help_truncated'
  | 'help_damaged'
  | 'help_newer'
  | 'help_source'
  | 'help_fetching'
  | 'help_changed'
  | 'field_edit'
  | 'notice_allowed'
  | 'notice_allowed_found'
  | 'notice_blocked'
  | 'notice_fought'
  | 'notice_unguarded'
  | 'notice_no_field'
  | 'notice_closed'
  | 'notice_anew'
  | 'notice_sealed'
  | 'composer_title'
  | 'reader_title';

const getMessage = browser.i18n.getMessage as (key: string, values?: readonly string[]) => string;

export const word = (name: WordName, values?: readonly string[]): string =>
  getMessage(`page_${name}`, values) || 'Fieldseal';
