import { ErrorNotice } from '../components/error-notice.tsx';
import { CardText } from '../contacts/card-text.tsx';
import { useKeeper } from '../keeper-context.ts';
import { PinHint } from '../toolbar/pin-hint.tsx';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';

/** After the vault was made: the card to give away, and what to do next. */
export const Welcome = () => {
  const keeper = useKeeper();
  const card = useLoaded(() => keeper.call('identity.card', {}), [keeper]);
  return (
    <section class="stack" data-testid="welcome">
      <p class="muted">{t('first_step', [4, 4])}</p>
      <h1>{t('welcome_title')}</h1>
      <p class="lead">{t('welcome_card')}</p>
      <ErrorNotice error={card.error} />
      {card.value && <CardText card={card.value.card} />}
      <PinHint />
      <p>
        <a class="button button-plain" href="#add">
          {t('welcome_next')}
        </a>
      </p>
    </section>
  );
};
