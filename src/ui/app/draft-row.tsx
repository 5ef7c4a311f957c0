import { useState } from 'preact/hooks';
import type { DraftView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { siteName } from '../site-name.ts';
import { formatMoment } from '../time.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

interface DraftRowProps {
  readonly draft: DraftView;
  readonly onContinue: () => void;
  readonly onDeleted: () => void;
}

/** One draft: its beginning, and what can be done with it. Deleting asks once more: there is no way back. */
export const DraftRow = ({ draft, onContinue, onDeleted }: DraftRowProps) => {
  const [asking, setAsking] = useState(false);
  return (
    <li class="row row-tall" data-testid="draft-row" data-key={draft.key}>
      <div class="row-text">
        <strong>{draft.origin === '' ? t('drafts_for_hand') : t('drafts_for', [siteName(draft.origin)])}</strong>
        <span class="row-sub">
          {t(draft.inserted ? 'drafts_inserted' : 'drafts_updated', [formatMoment(draft.updated, t('language_tag'))])}
        </span>
        <p class="draft-text" dir="auto" translate={false}>
          {draft.text}
        </p>
      </div>
      <div class="actions">
        <Button kind="main" onClick={onContinue} testId="draft-continue">
          {t('drafts_continue')}
        </Button>
        <CopyButton text={draft.text} words={t('drafts_copy')} testId="draft-copy" />
        {!asking && (
          <Button kind="danger" onClick={() => setAsking(true)} testId="draft-delete">
            {t('drafts_delete')}
          </Button>
        )}
      </div>
      {asking && <DeleteQuestion draft={draft} onDeleted={onDeleted} onCancel={() => setAsking(false)} />}
    </li>
  );
};

interface DeleteQuestionProps {
  readonly draft: DraftView;
  readonly onDeleted: () => void;
  readonly onCancel: () => void;
}

const DeleteQuestion = ({ draft, onDeleted, onCancel }: DeleteQuestionProps) => {
  const keeper = useKeeper();
  const remove = useTask(async () => {
    await keeper.call('drafts.remove', { key: draft.key });
    onDeleted();
  });
  return (
    <div class="actions" role="alert">
      <span>{t('drafts_delete_sure')}</span>
      <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()} testId="draft-delete-yes">
        {t('drafts_delete_yes')}
      </Button>
      <Button onClick={onCancel}>{t('common_cancel')}</Button>
      <ErrorNotice error={remove.error} />
    </div>
  );
};
