import { useState } from 'preact/hooks';
import type { CardVerdict, ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { AddAsAnother } from './add-as-another.tsx';
import { AddedContact } from './added-contact.tsx';
import { CardLook } from './card-look.tsx';
import { ChangedCard } from './changed-card.tsx';
import { CompareOffer } from './compare-offer.tsx';
import { contactLink } from './contact-link.ts';
import { isAddable, isUpdate } from './verdict-words.ts';

interface CardOfferProps {
  readonly card: string;
  readonly onAdded?: () => void;
}

/** A card by its text: looked at, then added; or the alarm, where it bears a known name and other keys. */
export const CardOffer = ({ card, onAdded }: CardOfferProps) => {
  const keeper = useKeeper();
  const [added, setAdded] = useState<ContactView>();
  const look = useLoaded(() => keeper.call('contacts.inspect', { card }), [keeper, card]);
  const [changed, setChanged] = useState<CardVerdict>();
  const add = useTask(async () => {
    const verdict = await keeper.call('contacts.inspect', { card });
    if (verdict.kind === 'changed') return setChanged(verdict);
    setAdded(await keeper.call('contacts.add', { card }));
    onAdded?.();
  });
  const verdict = changed ?? look.value;
  if (added) return <AddedContact contact={added} words={t('add_done', [added.alias])} />;
  if (verdict?.kind === 'changed' && verdict.contact)
    return <ChangedCard verdict={verdict} known={verdict.contact} card={card} />;
  return (
    <div class="stack">
      {verdict && <Look verdict={verdict} />}
      {verdict?.clash && !verdict.card.expired && <AddAsAnother name="" card={card} onDone={setAdded} />}
      <div class="actions">
        {verdict && isAddable(verdict) && (
          <Button kind="main" busy={add.busy} onClick={() => void add.run()} testId="add-card-submit">
            {isUpdate(verdict) ? t('card_update') : t('add_submit')}
          </Button>
        )}
        {verdict?.contact && (
          <a class="button button-plain" {...contactLink(verdict.contact.id)}>
            {t('card_show_contact')}
          </a>
        )}
      </div>
      <ErrorNotice error={add.error} />
      <ErrorNotice error={look.error}>
        <div class="actions">
          <Button onClick={look.reload}>{t('common_retry')}</Button>
        </div>
      </ErrorNotice>
    </div>
  );
};

/** A card that I have already is there to be compared, if nobody has. */
const Look = ({ verdict }: { readonly verdict: CardVerdict }) => {
  const look = <CardLook verdict={verdict} />;
  const { kind, contact } = verdict;
  return kind === 'same' && contact ? <CompareOffer contact={contact}>{look}</CompareOffer> : look;
};
