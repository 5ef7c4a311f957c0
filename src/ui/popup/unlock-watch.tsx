import { useLayoutEffect } from 'preact/hooks';
import { startUnlocking } from '../../bridge/unlocking.ts';

/** While it stands, the vault is locked: tells for how long something stands in the box for the passphrase. */
export const UnlockWatch = () => {
  useLayoutEffect(() => {
    let end: (() => void) | undefined;
    const finish = (): void => {
      end?.();
      end = undefined;
    };
    const onInput = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement && target.value !== '') end ??= startUnlocking();
      else finish();
    };
    // By which one closes the popup oneself.
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') finish();
    };
    addEventListener('input', onInput);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('input', onInput);
      removeEventListener('keydown', onKey);
      finish();
    };
  }, []);
  return null;
};
