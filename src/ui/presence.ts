import { useLayoutEffect } from 'preact/hooks';
import type { KeeperClient } from '../bridge/keeper-client.ts';
import { useKeeper } from './keeper-context.ts';

/** Milliseconds: said no more often than this, which the lock may come too early by. */
const pauseMs = 2_000;

/**
 * What only a person can cause. No pointer that moves or rests: a page that moves our frame under it causes that, too; and
 * no key that is held down, nor the focus, which a page can give.
 */
const signs = ['pointerdown', 'keydown', 'wheel', 'input'] as const;

/** Tells the keeper that a person is at work in this window, and so not to lock. Nothing else that is said to it does. */
export const watchPresence = (keeper: Pick<KeeperClient, 'call'>, target: EventTarget, signal: AbortSignal): void => {
  let last = Number.NEGATIVE_INFINITY;
  const notice = (event: Event): void => {
    const now = performance.now();
    if (!event.isTrusted || (event instanceof KeyboardEvent && event.repeat) || now - last < pauseMs) return;
    last = now;
    // Where it is locked meanwhile there is nothing to keep open.
    keeper.call('vault.touch', {}).catch(() => undefined);
  };
  for (const type of signs) target.addEventListener(type, notice, { capture: true, passive: true, signal });
};

/** For what is shown of an open vault. */
export const usePresence = (): void => {
  const keeper = useKeeper();
  useLayoutEffect(() => {
    const stop = new AbortController();
    watchPresence(keeper, globalThis, stop.signal);
    return () => stop.abort();
  }, [keeper]);
};
