import { callBackground } from '../../bridge/background-client.ts';
import { watchSites } from '../../bridge/sites.ts';
import type { TabSite } from '../../bridge/tab-site.ts';
import { Brand } from '../components/brand.tsx';
import { LockBar } from '../components/lock-bar.tsx';
import { SignLine } from '../sign/sign-line.tsx';
import { SignHint } from '../sign/sign-reminder.tsx';
import { PinHint } from '../toolbar/pin-hint.tsx';
import type { Loaded } from '../use-loaded.ts';
import { useWatched } from '../use-watched.ts';
import { Alarms } from '../vault/alarms.tsx';
import { useOpenVault } from '../vault/vault-gate.tsx';
import { t } from '../words.ts';
import { CopyMyCard } from './copy-my-card.tsx';
import { useStay } from './hand-over.tsx';
import { SealHere } from './seal-here.tsx';
import { StoppedNotice } from './stopped-notice.tsx';
import { UsePanel } from './use-panel.tsx';

/** The popup of an open vault. */
export const PopupHome = ({ unlockedHere }: { readonly unlockedHere: boolean }) => {
  const { status, refresh } = useOpenVault();
  const stays = useStay(unlockedHere, status);
  const site = useWatched(() => callBackground('site.current', {}), watchSites);
  return (
    <main class="popup stack" tabIndex={-1}>
      <div class="app-top">
        <Brand />
        <LockBar status={status} onDue={refresh} />
      </div>
      <SignLine />
      <SignHint />
      <h1 class="hidden-title">Fieldseal</h1>
      <Alarms status={status} length="short" />
      {stays && (site.value ?? site.error) !== undefined && <Choices site={site} />}
    </main>
  );
};

/** Not before the site is known: its words would move every button just as it is pressed. */
const Choices = ({ site }: { readonly site: Loaded<TabSite> }) => {
  const { origin, granted = true, stopped = false } = site.value ?? {};
  // On a site that is not allowed one seals there anyway: two buttons would do the same.
  const panelOffered = !stopped && (granted || origin === undefined);
  return (
    <>
      {stopped && <StoppedNotice origin={origin ?? ''} />}
      <SealHere site={site} kind={stopped || !granted ? 'plain' : 'main'} />
      <PinHint />
      <div class="popup-links">
        {panelOffered && <UsePanel />}
        <CopyMyCard />
        <a
          class="button button-plain"
          href="/app.html#contacts"
          target="_blank"
          rel="noreferrer"
          data-testid="popup-contacts"
        >
          {t('popup_contacts')}
        </a>
        <a class="button button-plain" href="/app.html" target="_blank" rel="noreferrer" data-testid="open-app">
          {t('common_open_full')}
        </a>
      </div>
    </>
  );
};
