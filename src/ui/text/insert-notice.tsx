import type { InsertOutcome } from '../../bridge/views.ts';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

/** What became of putting the token into the field, in words. */
export const InsertNotice = ({ outcome }: { readonly outcome: InsertOutcome | undefined }) => {
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
    case 'changed':
      return <Problem words={t('composer_field_changed')} />;
    case 'disturbed':
      return <Problem words={t('composer_disturbed')} />;
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
