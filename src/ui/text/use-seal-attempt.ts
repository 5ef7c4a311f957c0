import { useRef } from 'preact/hooks';
import { makeId } from '../../bridge/wire.ts';
import { useKeeper } from '../keeper-context.ts';

export interface SealRequest {
  readonly text: string;
  readonly to: readonly string[];
  readonly origin: string;
  readonly passphrase?: string;
  /** From `introductionsIn`. */
  readonly introductions: number;
}

export interface Sealed {
  readonly token: string;
  /** Stays the same while the same text is tried again, so that no field gets it twice. */
  readonly requestId: string;
}

/** Seals once for the same text and recipients, however often a person presses the button. */
export const useSealAttempt = (): ((request: SealRequest) => Promise<Sealed>) => {
  const keeper = useKeeper();
  const last = useRef<{ readonly of: string; readonly sealed: Sealed }>(undefined);
  return async (request) => {
    const of = JSON.stringify(request);
    if (last.current?.of === of) return last.current.sealed;
    const { token } = await keeper.call('text.seal', { ...request, to: [...request.to] });
    const sealed = { token, requestId: makeId() };
    last.current = { of, sealed };
    return sealed;
  };
};
