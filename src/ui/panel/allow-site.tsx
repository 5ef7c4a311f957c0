import { useState } from 'preact/hooks';
import { isSiteAllowed, requestSite, watchSites } from '../../bridge/sites.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { useTask } from '../use-task.ts';
import { useWatched } from '../use-watched.ts';
import { t } from '../words.ts';

/** One writes here because the site is not allowed: asks for it from inside the panel, which stays under the prompt. */
export const AllowSite = ({ origin }: { readonly origin: string }) => {
  const allowed = useWatched(() => isSiteAllowed(origin), watchSites);
  const [refused, setRefused] = useState(false);
  const allow = useTask(async () => setRefused(!(await requestSite(origin))));
  const name = siteName(origin);
  if (allowed.value === true)
    return (
      <Notice kind="good" role="status" testId="site-allowed">
        {t('site_on', [name])}
      </Notice>
    );
  return (
    <Notice kind="info" role="status" testId="panel-reason">
      <div class="stack">
        <p>{refused ? t('panel_site_refused') : t('panel_reason_not_granted', [name])}</p>
        <p class="hint">{t('site_prompt')}</p>
        <Button busy={allow.busy} onClick={() => void allow.run()} testId="panel-allow">
          {t('popup_allow', [name])}
        </Button>
        <ErrorNotice error={allow.error} />
      </div>
    </Notice>
  );
};
