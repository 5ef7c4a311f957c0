import type { CardVerdict } from '../../bridge/views.ts';
import { t } from '../words.ts';

/** What a card is to me, in a sentence. */
export const verdictWords = ({ kind, card, contact }: CardVerdict): string => {
  const name = contact?.alias ?? card.name;
  switch (kind) {
    case 'mine':
      return t('card_verdict_mine');
    case 'new':
      return t('card_verdict_new');
    case 'same':
      return t('card_verdict_same', [name]);
    case 'newer':
      return t('card_verdict_newer', [name]);
    case 'keys-added':
      return t('card_verdict_keys_added', [name]);
    case 'older':
      return t('card_verdict_older', [name]);
    case 'changed':
      return t('card_verdict_changed', [name]);
  }
};

/** A later card of a contact, with all known keys on it. */
export const isUpdate = ({ kind }: CardVerdict): boolean => kind === 'newer' || kind === 'keys-added';

/** Whether the card may simply be added: nobody known yet, or a later card with the known keys. */
export const isAddable = (verdict: CardVerdict): boolean => {
  const { kind, card, clash } = verdict;
  return (kind === 'new' || isUpdate(verdict)) && !card.expired && clash === undefined;
};

/** Of a changed card, to the contact `name`: what is the matter with it. */
export const changedWords = ({ signed, earlier }: CardVerdict, name: string): string => {
  if (signed) return t('changed_what_signed', [name]);
  return earlier ? t('changed_what_earlier', [name]) : t('changed_what', [name]);
};
