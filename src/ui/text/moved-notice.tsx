import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import type { DraftHold } from './use-draft.ts';

interface MovedNoticeProps {
  readonly hold: Exclude<DraftHold, 'here'>;
  readonly onResume: () => void;
}

/** In place of the form where the draft was opened in another window: one window writes in it at a time. */
export const MovedNotice = ({ hold, onResume }: MovedNoticeProps) => (
  <Notice kind="info" role="status" testId="draft-moved">
    <div class="stack">
      <p>{t('draft_moved')}</p>
      {hold === 'moved-kept' && <p>{t('draft_moved_kept')}</p>}
      <div>
        <Button onClick={onResume} testId="draft-resume">
          {t('draft_resume')}
        </Button>
      </div>
    </div>
  </Notice>
);
