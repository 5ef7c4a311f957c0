import { useEffect, useState } from 'preact/hooks';
import type { Strength } from './strength.ts';

/** So long after the last key, in milliseconds: nobody wants to hear a verdict on half a word. */
const pause = 250;

/** How strong what is typed is, once the person pauses. Its word lists are loaded when they are first needed. */
export const useStrength = (passphrase: string, personal: readonly string[]): Strength | undefined => {
  const [strength, setStrength] = useState<Strength>();
  useEffect(() => {
    let current = true;
    const estimate = async (): Promise<void> => {
      const { estimateStrength } = await import('./estimate-strength.ts');
      if (current) setStrength(passphrase === '' ? undefined : estimateStrength(passphrase, personal));
    };
    const timer = setTimeout(() => void estimate(), pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [passphrase, ...personal]);
  return passphrase === '' ? undefined : strength;
};
