import { HandComposer } from '../text/hand-composer.tsx';
import { t } from '../words.ts';

/** Where the full page keeps what is being written. */
const place = { key: 'fieldseal app', origin: '' };

export const SealByHand = () => (
  <section class="stack">
    <h1>{t('seal_title')}</h1>
    <p>{t('seal_about')}</p>
    <HandComposer place={place} />
  </section>
);
