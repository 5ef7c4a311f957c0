import { t } from '../words.ts';
import type { SealProblem } from './seal-problem.ts';

/** What keeps the text from being sealed, read out at once. */
export const ProblemLine = ({ problem }: { readonly problem: SealProblem | undefined }) => (
  <p class="problem" role="alert" data-testid="seal-problem">
    {problem && (problem === 'empty' ? t('composer_empty') : t('error_no_recipients'))}
  </p>
);
