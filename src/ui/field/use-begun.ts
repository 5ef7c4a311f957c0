import { useEffect, useRef, useState } from 'preact/hooks';
import type { Draft, DraftText } from '../text/use-draft.ts';
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

/** Puts what the field holds into the draft where there is no earlier one. It is saved once the person changes it. */
export const useBegun = (draft: Draft, beginning: Beginning | undefined): Begun => {
  const [ready, setReady] = useState(false);
  const [offers, setOffers] = useState(false);
  const [aside, setAside] = useState<DraftText>();
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    if (!draft.ready || !beginning || ready) return;
    const found = draftOf(beginning.start);
    if (found && !draft.restored) draft.seed(found);
    else if (found && !same(found, draft)) setOffers(true);
    setReady(true);
  }, [draft.ready, beginning, ready]);
  const swap = (): void => {
    const { text, to, edit, seed } = latest.current;
    const found = beginning && draftOf(beginning.start);
    if (aside) edit(aside);
    else if (found) seed(found);
    setAside(aside ? undefined : { text, to });
  };
  const fromField = beginning?.start.kind === 'text' && (aside !== undefined || !draft.restored);
  const other = offers ? ({ shown: aside ? 'field' : 'draft', swap } as const) : undefined;
  return { ready, other, undo: fromField ? 'forget' : undefined };
};
