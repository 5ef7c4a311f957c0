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
    case 'older':
      return t('card_verdict_older', [name]);
    case 'changed':
      return t('card_verdict_changed', [name]);
  }
};

/** Whether the card may simply be added: nobody known yet, or a later card with the same keys. */
export const isAddable = ({ kind, card, clash }: CardVerdict): boolean =>
  (kind === 'new' || kind === 'newer') && !card.expired && clash === undefined;
