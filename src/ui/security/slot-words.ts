import type { SlotView } from '../../bridge/views.ts';
import { formatDay, formatMoment } from '../time.ts';
import { t } from '../words.ts';

const kindWords: Record<SlotView['kind'], () => string> = {
  password: () => t('way_passphrase'),
  recovery: () => t('way_recovery'),
  passkey: () => t('way_passkey'),
  pin: () => t('way_pin'),
};

export const slotKindWords = (kind: SlotView['kind']): string => kindWords[kind]();

/** Its name, else what it is. */
export const slotTitle = ({ name, kind }: SlotView): string => (name === '' ? slotKindWords(kind) : name);

/** What it is, since when, and when it was last used. */
export const slotFacts = ({ kind, name, created, lastUsed, attemptsLeft }: SlotView): string => {
  const language = t('language_tag');
  return [
    ...(name === '' ? [] : [slotKindWords(kind)]),
    ...(created === 0 ? [] : [t('slot_created', [formatDay(created, language)])]),
    lastUsed === 0 ? t('slot_never_used') : t('slot_used', [formatMoment(lastUsed, language)]),
    ...(attemptsLeft === undefined ? [] : [t('way_pin_left', attemptsLeft)]),
  ].join(' · ');
};
