import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import type { Refusal } from './use-consent.ts';

interface RefusalNoticeProps {
  readonly refusal: Refusal | undefined;
  /** What a covered window meant for what was asked. */
  readonly covered: string;
}

/** Why a press did not count. */
export const RefusalNotice = ({ refusal, covered }: RefusalNoticeProps) => {
  if (refusal === undefined) return null;
  const words = {
    covered,
    'too-soon': t('composer_too_soon'),
    'not-trusted': t('composer_not_trusted'),
    'recipients-unseen': t('composer_recipients_unseen'),
  }[refusal];
  return (
    <Notice kind="danger" role="alert" testId="refusal">
      {words}
    </Notice>
  );
};
