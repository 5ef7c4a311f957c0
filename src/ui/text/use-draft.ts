import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { KeeperClient } from '../../bridge/keeper-client.ts';
import { useKeeper } from '../keeper-context.ts';
import type { Autosave, SaveState } from './autosave.ts';
import { makeAutosave } from './autosave.ts';

/** Where a draft is kept: one for each field of each site. */
export interface DraftPlace {
  readonly key: string;
  /** Empty for what is written in Fieldseal itself. */
  readonly origin: string;
}

export interface DraftText {
  readonly text: string;
  readonly to: readonly string[];
}

export interface Draft extends DraftText {
  /** Undefined until the keeper has said whether there is an earlier draft; nothing may be typed before. */
  readonly ready: boolean;
  readonly error: unknown;
  readonly restored: boolean;
  readonly saving: SaveState;
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

/** Milliseconds. */
const quiet = 400;
const nothing: DraftText = { text: '', to: [] };

interface DraftSession {
  readonly autosave: Autosave<DraftText>;
  /** Nothing is told any more. */
  readonly end: () => void;
}

interface DraftListeners {
  readonly onFound: (earlier: DraftText | null) => void;
  readonly onFailed: (error: unknown) => void;
  readonly onSaving: (state: SaveState) => void;
}

/** Looks for an earlier draft and gets ready to save the next ones. */
const openDraft = (keeper: KeeperClient, { key, origin }: DraftPlace, listeners: DraftListeners): DraftSession => {
  const leaving = new AbortController();
  const { signal } = leaving;
  const autosave = makeAutosave<DraftText>({
    quiet,
    onState: (state) => signal.aborted || listeners.onSaving(state),
    save: ({ text, to }) =>
      text === ''
        ? keeper.call('drafts.remove', { key })
        : keeper.call('drafts.save', { key, origin, text, to: [...to] }),
  });
  keeper.call('drafts.find', { key }).then(
    (earlier) => signal.aborted || listeners.onFound(earlier && { text: earlier.text, to: earlier.to }),
    (error) => signal.aborted || listeners.onFailed(error),
  );
  addEventListener('blur', () => void autosave.flush(), { signal });
  return { autosave, end: () => leaving.abort() };
};

/**
 * The draft of a place: restored when the view appears, handed to the keeper at every change, and tried again, where that
 * failed, when the window loses the focus.
 */
export const useDraft = ({ key, origin }: DraftPlace): Draft => {
  const keeper = useKeeper();
  const [draft, setDraft] = useState(nothing);
  const [found, setFound] = useState<{ readonly restored: boolean }>();
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState<SaveState>('clean');
  const autosave = useRef<Autosave<DraftText>>(undefined);
  const latest = useRef(nothing);
  const take = useCallback((next: DraftText) => {
    latest.current = next;
    setDraft(next);
  }, []);
  useEffect(() => {
    const onFound = (earlier: DraftText | null): void => {
      take(earlier ?? nothing);
      setFound({ restored: earlier !== null });
    };
    const session = openDraft(keeper, { key, origin }, { onFound, onFailed: setError, onSaving: setSaving });
    autosave.current = session.autosave;
    return session.end;
  }, [keeper, key, origin, take]);
  const edit = (change: Partial<DraftText>): void => {
    take({ ...latest.current, ...change });
    autosave.current?.touch(latest.current);
  };
  const flush = useCallback(async () => autosave.current?.flush(), []);
  const discard = useCallback(async () => {
    await autosave.current?.stop();
    await keeper.call('drafts.remove', { key });
  }, [keeper, key]);
  const inserted = async (token: string): Promise<void> => {
    await autosave.current?.stop();
    await keeper.call('drafts.inserted', { key, token });
  };
  return {
    ...draft,
    ready: found !== undefined,
    restored: found?.restored ?? false,
    error,
    saving,
    edit,
    seed: take,
    flush,
    inserted,
    discard,
  };
};
