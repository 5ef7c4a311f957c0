import { Busy } from '../components/busy.tsx';
import { t } from '../words.ts';
import { makeSign } from './make-sign.ts';
import { useSign } from './sign-context.tsx';
import { SignForm } from './sign-form.tsx';

const goOn = (): void => {
  location.hash = 'start';
};

/** The second step after a vault was made: the sign that it got, to be kept or changed. */
export const FirstSign = () => {
  const sign = useSign();
  return (
    <section class="stack" data-testid="first-sign">
      <p class="muted">{t('first_step', [2, 4])}</p>
      <h1>{t('sign_title')}</h1>
      <p class="lead">{t('sign_what')}</p>
      <p>{t('sign_where')}</p>
      {sign === undefined ? (
        <Busy words={t('common_loading')} />
      ) : (
        <SignForm first={sign === 'none' ? makeSign(t('sign_list')) : sign} onTaken={goOn} />
      )}
    </section>
  );
};
