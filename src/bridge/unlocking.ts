import { browser } from 'wxt/browser';

/** The name of the line by which a popup tells that a passphrase is being typed into it. Its end is all that matters. */
export const unlockingName = 'unlocking';
/** The one word on it: the person is done, whatever becomes of the popup. */
export const unlockingDone = 'done';

/** Opens the line. Gives what ends it in peace. */
export const startUnlocking = (): (() => void) => {
  const port = browser.runtime.connect({ name: unlockingName });
  return () => {
    port.postMessage(unlockingDone);
    port.disconnect();
  };
};
