import { useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { requestSite } from '../../bridge/sites.ts';
import type { ComposeStart } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { NotGranted } from './not-granted.tsx';
import { StartNotice } from './start-notice.tsx';
import { startWriting } from './start-writing.ts';

/** Starts writing in the page's field, after asking for the site where that is needed. */
export const SealHere = () => {
  const site = useLoaded(() => callBackground('site.current', {}), []);
  const [start, setStart] = useState<ComposeStart>();
  const [refused, setRefused] = useState(false);
  const compose = useTask(async () => {
    const started = await startWriting();
    setStart(started);
    if (started === 'frame' || started === 'panel') window.close();
  });
  const allow = useTask(async (origin: string) => {
    // The browser's question comes first: it must follow the click at once.
    if (!(await requestSite(origin))) return setRefused(true);
    site.reload();
    await compose.run();
  });
  const origin = site.value?.origin;
  if (site.value && origin === undefined) return <StartNotice kind="no-site" />;
  if (origin !== undefined && (start === 'not-granted' || site.value?.granted === false)) {
    return (
      <>
        <NotGranted
          origin={origin}
          busy={allow.busy || compose.busy}
          refused={refused}
          onAllow={() => void allow.run(origin)}
        />
        <ErrorNotice error={allow.error ?? compose.error} />
      </>
    );
  }
  return (
    <>
      <Button kind="main" busy={compose.busy} onClick={() => void compose.run()} testId="popup-seal">
        {t('popup_seal')}
      </Button>
      {start === 'no-field' || start === 'site-changed' ? (
        <StartNotice kind={start} />
      ) : (
        <p class="hint">{t('popup_seal_hint', ['Alt+Shift+S'])}</p>
      )}
      <ErrorNotice error={site.error ?? compose.error} />
    </>
  );
};
