import { useState } from 'preact/hooks';
import type { CardView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Fingerprint } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { formatDay } from '../time.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { CardText } from './card-text.tsx';
import { RenameForm } from './rename-form.tsx';

/** My own card: to give away, and to read aloud to somebody who verifies me. */
export const MyCard = () => {
  const keeper = useKeeper();
  const loaded = useLoaded(() => keeper.call('identity.card', {}), [keeper]);
  return (
    <section class="stack">
      <h1>{t('card_title')}</h1>
      <ErrorNotice error={loaded.error} />
      {!loaded.value && loaded.error === undefined && <Busy words={t('common_loading')} />}
      {loaded.value && <Card card={loaded.value} onChanged={loaded.reload} />}
    </section>
  );
};

const Card = ({ card, onChanged }: { readonly card: CardView; readonly onChanged: () => void }) => (
  <>
    <CardName card={card} onChanged={onChanged} />
    <p>{t('card_about')}</p>
    <CardText card={card.card} />
    <CardExpiry card={card} />
    <p>{t('card_compare')}</p>
    <Fingerprint {...card} />
  </>
);

const CardExpiry = ({ card }: { readonly card: CardView }) => {
  const until = formatDay(card.expires, t('language_tag'));
  return card.expired ? (
    <Notice kind="warn">{t('card_expired', [until])}</Notice>
  ) : (
    <p class="muted">{t('card_expires', [until])}</p>
  );
};

const CardName = ({ card, onChanged }: { readonly card: CardView; readonly onChanged: () => void }) => {
  const keeper = useKeeper();
  const [state, setState] = useState<'look' | 'rename' | 'done'>('look');
  const rename = async (name: string): Promise<void> => {
    await keeper.call('identity.rename', { name });
    setState('done');
    onChanged();
  };
  if (state === 'rename') {
    return <RenameForm label={t('create_name')} name={card.name} onRename={rename} onCancel={() => setState('look')} />;
  }
  return (
    <>
      <div class="title-line">
        <h2>
          <bdi>{card.name}</bdi>
        </h2>
        <Button onClick={() => setState('rename')} testId="card-rename">
          {t('card_rename')}
        </Button>
      </div>
      {state === 'done' && (
        <Notice kind="good" role="status">
          {t('card_rename_done')}
        </Notice>
      )}
    </>
  );
};
