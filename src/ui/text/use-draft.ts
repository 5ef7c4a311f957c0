import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useKeeper } from '../keeper-context.ts';
import type { SaveState } from './autosave.ts';
import { type DraftPlace, type DraftSession, type DraftText, openDraft } from './draft-session.ts';

export type { DraftPlace, DraftText };

/** Another window may open the draft: from then on it writes there, and what was still typed here may be a draft of its own. */
export type DraftHold = 'here' | 'moved' | 'moved-kept';

export interface Draft extends DraftText {
  /** Undefined until the keeper has said whether there is an earlier draft; nothing may be typed before. */
  readonly ready: boolean;
  readonly error: unknown;
  readonly restored: boolean;
  readonly saving: SaveState;
  readonly hold: DraftHold;
  /** Goes on here with what the other window has written. */
  readonly resume: () => void;
  readonly edit: (change: Partial<DraftText>) => void;
  /** Shows what is no draft yet: it is saved once something of it is changed. */
  readonly seed: (text: DraftText) => void;
  /** Waits for what is being saved, and tries again what could not be. */
  readonly flush: () => Promise<void>;
  /** A field has it, sealed: it is kept apart until it is seen in a page outside a field. */
  readonly inserted: (token: string) => Promise<void>;
  /** Removes the draft from the vault, for good. */
  readonly discard: () => Promise<void>;
}

const nothing: DraftText = { text: '', to: [] };

/** What is known of a draft as it is opened, and again each time it is brought back here. */
const useOpened = ({ key, origin }: DraftPlace, take: (found: DraftText) => void) => {
  const keeper = useKeeper();
  const [found, setFound] = useState<{ readonly restored: boolean }>();
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState<SaveState>('clean');
  const [hold, setHold] = useState<DraftHold>('here');
  const [round, setRound] = useState(0);
  const session = useRef<DraftSession>(undefined);
  useEffect(() => {
    const onFound = (earlier: DraftText | null): void => {
      take(earlier ?? nothing);
      setFound({ restored: earlier !== null });
      setHold('here');
    };
    const onMoved = (kept: boolean): void => setHold((was) => (kept || was === 'moved-kept' ? 'moved-kept' : 'moved'));
    const opened = openDraft(keeper, { key, origin }, { onFound, onFailed: setError, onSaving: setSaving, onMoved });
    session.current = opened;
    return opened.end;
  }, [keeper, key, origin, take, round]);
  const resume = (): void => setRound((was) => was + 1);
  return {
    session,
    state: { ready: found !== undefined, restored: found?.restored ?? false, error, saving, hold, resume },
  };
};

/**
 * The draft of a place: restored when the view appears, handed to the keeper at every change, and tried again, where that
 * failed, when the window loses the focus.
 */
export const useDraft = (place: DraftPlace): Draft => {
  const { key } = place;
  const keeper = useKeeper();
  const [draft, setDraft] = useState(nothing);
  const latest = useRef(nothing);
  const take = useCallback((next: DraftText) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const { session, state } = useOpened(place, take);
  const edit = (change: Partial<DraftText>): void => {
    take({ ...latest.current, ...change });
    session.current?.autosave.touch(latest.current);
  };
  const flush = useCallback(async () => session.current?.autosave.flush(), []);
  const discard = useCallback(async () => {
    await session.current?.autosave.stop();
    await keeper.call('drafts.remove', { key, editor: session.current?.editor });
  }, [keeper, key]);
  const inserted = async (token: string): Promise<void> => {
    await session.current?.autosave.stop();
    await keeper.call('drafts.inserted', { key, token });
  };
  return { ...draft, ...state, edit, seed: take, flush, inserted, discard };
};
