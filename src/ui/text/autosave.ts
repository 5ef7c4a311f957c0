export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed';

export interface Autosave<T> {
  /** Notes a new value. The first one after a quiet time is saved at once, those that follow once an interval. */
  readonly touch: (value: T) => void;
  /** Saves what is not saved yet, at once, and waits for it. Never rejects: a failure is told through `onState`. */
  readonly flush: () => Promise<void>;
  /** Drops what is not saved yet and waits for a save under way. Afterwards nothing is saved any more. */
  readonly stop: () => Promise<void>;
}

interface AutosaveOptions<T> {
  readonly save: (value: T) => Promise<unknown>;
  /** Milliseconds between saves while somebody writes: no more than that can be lost with a browser that dies. */
  readonly interval: number;
  /** `saved` is told only once nothing new came for an interval, so that the words do not change at every key. */
  readonly onState: (state: SaveState, error?: unknown) => void;
}

interface Saver<T> {
  readonly put: (value: T) => void;
  readonly flush: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly state: () => 'idle' | 'pending' | 'saving' | 'failed';
}

/** One save at a time, and always of the last value. What failed waits for the next `put` or `flush`. */
const makeSaver = <T>({ save, onState }: Pick<AutosaveOptions<T>, 'save' | 'onState'>): Saver<T> => {
  let pending: { readonly value: T } | undefined;
  let under: Promise<void> | undefined;
  let failed = false;
  const saveOne = async ({ value }: { readonly value: T }): Promise<void> => {
    failed = false;
    onState('saving');
    try {
      await save(value);
    } catch (error) {
      // Kept for the next attempt, unless something newer has come meanwhile.
      pending ??= { value };
      failed = true;
      onState('failed', error);
    }
    under = undefined;
  };
  return {
    put: (value) => {
      pending = { value };
      failed = false;
    },
    flush: async () => {
      while (under) await under;
      const next = pending;
      pending = undefined;
      under = next && saveOne(next);
      await under;
    },
    stop: async () => {
      pending = undefined;
      await under;
    },
    state: () => {
      if (under) return 'saving';
      if (failed) return 'failed';
      return pending ? 'pending' : 'idle';
    },
  };
};

/** Saves a changing value while it changes. Saves never overlap, and the last value always wins. */
export const makeAutosave = <T>({ save, interval, onState }: AutosaveOptions<T>): Autosave<T> => {
  const saver = makeSaver<T>({ save, onState });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const flush = async (): Promise<void> => {
    if (stopped || saver.state() === 'idle') return;
    await saver.flush();
    if (timer === undefined && saver.state() === 'idle') onState('saved');
  };
  const tick = (): void => {
    timer = undefined;
    if (saver.state() === 'pending') saveNow();
    else if (saver.state() === 'idle') onState('saved');
  };
  const saveNow = (): void => {
    timer = setTimeout(tick, interval);
    void flush();
  };
  return {
    touch: (value) => {
      if (stopped) return;
      saver.put(value);
      onState('waiting');
      if (timer === undefined) saveNow();
    },
    flush,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await saver.stop();
    },
  };
};
