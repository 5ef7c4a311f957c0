import { Brand } from '../components/brand.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { CreateForm } from './create-form.tsx';
import { Limits } from './limits.tsx';

/** The first thing a person sees: what this does, what it does not, and the making of a vault. */
export const FirstRun = ({ onDone }: { readonly onDone: (passphrase: string) => void }) => (
  <main class="page page-narrow stack">
    <Brand />
    <p class="muted">{t('first_step', [1, 4])}</p>
    <h1>{t('create_title')}</h1>
    <p class="lead">{t('create_what')}</p>
    <p class="lead">{t('create_where')}</p>
    <Notice kind="warn" title={t('create_no_reset_title')}>
      {t('create_no_reset')}
    </Notice>
    <CreateForm command="vault.create" onDone={onDone} />
    <details class="details">
      <summary>{t('create_not_protected_title')}</summary>
      <Limits />
    </details>
  </main>
);
