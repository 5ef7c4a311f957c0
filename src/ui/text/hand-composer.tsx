import { useEffect, useState } from 'preact/hooks';
import type { FieldReport } from '../../bridge/field-line.ts';
import type { InsertOutcome } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { type Beginning, makeBeginning, plainBeginning } from '../field/field-start.ts';
import { type FieldFate, useBegun } from '../field/use-begun.ts';
import { useKeeper } from '../keeper-context.ts';
import { t } from '../words.ts';
import { HandForm } from './hand-form.tsx';
import { MovedNotice } from './moved-notice.tsx';
import { isOnlyMe } from './recipient-choice.ts';
import { introductionsIn, type RoomLimits, roomFor, tooMany } from './room.ts';
import { SealedText } from './sealed-text.tsx';
import { useContacts } from './use-contacts.ts';
import type { Draft, DraftPlace } from './use-draft.ts';
import { useDraft } from './use-draft.ts';
import type { Sealed } from './use-seal-attempt.ts';
import { useSealAttempt } from './use-seal-attempt.ts';

/** `written`: there is something to keep · `moved`: it is open in another window · `sealed` · `inserted`: the field has it. */
export type Stage = 'empty' | 'written' | 'moved' | 'sealed' | 'inserted';

export interface HandComposerProps {
  readonly place: DraftPlace;
  /** Puts the token into the waiting field of a page, where there is one. */
  readonly insert?: ((sealed: Sealed & FieldFate) => Promise<InsertOutcome>) | undefined;
  /** What the field holds that it is written for. */
  readonly beginning?: Beginning | undefined;
  /** The same of the field as it is by now, where another text is begun. */
  readonly lookAgain?: () => Promise<FieldReport | undefined>;
  /** How much the field takes. */
  readonly limits?: RoomLimits;
  /** Told of what there is once the form stands, and of each change. */
  readonly onStage?: (stage: Stage) => void;
  /** The field is not in front any more: what was said of it is over, and another text is not for it. */
  readonly away?: boolean;
  /** The person is about to write: the text has the focus. */
  readonly atOnce?: boolean;
}

/** The composer of our own pages: write, seal, copy; or put it into the field that waits for it. */
export const HandComposer = (props: HandComposerProps) => {
  const keeper = useKeeper();
  const [again, setAgain] = useState<{ readonly round: number; readonly beginning: Beginning }>();
  const round = again?.round ?? 0;
  // What the field held is gone with the first round.
  const beginning = again?.beginning ?? props.beginning;
  const anew = async (): Promise<void> => {
    const report = await props.lookAgain?.().catch(() => undefined);
    setAgain({ round: round + 1, beginning: await makeBeginning(report, keeper) });
  };
  return <Composition key={`${round} ${props.place.key}`} {...props} beginning={beginning} onAnew={anew} />;
};

const stageOf = (inserted: boolean, sealed: boolean, { hold, text }: Draft): Stage => {
  if (inserted) return 'inserted';
  if (sealed) return 'sealed';
  if (hold !== 'here') return 'moved';
  return text === '' ? 'empty' : 'written';
};

const Composition = ({
  place,
  insert,
  beginning = plainBeginning,
  limits = {},
  onStage,
  away = false,
  atOnce,
  onAnew,
}: HandComposerProps & { readonly onAnew: () => Promise<void> }) => {
  const draft = useDraft(place);
  const contacts = useContacts();
  const begun = useBegun(draft, beginning, contacts);
  const seal = useSealAttempt();
  const [sealed, setSealed] = useState<Sealed & { readonly alone: boolean; readonly fits: boolean }>();
  const [inserted, setInserted] = useState(false);
  const stage = stageOf(inserted, sealed !== undefined, draft);
  const loading = !begun.ready && draft.error === undefined;
  useEffect(() => (loading ? undefined : onStage?.(stage)), [stage, loading]);
  if (!begun.ready) return loading ? <Busy words={t('common_loading')} /> : <ErrorNotice error={draft.error} />;
  if (sealed) {
    return (
      <SealedText
        {...{ sealed, away, onAnew }}
        alone={sealed.alone}
        was={beginning.was}
        insert={insert && sealed.fits ? (one) => insert({ ...one, ...begun.fate }) : undefined}
        onInserted={(token) => {
          setInserted(true);
          return draft.inserted(token);
        }}
        discard={draft.discard}
        onBack={() => setSealed(undefined)}
      />
    );
  }
  if (draft.hold !== 'here') return <MovedNotice hold={draft.hold} onResume={draft.resume} />;
  const parts = (passphrases: number) => ({ contacts: contacts.value ?? [], passphrases });
  const roomWith = (passphrases: number) => roomFor(draft, place.origin, limits, parts(passphrases));
  const onSeal = async (passphrase: string | undefined): Promise<void> => {
    // What came out of the field was no draft yet.
    draft.edit({});
    const { text, to } = draft;
    const [passphrases, withIt] = passphrase === undefined ? [0, {}] : [1, { passphrase }];
    const introductions = introductionsIn(draft, place.origin, limits, parts(passphrases));
    const done = await seal({ text, to, origin: place.origin, introductions, ...withIt });
    setSealed({ ...done, alone: isOnlyMe(to) && passphrases === 0, fits: tooMany(roomWith(passphrases)) === 0 });
  };
  return (
    <HandForm
      {...{ draft, contacts, beginning, begun, onSeal, roomWith, atOnce }}
      origin={place.origin}
      fieldKey={insert && place.origin !== '' ? place.key : undefined}
    />
  );
};
