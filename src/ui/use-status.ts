import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import type { PublicStatus } from '../bridge/status.ts';
import { watchStatus } from '../bridge/status.ts';
import { useKeeper } from './keeper-context.ts';

export interface VaultStatus {
  readonly status: PublicStatus | undefined;
  readonly error: unknown;
  readonly refresh: () => void;
}

/** How the vault stands: asked of the keeper once, then told by it. */
export const useStatus = (): VaultStatus => {
  const keeper = useKeeper();
  const [status, setStatus] = useState<PublicStatus>();
  const [error, setError] = useState<unknown>();
  const refresh = useCallback(() => {
    keeper.call('status', {}).then(
      (fresh) => {
        setStatus(fresh);
        setError(undefined);
      },
      (cause) => setError(cause),
    );
  }, [keeper]);
  // Asked before the first paint, not after it: the person waits.
  useLayoutEffect(() => {
    const stop = new AbortController();
    watchStatus((fresh) => {
      setStatus(fresh);
      setError(undefined);
    }, stop.signal);
    refresh();
    return () => stop.abort();
  }, [refresh]);
  return { status, error, refresh };
};
