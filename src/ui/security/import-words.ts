import type { ImportCollision, ImportPreview } from '../../bridge/transfer-views.ts';
import { t } from '../words.ts';

/** How much of what is in a file; what there is none of is left out. */
export const countWords = (counts: ImportPreview['counts']): string[] => {
  const { contacts, drafts, identity, preferences, activity } = counts;
  return [
    ...(identity > 0 ? [t('import_count_identity')] : []),
    ...(contacts > 0 ? [t('import_count_contacts', contacts)] : []),
    ...(drafts > 0 ? [t('import_count_drafts', drafts)] : []),
    ...(preferences > 0 ? [t('import_count_preferences')] : []),
    ...(activity > 0 ? [t('import_count_activity', activity)] : []),
  ];
};

const reasonWords: Record<ImportCollision['reason'], () => string> = {
  identity: () => t('collision_identity'),
  keys: () => t('collision_keys'),
  'new-key': () => t('collision_new_key'),
  namesake: () => t('collision_namesake'),
  alias: () => t('collision_alias'),
  verified: () => t('collision_verified'),
  draft: () => t('collision_draft'),
  value: () => t('collision_value'),
};

/** This vault has no whole identity of mine, and the file has one. */
export const isLost = ({ store, mine }: ImportCollision): boolean => store === 'identity' && mine === '';

export const collisionWords = (collision: ImportCollision): string => {
  if (isLost(collision)) return t('collision_identity_lost');
  return collision.store === 'sign' ? t('collision_sign') : reasonWords[collision.reason]();
};

/** What becomes of both sides where nobody has to choose. */
export const keptWords = ({ reason }: ImportCollision): string => {
  if (reason === 'new-key') return t('collision_taken');
  return reason === 'alias' || reason === 'verified' ? t('collision_yours') : t('collision_both');
};
