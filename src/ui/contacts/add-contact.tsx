import { useState } from 'preact/hooks';
import { TextBox } from '../components/text-box.tsx';
import { t } from '../words.ts';
import { CardOffer } from './card-offer.tsx';

/** Paste a card, look at whose it is, add it. */
export const AddContact = () => {
  const [card, setCard] = useState('');
  return (
    <section class="stack">
      <a href="#contacts">← {t('common_back')}</a>
      <h1>{t('add_title')}</h1>
      <TextBox
        label={t('add_label')}
        hint={t('add_hint')}
        value={card}
        onInput={setCard}
        look="token"
        testId="add-card-text"
      />
      {card.trim() !== '' && <CardOffer key={card} card={card} />}
    </section>
  );
};
