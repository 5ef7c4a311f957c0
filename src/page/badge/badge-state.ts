import type { Inspection } from '../../bridge/views.ts';
import type { FoundText } from '../detect/registry.ts';
import type { WordName } from '../words.ts';

export type BadgeState =
  | 'sealed'
  | 'yours'
  | 'for_you'
  | 'neither'
  | 'locked'
  | 'card'
  | 'truncated'
  | 'damaged'
  | 'newer';

const inspected = { yours: 'yours', 'for-you': 'for_you', neither: 'neither', unknown: 'locked' } as const;

/** What a token is to the person, as far as is known: never whose else it is. */
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
  return inspection === undefined ? 'sealed' : inspected[inspection];
};

export const labelOf = (state: BadgeState): WordName => `badge_${state}`;

/** What is said around the label, and which of how many it is, to who hears it. */
export const spokenOf = (state: BadgeState): WordName => {
  if (state === 'sealed' || state === 'card') return 'spoken_plain';
  return state === 'yours' || state === 'for_you' ? 'spoken_read' : 'spoken_sealed';
};

/** What to say instead of opening it; undefined where it can be opened. */
export const helpOf = (state: BadgeState): WordName | undefined =>
  state === 'truncated' || state === 'damaged' || state === 'newer' ? `help_${state}` : undefined;

/** What the pointer is told beside the label. */
export const hintOf = (state: BadgeState): WordName | undefined =>
  state === 'neither' ? 'hint_neither' : helpOf(state);
