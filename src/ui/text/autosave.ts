export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed';

export interface Autosave<T> {
  /** Notes a new value; it is saved when nothing more comes for the delay. */
  readonly touch: (value: T) => void;
  /** Saves what is not saved yet, at once, and waits for it. Never rejects: a failure is told through `onState`. */
  readonly flush: () => Promise<void>;
  /** Drops what is not saved yet and waits for a save under way. Afterwards nothing is saved any more. */
  readonly stop: () => Promise<void>;
}

interface AutosaveOptions<T> {
  readonly save: (value: T) => Promise<unknown>;
  /** Milliseconds of quiet. */
  readonly delay: number;
  readonly onState: (state: SaveState, error?: unknown) => void;
}

/** Saves a changing value after a moment of quiet. Saves never overlap, and the last value always wins. */
export const makeAutosave = <T>({ save, delay, onState }: AutosaveOptions<T>): Autosave<T> => {
  let pending: { readonly value: T } | undefined;
  let under: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const saveOne = async ({ value }: { readonly value: T }): Promise<void> => {
    onState('saving');
    try {
      await save(value);
      onState(pending ? 'waiting' : 'saved');
    } catch (error) {
      // Kept for the next attempt, unless something newer has come meanwhile.
      pending ??= { value };
      onState('failed', error);
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    const next = pending;
    if (!next || stopped) return under;
    pending = undefined;
    under = under.then(() => saveOne(next));
    return under;
  };
  return {
    touch: (value) => {
      if (stopped) return;
      pending = { value };
      onState('waiting');
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), delay);
    },
    flush,
    stop: () => {
      stopped = true;
      pending = undefined;
      clearTimeout(timer);
      return under;
    },
  };
};
