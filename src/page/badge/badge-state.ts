import type { Inspection } from '../../bridge/views.ts';
import type { FoundText } from '../detect/registry.ts';
import type { WordName } from '../words.ts';

export type BadgeState = 'sealed' | 'mine' | 'other' | 'locked' | 'card' | 'truncated' | 'damaged' | 'newer';

/** What a token is to the person, as far as is known. */
export const badgeState = (
  found: Pick<FoundText, 'kind' | 'problem'>,
  inspection: Inspection | undefined,
): BadgeState => {
  switch (found.problem) {
    case 'truncated':
      return 'truncated';
    case 'newer-version':
      return 'newer';
    case 'damaged':
    case 'too-large':
      return 'damaged';
  }
  if (found.kind === 'card') return 'card';
  if (inspection === undefined) return 'sealed';
  return inspection === 'unknown' ? 'locked' : inspection;
};

export const labelOf = (state: BadgeState): WordName => `badge_${state}`;

/** What to say instead of opening it; undefined where it can be opened. */
export const helpOf = (state: BadgeState): WordName | undefined =>
  state === 'truncated' || state === 'damaged' || state === 'newer' ? `help_${state}` : undefined;
