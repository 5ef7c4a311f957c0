import { useEffect, useRef, useState } from 'preact/hooks';
import { onlyMe } from '../../bridge/only-me.ts';
import type { ContactView } from '../../bridge/views.ts';
import type { Draft, DraftText } from '../text/use-draft.ts';
import type { Loaded } from '../use-loaded.ts';
import { type Beginning, draftOf } from './field-start.ts';

/** An earlier draft came back, and the field holds something, too: one is shown, the other can be. */
export interface OtherText {
  readonly shown: 'draft' | 'field';
  readonly swap: () => void;
}

export interface Begun {
  readonly ready: boolean;
  readonly other: OtherText | undefined;
  /** `forget`: the words of the field are shown, so it need not remember them once they are sealed. */
  readonly undo: 'forget' | undefined;
}

const same = (a: DraftText, b: DraftText): boolean => a.text === b.text && a.to.join() === b.to.join();

/** Somebody without a contact writes for themselves, unless they say otherwise. */
const withSomebody = (draft: DraftText, contacts: readonly ContactView[] | undefined): DraftText =>
  draft.to.length === 0 && contacts?.length === 0 ? { text: draft.text, to: [onlyMe] } : draft;

/**
 * Puts what the field holds into the draft where there is no earlier one, and the only possible reader. It is saved once
 * the person changes it.
 */
export const useBegun = (
  draft: Draft,
  beginning: Beginning | undefined,
  contacts: Loaded<readonly ContactView[]>,
): Begun => {
  const [ready, setReady] = useState(false);
  const [offers, setOffers] = useState(false);
  const [aside, setAside] = useState<DraftText>();
  const latest = useRef(draft);
  latest.current = draft;
  const known = contacts.value !== undefined || contacts.error !== undefined;
  const held = beginning && draftOf(beginning.start);
  const found = held && withSomebody(held, contacts.value);
  useEffect(() => {
    if (!draft.ready || !beginning || !known || ready) return;
    const first = withSomebody(found && !draft.restored ? found : draft, contacts.value);
    if (!same(first, draft)) draft.seed({ text: first.text, to: first.to });
    if (draft.restored && found && !same(found, first)) setOffers(true);
    setReady(true);
  }, [draft.ready, beginning, known, ready]);
  const swap = (): void => {
    const { text, to, edit, seed } = latest.current;
    if (aside) edit(aside);
    else if (found) seed(found);
    setAside(aside ? undefined : { text, to });
  };
  const fromField = beginning?.start.kind === 'text' && (aside !== undefined || !draft.restored);
  const other = offers ? ({ shown: aside ? 'field' : 'draft', swap } as const) : undefined;
  return { ready, other, undo: fromField ? 'forget' : undefined };
};
