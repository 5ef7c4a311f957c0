import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import type { OtherText } from './use-begun.ts';

/** Goes from the draft that came back to what the field holds, and back. */
export const OtherTextChoice = ({ other }: { readonly other: OtherText | undefined }) => {
  if (!other) return null;
  const draft = other.shown === 'draft';
  return (
    <Notice kind="info" role="status" testId="other-text">
      {draft ? t('field_draft_shown') : t('field_text_shown')}{' '}
      <Button kind="quiet" onClick={other.swap} testId="other-text-swap">
        {draft ? t('field_show_text') : t('field_show_draft')}
      </Button>
    </Notice>
  );
};
