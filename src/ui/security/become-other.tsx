import { Checkbox } from '../components/checkbox.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

interface BecomeOtherProps {
  readonly agreed: boolean;
  readonly onAgree: (agreed: boolean) => void;
  /** The person went on without it. */
  readonly missing: boolean;
  /** What it takes the place of: another identity, or keys that are lost. */
  readonly before: 'other' | 'lost';
}

const wordsFor = {
  other: () => ({
    title: t('import_become_title'),
    what: t('import_become_what'),
    missing: t('import_become_missing'),
  }),
  lost: () => ({
    title: t('import_restore_title'),
    what: t('import_restore_what'),
    missing: t('import_restore_missing'),
  }),
} as const;

/** What it means to go on under the identity of a file, and the word for it. */
export const BecomeOther = ({ agreed, onAgree, missing, before }: BecomeOtherProps) => {
  const words = wordsFor[before]();
  return (
    <Notice kind="danger" role="alert" title={words.title} testId="import-become">
      <p>{words.what}</p>
      <Checkbox
        checked={agreed}
        onChange={onAgree}
        words={t('import_become_agree')}
        problem={missing ? words.missing : undefined}
        testId="import-become-agree"
      />
    </Notice>
  );
};
