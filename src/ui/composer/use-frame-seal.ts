import { useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { ContactView, FrameContext, InsertOutcome } from '../../bridge/views.ts';
import { type FieldStart, shownAs } from '../field/field-start.ts';
import type { Begun } from '../field/use-begun.ts';
import { closeFrame } from '../frame/close-frame.tsx';
import type { Consent, Refusal } from '../frame/use-consent.ts';
import type { Seen } from '../frame/use-seen.ts';
import { introductionsIn, type Room, roomFor, tooMany } from '../text/room.ts';
import type { SealProblem } from '../text/seal-problem.ts';
import { sealProblem } from '../text/seal-problem.ts';
import type { Draft } from '../text/use-draft.ts';
import type { Sealed, SealRequest } from '../text/use-seal-attempt.ts';
import { useSealAttempt } from '../text/use-seal-attempt.ts';
import type { Loaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';

export interface FrameSeal {
  readonly press: (press: Event) => void;
  /** Whether another press in this window counts; says why where it does not. */
  readonly judge: (press: Event) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly problem: SealProblem | undefined;
  /** Where it does not fit into the field. */
  readonly misfit: Room | undefined;
  readonly refusal: Refusal | undefined;
  readonly outcome: InsertOutcome | undefined;
  /** The sealed text, to be copied where the field did not take it. */
  readonly sealed: Sealed | undefined;
}

interface Result {
  /** The text and readers that it is about: of others nothing is said. */
  readonly about?: string;
  readonly refusal?: Refusal | undefined;
  readonly outcome?: InsertOutcome;
  readonly sealed?: Sealed;
}

interface FrameSealParts {
  readonly context: FrameContext;
  readonly draft: Draft;
  readonly contacts: Loaded<readonly ContactView[]>;
  readonly consent: Consent;
  readonly recipients: Seen;
  readonly start: FieldStart;
  readonly fate: Begun['fate'];
}

const requestOf = ({ context, draft: { text, to }, contacts }: FrameSealParts): SealRequest => {
  const { origin } = context;
  return {
    text,
    to,
    origin,
    introductions: introductionsIn({ text, to }, origin, context, { contacts: contacts.value ?? [] }),
  };
};

/** From the press to the field: consent, seal, insert; once the field has it, the draft is set aside. */
export const useFrameSeal = (parts: FrameSealParts): FrameSeal => {
  const { context, draft, contacts, consent, recipients, start, fate } = parts;
  const seal = useSealAttempt();
  const [last, setResult] = useState<Result>({});
  const [tried, setTried] = useState(false);
  const about = JSON.stringify([draft.text, draft.to]);
  const result = last.about === about ? last : {};
  const problem = sealProblem({ ...draft, withPassphrase: false });
  const room = roomFor(draft, context.origin, context, { contacts: contacts.value ?? [] });
  const task = useTask(async (press: Event) => {
    setTried(true);
    // What was said of an earlier press is over with this one.
    setResult({});
    if (problem !== undefined || tooMany(room) > 0) return;
    const unseen = recipients.missing();
    const refusal = (await consent.judge(press)) ?? (unseen && 'recipients-unseen');
    unseen?.scrollIntoView({ block: 'nearest' });
    if (refusal !== undefined) return setResult({ about, refusal });
    // What came out of the field was no draft yet.
    draft.edit({});
    // Saved before the field is filled: nothing may save it again once it is set aside.
    const [sealed] = await Promise.all([seal(requestOf(parts)), draft.flush()]);
    const outcome = await callBackground('frame.insert', { ...sealed, ...fate, shown: shownAs(start) });
    setResult({ about, outcome, sealed });
    if (outcome.kind === 'inserted') closeFrame();
  });
  const judge = async (press: Event): Promise<boolean> => {
    const refusal = await consent.judge(press);
    setResult({ about, refusal });
    return refusal === undefined;
  };
  return {
    ...task,
    judge,
    press: (press) => void task.run(press),
    problem: tried ? problem : undefined,
    misfit: tried ? room : undefined,
    refusal: result.refusal,
    outcome: result.outcome,
    sealed: result.sealed,
  };
};
