import { useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { TabSite } from '../../bridge/tab-site.ts';
import type { ComposeStart } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SealShortcut } from '../toolbar/shortcut.tsx';
import type { Loaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { NotGranted } from './not-granted.tsx';
import { StartNotice } from './start-notice.tsx';
import { startWriting } from './start-writing.ts';

interface SealHereProps {
  readonly site: Loaded<TabSite>;
  readonly kind: 'main' | 'plain';
}

/** Starts writing in the page's field; where Fieldseal is not allowed yet, offers to ask for the site. */
export const SealHere = ({ site, kind }: SealHereProps) => {
  const [start, setStart] = useState<ComposeStart>();
  const compose = useTask(async () => {
    const started = await startWriting();
    setStart(started);
    if (started === 'frame' || started === 'panel') window.close();
  });
  const allow = useTask(async (origin: string) => {
    await callBackground('site.ask', { origin });
    site.reload();
  });
  const { origin, granted, refused = false } = site.value ?? { granted: true };
  if (site.value && origin === undefined) return <StartNotice kind="no-site" />;
  return (
    <>
      {!granted && origin !== undefined && (
        <NotGranted origin={origin} busy={allow.busy} refused={refused} onAllow={() => void allow.run(origin)} />
      )}
      <Button kind={kind} busy={compose.busy} onClick={() => void compose.run()} testId="popup-seal">
        {granted ? t('popup_seal') : t('popup_seal_beside')}
      </Button>
      {start === 'no-field' || start === 'site-changed' ? <StartNotice kind={start} /> : <SealShortcut />}
      <ErrorNotice error={site.error ?? allow.error ?? compose.error} />
    </>
  );
};
