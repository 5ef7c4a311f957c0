import { PinHint } from '../toolbar/pin-hint.tsx';
import { Shortcuts } from '../toolbar/shortcut.tsx';
import { Limits } from '../vault/limits.tsx';
import { t } from '../words.ts';
import { AutoLock } from './auto-lock.tsx';
import { version } from './version.ts';

export const Settings = () => (
  <section class="stack">
    <h1>{t('settings_title')}</h1>
    <AutoLock />
    <Shortcuts />
    <PinHint />
    <h2>{t('settings_limits')}</h2>
    <Limits />
    <p>{t('settings_memory')}</p>
    <h2>{t('settings_about')}</h2>
    <p>
      {t('settings_version', [version])} {t('settings_licence')} {t('settings_language')}
    </p>
    <p>
      <a href="/licences.txt" target="_blank" rel="noreferrer">
        {t('settings_licences')}
      </a>
    </p>
  </section>
);
