import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';
import { UsePanel } from './use-panel.tsx';

/** A composer had to close while the person wrote: this window has opened by itself, so that the page gets no more keys. */
export const StoppedNotice = ({ origin }: { readonly origin: string }) => (
  <Notice kind="danger" role="alert" testId="popup-stopped">
    <div class="stack">
      <p>{t('popup_stopped', [siteName(origin)])}</p>
      <UsePanel kind="main" />
    </div>
  </Notice>
);
