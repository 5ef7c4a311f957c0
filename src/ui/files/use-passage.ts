import { useEffect, useRef, useState } from 'preact/hooks';
import { BridgeError } from '../../bridge/wire.ts';
import { useKeeper } from '../keeper-context.ts';
import { useFinishing } from '../vault/leaving.ts';
import type { Passage } from './pass-through.ts';
import { chooseTarget, type SaveTarget } from './save-target.ts';

export type PassageState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly bytes: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Under which name. */
  | { readonly kind: 'saved'; readonly name: string };

type Work<F extends Blob> = (passage: Passage & { readonly file: F }) => Promise<void>;

const askForTarget = async (name: string): Promise<SaveTarget | undefined> => {
  try {
    return await chooseTarget(name);
  } catch {
    throw new BridgeError('file-unwritable');
  }
};

/** One file's way through the keeper: begun by a click, ended by its end, by a press, or by leaving the view. */
export const usePassage = <F extends Blob>(file: F) => {
  const keeper = useKeeper();
  const finish = useFinishing();
  const [state, setState] = useState<PassageState>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const pass = async (name: string, work: Work<F>): Promise<void> => {
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    try {
      const target = await askForTarget(name);
      if (!target) return;
      const onProgress = (bytes: number) => setState({ kind: 'running', bytes });
      onProgress(0);
      await work({ keeper, file, target, signal: stop.signal, onProgress });
      setState({ kind: 'saved', name: target.name });
    } catch (error) {
      setState(stop.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error });
    } finally {
      running.current = undefined;
    }
  };
  // Where it is cut off by the lock, what it began to write is to be gone before the page is.
  const run = (name: string, work: Work<F>): Promise<void> => {
    const passed = pass(name, work);
    finish(passed);
    return passed;
  };
  return { state, run, cancel: () => running.current?.abort() };
};
