import type { NameClash } from '../../bridge/views.ts';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

/** Beside a name that could be read as my own, or as words of Fieldseal's. */
export const ClashingName = ({ clash }: { readonly clash: NameClash | undefined }) =>
  clash === undefined ? null : (
    <Notice kind="danger" role="alert" testId="name-clash">
      {clash === 'own' ? t('name_clash_own') : t('name_clash_reserved')}
    </Notice>
  );
