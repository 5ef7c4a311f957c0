import { useCallback, useEffect, useState } from 'preact/hooks';
import type { KeeperInput } from '../../bridge/keeper-commands.ts';
import type { RotationView } from '../../bridge/views.ts';
import { useKeeper } from '../keeper-context.ts';

/** How often the progress is asked for while it moves, in milliseconds. */
const pace = 500;

export interface RotationState {
  /** Undefined until the keeper has answered once. */
  readonly state: RotationView | undefined;
  /** Why the state could not be had. */
  readonly error: unknown;
  /** Begins or goes on, and gives how it ended. Throws what the keeper throws. */
  readonly run: (input: KeeperInput<'vault.rotate'>) => Promise<RotationView>;
  readonly stop: () => Promise<void>;
}

/** How the change of the vault key stands, followed while it runs, here or in another window. */
export const useRotation = (): RotationState => {
  const keeper = useKeeper();
  const [state, setState] = useState<RotationView>();
  const [error, setError] = useState<unknown>();
  const [begun, setBegun] = useState(false);
  const look = useCallback(() => keeper.call('vault.rotation', {}).then(setState, setError), [keeper]);
  useEffect(() => void look(), [look]);
  const moving = begun || state?.running === true;
  useEffect(() => {
    if (!moving) return;
    void look();
    const timer = setInterval(() => void look(), pace);
    return () => clearInterval(timer);
  }, [moving, look]);
  return {
    state,
    error,
    run: async (input) => {
      setBegun(true);
      try {
        const end = await keeper.call('vault.rotate', input);
        setState(end);
        return end;
      } finally {
        setBegun(false);
      }
    },
    stop: async () => setState(await keeper.call('vault.rotateStop', {})),
  };
};
