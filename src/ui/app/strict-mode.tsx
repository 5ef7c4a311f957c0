import { useEffect, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { StrictView } from '../../bridge/strict-view.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { siteName } from '../site-name.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

/** Where we show nothing in pages. */
export interface StrictMode {
  /** Undefined until it is known. */
  readonly value: StrictView | undefined;
  readonly error: unknown;
  readonly reload: () => void;
  readonly set: (on: boolean, origin?: string) => void;
}

export const useStrict = (): StrictMode => {
  const loaded = useLoaded(() => callBackground('strict.get', {}), []);
  const [value, setValue] = useState<StrictView>();
  useEffect(() => setValue(loaded.value), [loaded.value]);
  const change = useTask(async (on: boolean, origin?: string) => {
    setValue(await callBackground('strict.set', { on, ...(origin === undefined ? {} : { origin }) }));
  });
  return {
    value,
    error: loaded.error ?? change.error,
    reload: loaded.reload,
    set: (on, origin) => void change.run(on, origin),
  };
};

export const StrictAll = ({ strict }: { readonly strict: StrictMode }) => (
  <section class="stack" aria-labelledby="strict-title">
    <h2 id="strict-title">{t('strict_title')}</h2>
    <p>{t('strict_about')}</p>
    {strict.value && (
      <Checkbox
        checked={strict.value.all}
        onChange={(on) => strict.set(on)}
        words={t('strict_all')}
        testId="strict-all"
      />
    )}
    <ErrorNotice error={strict.error} />
  </section>
);

interface StrictSiteProps {
  readonly origin: string;
  readonly strict: StrictMode;
}

export const StrictSite = ({ origin, strict: { value, set } }: StrictSiteProps) =>
  value && (
    <Checkbox
      checked={value.all || value.sites.includes(origin)}
      disabled={value.all}
      onChange={(on) => set(on, origin)}
      words={t('strict_site')}
      label={t('strict_site_label', [siteName(origin)])}
      testId="strict-site"
    />
  );
