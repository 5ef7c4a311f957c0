import { useState } from 'preact/hooks';
import type { InsertOutcome } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { t } from '../words.ts';
import { HandForm } from './hand-form.tsx';
import { type RoomLimits, roomFor } from './room.ts';
import { SealedText } from './sealed-text.tsx';
import type { DraftPlace } from './use-draft.ts';
import { useDraft } from './use-draft.ts';
import type { Sealed } from './use-seal-attempt.ts';
import { useSealAttempt } from './use-seal-attempt.ts';

export interface HandComposerProps {
  readonly place: DraftPlace;
  /** Puts the token into the waiting field of a page, where there is one. */
  readonly insert?: ((sealed: Sealed) => Promise<InsertOutcome>) | undefined;
  /** How much the field takes. */
  readonly limits?: RoomLimits;
}

/** The composer of our own pages: write, seal, copy; or put it into the field that waits for it. */
export const HandComposer = (props: HandComposerProps) => {
  const [round, setRound] = useState(0);
  return <Composition key={`${round} ${props.place.key}`} {...props} onAnew={() => setRound(round + 1)} />;
};

const Composition = ({ place, insert, limits = {}, onAnew }: HandComposerProps & { readonly onAnew: () => void }) => {
  const draft = useDraft(place);
  const seal = useSealAttempt();
  const [sealed, setSealed] = useState<Sealed>();
  if (!draft.ready)
    return draft.error === undefined ? <Busy words={t('common_loading')} /> : <ErrorNotice error={draft.error} />;
  if (sealed) {
    return (
      <SealedText
        sealed={sealed}
        insert={insert}
        discard={draft.discard}
        onBack={() => setSealed(undefined)}
        onAnew={onAnew}
      />
    );
  }
  const onSeal = async (passphrase: string | undefined): Promise<void> => {
    const { text, to } = draft;
    setSealed(await seal({ text, to, origin: place.origin, ...(passphrase === undefined ? {} : { passphrase }) }));
  };
  return (
    <HandForm
      draft={draft}
      onSeal={onSeal}
      roomWith={(passphrases) => roomFor(draft, place.origin, limits, passphrases)}
    />
  );
};
