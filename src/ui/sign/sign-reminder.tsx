import { useState } from 'preact/hooks';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { makeSign } from './make-sign.ts';
import { useSign } from './sign-context.tsx';
import { SignForm } from './sign-form.tsx';

/** In the full page, while a vault from before has no sign: offers one, until one is taken. */
export const SignReminder = () => {
  const [offered] = useState(() => makeSign(t('sign_list')));
  if (useSign() !== 'none') return null;
  return (
    <div class="reminder">
      <Notice kind="info" title={t('sign_title')} testId="sign-reminder">
        <p>{t('sign_what')}</p>
        <SignForm first={offered} onTaken={() => undefined} />
      </Notice>
    </div>
  );
};

/** The same where there is little room: leads to the full page. */
export const SignHint = () => {
  if (useSign() !== 'none') return null;
  return (
    <p class="hint sign-hint" data-testid="sign-hint">
      {t('sign_missing')}{' '}
      <a href="/app.html#vault/sign" target="_blank" rel="noreferrer">
        {t('sign_choose')}
      </a>
    </p>
  );
};
