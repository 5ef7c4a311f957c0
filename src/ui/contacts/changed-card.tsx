import { useState } from 'preact/hooks';
import type { CardVerdict, ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { FingerprintDigits, FingerprintWords } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { AcceptKeys } from './accept-keys.tsx';
import { AddAsAnother } from './add-as-another.tsx';
import { AddedContact } from './added-contact.tsx';
import { MixedName } from './mixed-name.tsx';
import { changedWords } from './verdict-words.ts';

interface ChangedCardProps {
  readonly verdict: CardVerdict;
  readonly known: ContactView;
  readonly card: string;
}

type Choice = 'open' | 'kept' | 'accept' | 'another';
interface Outcome {
  readonly contact: ContactView;
  readonly words: string;
}

/** The alarm: a known name with other keys. Keeping what is known is the way that stands first and needs one press. */
export const ChangedCard = ({ verdict, known, card }: ChangedCardProps) => {
  const [choice, setChoice] = useState<Choice>('open');
  const [outcome, setOutcome] = useState<Outcome>();
  const name = known.alias;
  if (outcome) return <AddedContact {...outcome} />;
  if (choice === 'kept') {
    return (
      <Notice kind="good" role="status" testId="changed-kept">
        {t('changed_kept')}
      </Notice>
    );
  }
  return (
    <section class="alarm stack" data-testid="changed-card">
      <div role="alert">
        <h2>{t('card_verdict_changed', [name])}</h2>
        <p>{changedWords(verdict, name)}</p>
        {verdict.card.name !== name && <p>{t('contact_card_name', [verdict.card.name])}</p>}
      </div>
      <MixedName mixed={verdict.card.mixed} />
      <p>
        <strong>{t('changed_do', [name])}</strong>
      </p>
      <OldAndNew known={known} verdict={verdict} />
      <div class="actions">
        <Button kind="main" onClick={() => setChoice('kept')} testId="changed-keep">
          {t('changed_keep')}
        </Button>
        <Button onClick={() => setChoice('accept')} testId="changed-accept">
          {t('changed_accept')}
        </Button>
        {!verdict.signed && !verdict.earlier && (
          <Button onClick={() => setChoice('another')} testId="changed-another">
            {t('changed_another')}
          </Button>
        )}
      </div>
      {choice === 'accept' && (
        <AcceptKeys
          known={known}
          card={card}
          onDone={(contact) => setOutcome({ contact, words: t('changed_accepted', [name]) })}
        />
      )}
      {choice === 'another' && (
        <AddAsAnother
          name={verdict.card.name}
          card={card}
          onDone={(contact) => setOutcome({ contact, words: t('add_done', [contact.alias]) })}
        />
      )}
    </section>
  );
};

const OldAndNew = ({ known, verdict }: Pick<ChangedCardProps, 'known' | 'verdict'>) => (
  <div class="compare">
    <div>
      <h3>{t('changed_old')}</h3>
      {known.verified && <p class="muted">{t('changed_verified_before')}</p>}
      <FingerprintWords words={known.words} />
      <FingerprintDigits digits={known.digits} />
    </div>
    <div>
      <h3>{t('changed_new')}</h3>
      <FingerprintWords words={verdict.card.words} />
      <FingerprintDigits digits={verdict.card.digits} />
    </div>
  </div>
);
