import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

/** Beside a name whose letters come from alphabets that look alike. */
export const MixedName = ({ mixed }: { readonly mixed: boolean | undefined }) =>
  mixed ? (
    <Notice kind="warn" testId="name-mixed">
      {t('name_mixed')}
    </Notice>
  ) : null;
