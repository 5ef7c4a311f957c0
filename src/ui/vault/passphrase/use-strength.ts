import { useEffect, useState } from 'preact/hooks';
import type { MadePassphrase, Strength } from './strength.ts';

/** So long after the last key, in milliseconds: nobody wants to hear a verdict on half a word. */
const pause = 250;

/**
 * How strong what is typed is, once the person pauses. Its word lists are loaded when they are first needed.
 * @param made where it was made by chance, what is known of it counts: dice throw popular words too, and lose nothing by it
 */
export const useStrength = (
  passphrase: string,
  personal: readonly string[],
  made?: MadePassphrase,
): Strength | undefined => {
  const [strength, setStrength] = useState<Strength>();
  useEffect(() => {
    let current = true;
    const estimate = async (): Promise<void> => {
      const { estimateStrength, levelOf } = await import('./estimate-strength.ts');
      if (!current) return;
      if (made) setStrength({ bits: made.bits, level: levelOf(made.bits) });
      else setStrength(passphrase === '' ? undefined : estimateStrength(passphrase, personal));
    };
    const timer = setTimeout(() => void estimate(), pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [passphrase, made, ...personal]);
  return passphrase === '' ? undefined : strength;
};
