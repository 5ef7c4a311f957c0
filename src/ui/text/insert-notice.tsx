import type { InsertOutcome } from '../../bridge/views.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

interface InsertNoticeProps {
  readonly outcome: InsertOutcome | undefined;
  /** What the field held. */
  readonly was?: string | undefined;
  /** In a window of its own, beside the page. */
  readonly beside?: boolean;
}

/** What became of putting the token into the field, in words; what was lost by it can be copied. */
export const InsertNotice = ({ outcome, was, beside }: InsertNoticeProps) => {
  switch (outcome?.kind) {
    case 'inserted':
      return (
        <Notice kind="good" role="status" testId="inserted">
          {t('panel_inserted')}
        </Notice>
      );
    case 'too-long':
      return <Problem words={t('composer_too_long', outcome.over)} />;
    case 'refused':
      return <Problem words={t('composer_refused')} />;
    case 'lost':
    case 'disturbed':
      return (
        <>
          <Problem words={t(outcome.kind === 'lost' ? 'composer_lost' : 'composer_disturbed')} />
          {was !== undefined && <CopyButton text={was} words={t('composer_copy_was')} testId="copy-was" />}
        </>
      );
    case 'changed':
      return <Problem words={t(beside ? 'panel_field_changed' : 'composer_field_changed')} />;
    case 'field-gone':
      return <Problem words={t('composer_field_gone')} />;
    default:
      return null;
  }
};

const Problem = ({ words }: { readonly words: string }) => (
  <Notice kind="warn" role="alert" testId="insert-problem">
    {words}
  </Notice>
);
