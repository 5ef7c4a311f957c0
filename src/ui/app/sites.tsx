import { callBackground } from '../../bridge/background-client.ts';
import type { SiteView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { siteName } from '../site-name.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { AddSite } from './add-site.tsx';
import { StrictAll, type StrictMode, StrictSite, useStrict } from './strict-mode.tsx';

/** The sites where Fieldseal may work. */
export const Sites = () => {
  const sites = useLoaded(() => callBackground('site.list', {}), []);
  const strict = useStrict();
  return (
    <section class="stack">
      <h1>{t('sites_title')}</h1>
      <p>{t('sites_about')}</p>
      <ErrorNotice error={sites.error} />
      {!sites.value && sites.error === undefined && <Busy words={t('common_loading')} />}
      {sites.value?.length === 0 && <p class="empty">{t('sites_empty')}</p>}
      <ul class="rows">
        {sites.value?.map((site) => (
          <SiteRow key={site.origin} site={site} strict={strict} onForgotten={sites.reload} />
        ))}
      </ul>
      <AddSite onAdded={sites.reload} />
      <StrictAll strict={strict} />
    </section>
  );
};

interface SiteRowProps {
  readonly site: SiteView;
  readonly strict: StrictMode;
  readonly onForgotten: () => void;
}

const SiteRow = ({ site, strict, onForgotten }: SiteRowProps) => {
  const forget = useTask(async () => {
    await callBackground('site.forget', { origin: site.origin });
    strict.reload();
    onForgotten();
  });
  return (
    <li class="row" data-testid="site-row">
      <span class="row-name">{siteName(site.origin)}</span>
      <StrictSite origin={site.origin} strict={strict} />
      <Button
        label={t('sites_forget', [siteName(site.origin)])}
        busy={forget.busy}
        onClick={() => void forget.run()}
        testId="site-forget"
      >
        {t('sites_forget_short')}
      </Button>
      <ErrorNotice error={forget.error} />
    </li>
  );
};
