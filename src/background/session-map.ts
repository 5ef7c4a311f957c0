import { browser } from 'wxt/browser';

/** A map that outlives the service worker and dies with the browser. Closed to content scripts (see `closeStorage`). */
export interface SessionMap<T> {
  get(key: string): Promise<T | undefined>;
  set(key: string, value: T): Promise<void>;
  /** Gives the value and removes it: of two callers at once only one gets it. */
  take(key: string): Promise<T | undefined>;
  entries(): Promise<ReadonlyArray<readonly [string, T]>>;
  remove(keys: readonly string[]): Promise<void>;
}

export const makeSessionMap = <T>(prefix: string): SessionMap<T> => {
  const area = browser.storage.session;
  const full = (key: string): string => `${prefix}:${key}`;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <R>(run: () => Promise<R>): Promise<R> => {
    const next = queue.then(run, run);
    queue = next.catch(() => undefined);
    return next;
  };
  const get = async (key: string): Promise<T | undefined> => (await area.get(full(key)))[full(key)] as T | undefined;
  return {
    get,
    set: (key, value) => area.set({ [full(key)]: value }),
    take: (key) =>
      inTurn(async () => {
        const value = await get(key);
        await area.remove(full(key));
        return value;
      }),
    entries: async () => {
      const all: Record<string, unknown> = await area.get(null);
      return Object.entries(all)
        .filter(([key]) => key.startsWith(`${prefix}:`))
        .map(([key, value]) => [key.slice(prefix.length + 1), value as T] as const);
    },
    remove: (keys) => area.remove(keys.map(full)),
  };
};
