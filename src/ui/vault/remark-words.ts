import type { PassphraseRemark } from '../passphrase-rules.ts';
import { t } from '../words.ts';

/** The words of a remark on a passphrase. */
export const remarkWords = (remark: PassphraseRemark | undefined): string | undefined => {
  switch (remark?.kind) {
    case 'short':
      return t('create_problem_short', remark.missing);
    case 'repeated':
      return t('create_problem_repeated');
    case 'digits':
      return t('create_hint_digits');
    case 'one-word':
      return t('create_hint_one_word');
    default:
      return undefined;
  }
};
