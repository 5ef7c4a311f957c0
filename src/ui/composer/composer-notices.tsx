import type { InsertOutcome } from '../../bridge/views.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Spoken } from '../components/spoken.tsx';
import { RefusalNotice } from '../frame/refusal-notice.tsx';
import { InsertNotice } from '../text/insert-notice.tsx';
import { MisfitNotice } from '../text/misfit-notice.tsx';
import { ProblemLine } from '../text/problem-line.tsx';
import { t } from '../words.ts';
import type { FrameSeal } from './use-frame-seal.ts';

/** The field has not got it: it can be put there by hand. */
const toBeCopied: ReadonlySet<InsertOutcome['kind']> = new Set([
  'refused',
  'lost',
  'field-gone',
  'changed',
  'too-long',
]);

interface ComposerNoticesProps {
  readonly seal: FrameSeal;
  /** What the field held. */
  readonly was: string | undefined;
}

/** What became of pressing Seal. It stands outside of the part that scrolls: nobody should have to look for it. */
export const ComposerNotices = ({ seal, was }: ComposerNoticesProps) => (
  <div class="composer-notices">
    <Spoken words={seal.busy ? t('composer_seal_busy') : undefined} />
    <ProblemLine problem={seal.problem} />
    <RefusalNotice refusal={seal.refusal} covered={t('composer_covered')} />
    <MisfitNotice room={seal.misfit} wayOut={t('composer_small_frame')} />
    <InsertNotice outcome={seal.outcome} was={was} />
    {seal.sealed && seal.outcome && toBeCopied.has(seal.outcome.kind) && (
      <CopyButton
        kind="main"
        text={seal.sealed.token}
        words={t('composer_copy_sealed')}
        testId="composer-copy-sealed"
      />
    )}
    <ErrorNotice error={seal.error} />
  </div>
);
