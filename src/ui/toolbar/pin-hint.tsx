import { isPinned, watchPinned } from '../../bridge/toolbar.ts';
import { Notice } from '../components/notice.tsx';
import { useWatched } from '../use-watched.ts';
import { t } from '../words.ts';

/** How to pin the button, for as long as it is not in the toolbar, where our texts say that it is. */
export const PinHint = () => {
  const pinned = useWatched(isPinned, watchPinned);
  return pinned.value === false ? (
    <Notice kind="info" title={t('pin_title')} testId="pin-hint">
      {t('pin_how')}
    </Notice>
  ) : null;
};
