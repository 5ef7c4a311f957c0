import { useEffect, useRef, useState } from 'preact/hooks';
import type { SlotView, WayIn, WaysView } from '../../bridge/views.ts';
import { useTask } from '../use-task.ts';
import { askPasskey } from '../vault/way/passkey.ts';
import { isLasting, lostSlots, toWays } from './brought-ways.ts';

/** What was typed for each way in, and whether passkeys are brought too. */
export const useBroughtWays = (
  slots: readonly SlotView[],
  { passkeys: known }: WaysView,
  act: (proof: WayIn, others: WayIn[]) => Promise<void>,
) => {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [passkeys, setPasskeys] = useState(false);
  const [tried, setTried] = useState(false);
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);
  const task = useTask(async () => {
    const [proof, ...others] = toWays(slots, typed);
    if (!proof) return;
    // One after the other: the browser asks for one passkey at a time.
    if (passkeys)
      for (const passkey of known)
        others.push({ kind: 'passkey', ...(await askPasskey([passkey], leaving.current.signal)) });
    await act(proof, others);
  });
  const lasting = toWays(slots, typed).some(isLasting);
  return {
    typed,
    type: (id: string, text: string): void => setTyped((before) => ({ ...before, [id]: text })),
    passkeys,
    bringPasskeys: setPasskeys,
    /** A passphrase or a recovery key is among it. */
    lasting,
    lost: lostSlots(slots, typed, passkeys),
    tried,
    busy: task.busy,
    error: task.error,
    clear: task.clear,
    submit: (): void => {
      setTried(true);
      if (lasting) void task.run();
    },
  };
};
