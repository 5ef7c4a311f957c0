import type { FrameContext } from '../../bridge/views.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { RefusalNotice } from '../frame/refusal-notice.tsx';
import { InsertNotice } from '../text/insert-notice.tsx';
import { ProblemLine } from '../text/problem-line.tsx';
import { t } from '../words.ts';
import type { FrameSeal } from './use-frame-seal.ts';

interface ComposerNoticesProps {
  readonly context: FrameContext;
  readonly seal: FrameSeal;
}

/** Everything the composer has to say about what was pressed. */
export const ComposerNotices = ({ context, seal }: ComposerNoticesProps) => (
  <>
    {context.hadText === true && (
      <Notice kind="warn" testId="composer-had-text">
        {t('composer_had_text')}
      </Notice>
    )}
    <ProblemLine problem={seal.problem} />
    <RefusalNotice refusal={seal.refusal} covered={t('composer_covered')} />
    <InsertNotice outcome={seal.outcome} />
    {seal.sealed && (seal.outcome?.kind === 'refused' || seal.outcome?.kind === 'field-gone') && (
      <CopyButton
        kind="main"
        text={seal.sealed.token}
        words={t('composer_copy_sealed')}
        testId="composer-copy-sealed"
      />
    )}
    <ErrorNotice error={seal.error} />
  </>
);
