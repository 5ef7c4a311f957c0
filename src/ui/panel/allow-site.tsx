import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { askFromPanel } from '../../bridge/ask-from-panel.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import type { Standing } from './use-standing.ts';

interface AllowSiteProps {
  readonly origin: string;
  /** Undefined until it is known: nothing is asked before. */
  readonly standing: Standing | undefined;
  /** The text is in the field: what is said of writing here is over. */
  readonly done: boolean;
  /** Why one writes here as long as it is not allowed. */
  readonly words: string;
  /** The same, once they have refused it. */
  readonly refused: string;
  /** What can be done once it is. */
  readonly children: ComponentChildren;
}

/** A space that goes on in the text must not press the button again. */
const backToText = (): void => {
  if (document.activeElement?.matches('body, main, [data-testid="panel-allow"]'))
    document.querySelector<HTMLElement>('main textarea')?.focus();
};

/** One writes here because a site is not allowed: asks for it from inside the panel, which stays under the prompt. */
export const AllowSite = ({ origin, standing, done, words, refused, children }: AllowSiteProps) => {
  const [isRefused, setRefused] = useState(false);
  const allow = useTask(async () => {
    const granted = await askFromPanel(origin);
    setRefused(!granted);
    if (!granted) backToText();
  });
  const name = siteName(origin);
  const asked = isRefused ? refused : words;
  const said = standing === 'left' ? t('panel_site_left', [name]) : asked;
  if (standing === 'on')
    return (
      <Notice kind="good" role="status" testId="site-allowed">
        <div class="stack">
          <p>{t('site_on', [name])}</p>
          {children}
        </div>
      </Notice>
    );
  return (
    <Notice kind={standing === 'left' ? 'warn' : 'info'} role="status" testId="panel-reason">
      <div class="stack">
        <p>{done ? t('site_off', [name]) : said}</p>
        <p class="hint">{t('site_prompt')}</p>
        <Button busy={standing === undefined || allow.busy} onClick={() => void allow.run()} testId="panel-allow">
          {t('popup_allow', [name])}
        </Button>
        <ErrorNotice error={allow.error} />
      </div>
    </Notice>
  );
};
