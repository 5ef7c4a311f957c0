import type { KeeperClient } from '../../bridge/keeper-client.ts';
import { makeEditor, tellOpened, watchOpened } from '../../bridge/open-drafts.ts';
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

/** Milliseconds. */
const quiet = 400;

export interface DraftSession {
  readonly editor: string;
  readonly autosave: Autosave<DraftText>;
  /** Nothing is told any more. */
  readonly end: () => void;
}

export interface DraftListeners {
  readonly onFound: (earlier: DraftText | null) => void;
  readonly onFailed: (error: unknown) => void;
  readonly onSaving: (state: SaveState) => void;
  readonly onMoved: (kept: boolean) => void;
}

/** Looks for an earlier draft and gets ready to save the next ones. */
export const openDraft = (
  keeper: KeeperClient,
  { key, origin }: DraftPlace,
  listeners: DraftListeners,
): DraftSession => {
  const leaving = new AbortController();
  const { signal } = leaving;
  const editor = makeEditor();
  const lose = (kept: boolean): void => {
    if (!signal.aborted) listeners.onMoved(kept);
  };
  const autosave = makeAutosave<DraftText>({
    quiet,
    onState: (state) => signal.aborted || listeners.onSaving(state),
    save: async ({ text, to }) => {
      const moved = await keeper.call('drafts.save', { key, origin, text, to: [...to], editor });
      if (moved) lose(moved.kept);
    },
  });
  watchOpened({ draft: key, editor }, () => lose(false), signal);
  keeper.call('drafts.find', { key, editor }).then(
    (earlier) => {
      void tellOpened({ draft: key, editor });
      if (!signal.aborted) listeners.onFound(earlier && { text: earlier.text, to: earlier.to });
    },
    (error) => signal.aborted || listeners.onFailed(error),
  );
  addEventListener('blur', () => void autosave.flush(), { signal });
  return { editor, autosave, end: () => leaving.abort() };
};
