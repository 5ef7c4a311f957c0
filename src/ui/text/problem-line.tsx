import { t } from '../words.ts';
import type { SealProblem } from './seal-problem.ts';

const words: Record<SealProblem, () => string> = {
  empty: () => t('composer_empty'),
  'half-character': () => t('composer_half_character'),
  'no-recipients': () => t('error_no_recipients'),
};

/** What keeps the text from being sealed, read out at once. */
export const ProblemLine = ({ problem }: { readonly problem: SealProblem | undefined }) => (
  <p class="problem" role="alert" data-testid="seal-problem">
    {problem && words[problem]()}
  </p>
);
