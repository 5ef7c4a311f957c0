import { Brand } from '../components/brand.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

/** In the popup and the side panel, while there is no vault: leads to the full page, which stays when one clicks elsewhere. */
export const ClosedHint = ({ state }: { readonly state: 'empty' | 'missing' }) => (
  <main class="page page-narrow stack" data-testid={`closed-${state}`}>
    <Brand />
    {state === 'missing' ? (
      <Notice kind="danger" title={t('missing_title')} role="alert">
        {t('missing_what')}
      </Notice>
    ) : (
      <>
        <h1>{t('create_compact')}</h1>
        <p>{t('create_what')}</p>
      </>
    )}
    <a class="button button-main" href="/app.html" target="_blank" rel="noreferrer" data-testid="open-app">
      {state === 'missing' ? t('common_open_full') : t('create_compact_action')}
    </a>
  </main>
);
