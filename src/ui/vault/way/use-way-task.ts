import { useEffect, useRef, useState } from 'preact/hooks';
import type { WayIn } from '../../../bridge/views.ts';
import { useTask } from '../../use-task.ts';
import type { WayInput } from './use-way-in.ts';

export interface WayTask {
  readonly run: () => void;
  /** `asking`: the browser waits for the person's passkey. */
  readonly state: 'idle' | 'asking' | 'working';
  readonly error: unknown;
  /** See `Task`. */
  readonly clear: () => void;
  /** Takes the question for the passkey back. */
  readonly cancel: () => void;
}

/** Work that wants a way in: takes it from the person, then goes on. Leaving the view takes an open question back. */
export const useWayTask = (input: WayInput, act: (way: WayIn, signal: AbortSignal) => Promise<void>): WayTask => {
  const [asking, setAsking] = useState(false);
  const question = useRef<AbortController>(undefined);
  const cancel = (): void => question.current?.abort();
  useEffect(() => cancel, []);
  const task = useTask(async () => {
    const stop = new AbortController();
    question.current = stop;
    setAsking(input.draft.kind === 'passkey');
    const way = await input.take(stop.signal).finally(() => setAsking(false));
    await act(way, stop.signal);
  });
  const state = !task.busy ? 'idle' : asking ? 'asking' : 'working';
  return { run: () => void task.run(), state, error: task.error, clear: task.clear, cancel };
};
