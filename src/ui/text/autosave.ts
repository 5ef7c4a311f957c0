export type SaveState = 'clean' | 'saving' | 'saved' | 'failed';

export interface Autosave<T> {
  /** Saves a new value at once. */
  readonly touch: (value: T) => void;
  /** Tries again what could not be saved, and waits for what is under way. Never rejects: see `onState`. */
  readonly flush: () => Promise<void>;
  /** Waits for what is under way. Afterwards nothing is saved any more. */
  readonly stop: () => Promise<void>;
}

interface AutosaveOptions<T> {
  readonly save: (value: T) => Promise<unknown>;
  /** Milliseconds. `saved` is told only once nothing new came for so long, so that the words do not change at every key. */
  readonly quiet: number;
  readonly onState: (state: SaveState, error?: unknown) => void;
}

/**
 * Hands every value on as soon as it is there: what a frame still keeps to itself is lost with its tab, for nothing that
 * it says while it is being closed arrives. The keeper may skip all but the last of several that wait.
 */
export const makeAutosave = <T>({ save, quiet, onState }: AutosaveOptions<T>): Autosave<T> => {
  const underWay = new Set<Promise<void>>();
  let last: { readonly value: T } | undefined;
  let failed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const attempt = async (one: { readonly value: T }): Promise<void> => {
    try {
      await save(one.value);
      if (one !== last) return;
      clearTimeout(timer);
      timer = setTimeout(() => onState('saved'), quiet);
    } catch (error) {
      if (one !== last) return;
      failed = true;
      onState('failed', error);
    }
  };
  const start = (one: { readonly value: T }): void => {
    last = one;
    failed = false;
    clearTimeout(timer);
    onState('saving');
    const attempted = attempt(one).finally(() => underWay.delete(attempted));
    underWay.add(attempted);
  };
  const settled = async (): Promise<void> => void (await Promise.all(underWay));
  return {
    touch: (value) => {
      if (!stopped) start({ value });
    },
    flush: () => {
      if (!stopped && failed && last) start(last);
      return settled();
    },
    stop: () => {
      stopped = true;
      return settled();
    },
  };
};
