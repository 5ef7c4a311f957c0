import { useLayoutEffect } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';

/** While it stands, the vault is locked: tells for how long something stands in the box for the passphrase. */
export const UnlockWatch = () => {
  useLayoutEffect(() => {
    let begun = false;
    const tell = (is: boolean): void => {
      if (is !== begun) void callBackground('popup.typing', { begun: is }).catch(() => undefined);
      begun = is;
    };
    const onInput = ({ target }: Event): void => tell(target instanceof HTMLInputElement && target.value !== '');
    // By which one closes the popup oneself.
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') tell(false);
    };
    addEventListener('input', onInput);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('input', onInput);
      removeEventListener('keydown', onKey);
      tell(false);
    };
  }, []);
  return null;
};
