import { Checkbox } from '../components/checkbox.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

interface BecomeOtherProps {
  readonly agreed: boolean;
  readonly onAgree: (agreed: boolean) => void;
  /** The person went on without it. */
  readonly missing: boolean;
}

/** What it means to go on under the identity of a file, and the word for it. */
export const BecomeOther = ({ agreed, onAgree, missing }: BecomeOtherProps) => (
  <Notice kind="danger" role="alert" title={t('import_become_title')} testId="import-become">
    <p>{t('import_become_what')}</p>
    <Checkbox
      checked={agreed}
      onChange={onAgree}
      words={t('import_become_agree')}
      problem={missing ? t('import_become_missing') : undefined}
      testId="import-become-agree"
    />
  </Notice>
);
