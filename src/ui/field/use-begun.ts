import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldText } from '../../bridge/field-line.ts';
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

/** Where the sealed text goes in a field that holds words: to the caret, or in place of all. */
export interface Placing {
  readonly all: FieldText;
  readonly chosen: 'caret' | 'all';
  readonly choose: (place: Placing['chosen']) => void;
}

export interface Begun {
  readonly ready: boolean;
  readonly other: OtherText | undefined;
  /** Absent where there is no choice. */
  readonly placing: Placing | undefined;
  /** What is to become of the words in the field. */
  readonly fate: FieldFate;
}

/** `replace`: all of them go · `undo: 'forget'`: they were shown, so the field need not remember them once they are sealed. */
export interface FieldFate {
  readonly replace?: 'all';
  readonly undo?: 'forget';
}

const same = (a: DraftText, b: DraftText): boolean => a.text === b.text && a.to.join() === b.to.join();

/** The words of the field that go if the person has it so; undefined where they go anyway, or stay. */
const allOf = (beginning: Beginning | undefined): FieldText | undefined =>
  beginning?.start.kind === 'beside' ? beginning.start.all : undefined;

/** Without contacts one writes for oneself, unless the person says otherwise. */
const withSomebody = (draft: DraftText, contacts: readonly ContactView[] | undefined): DraftText =>
  draft.to.length === 0 && contacts?.length === 0 ? { text: draft.text, to: [onlyMe] } : draft;

/** The draft and the text of the field, one of them shown: each stays as it was left. */
const useSides = (latest: { readonly current: Draft }, found: DraftText | undefined) => {
  const [shown, setShown] = useState<OtherText['shown']>('draft');
  /** The text that is not shown, if it has been. */
  const [aside, setAside] = useState<DraftText>();
  const swap = (): void => {
    const { text, to, edit, seed } = latest.current;
    const next = aside ?? found;
    if (!next) return;
    // What is in the field is no draft until the person changes it.
    if (shown === 'draft' && next.text === found?.text) seed(next);
    else edit(next);
    setAside({ text, to });
    setShown(shown === 'draft' ? 'field' : 'draft');
  };
  const drop = (): void => {
    setAside(undefined);
    setShown('draft');
  };
  return { shown, aside, swap, drop };
};

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
  const [chosen, setChosen] = useState<Placing['chosen']>('caret');
  const latest = useRef(draft);
  latest.current = draft;
  const all = allOf(beginning);
  const known = contacts.value !== undefined || contacts.error !== undefined;
  const held = beginning && (all ? { text: all.text, to: draft.to } : draftOf(beginning.start));
  const found = held && withSomebody(held, contacts.value);
  const { shown, aside, swap, drop } = useSides(latest, found);
  useEffect(() => {
    if (!draft.ready || !beginning || !known || ready) return;
    // What stays in the field is brought here only if the person has it so.
    const brought = all ? undefined : found;
    const first = withSomebody(brought && !draft.restored ? brought : draft, contacts.value);
    if (!same(first, draft)) draft.seed({ text: first.text, to: first.to });
    if (draft.restored && brought && !same(brought, first)) setOffers(true);
    setReady(true);
  }, [draft.ready, beginning, known, ready]);
  const choose = (place: Placing['chosen']): void => {
    const { text, to, edit, seed } = latest.current;
    setChosen(place);
    const ofField = shown === 'field' ? text : aside?.text;
    // The person has changed what came out of the field: then there are two texts to keep.
    if (aside && ofField !== all?.text) return;
    drop();
    setOffers(place === 'all' && text !== '' && text !== all?.text);
    // What was brought here and is as it was goes again; what the person wrote stays.
    if (place === 'all' && text === '' && all) seed({ text: all.text, to });
    else if (place === 'caret' && aside && shown === 'field') edit(aside);
    else if (place === 'caret' && text === all?.text) edit({ text: '' });
  };
  const forgets = all
    ? chosen === 'all' && (!offers || shown === 'field')
    : beginning?.start.kind === 'text' && (shown === 'field' || !draft.restored);
  return {
    ready,
    other: offers ? { shown, swap } : undefined,
    placing: all && { all, chosen, choose },
    fate: { ...(chosen === 'all' ? { replace: 'all' } : {}), ...(forgets ? { undo: 'forget' } : {}) },
  };
};
