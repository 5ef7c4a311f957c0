import { browser } from 'wxt/browser';
import { keeperClientKind } from '../bridge/sender.ts';
import { unlockingDone, unlockingName } from '../bridge/unlocking.ts';

/**
 * A dialog of the page closes the popup, and the next keys are the page's: a passphrase goes on in a tab of our own, at
 * once. Nobody tells a dialog from a press elsewhere that closed the popup: then, too, half a passphrase has been typed.
 */
export const watchUnlocking = (): void => {
  browser.runtime.onConnect.addListener((port) => {
    const { name, sender } = port;
    // In a tab (as a test opens it) no page closes it.
    if (name !== unlockingName || !sender || sender.tab || keeperClientKind(sender) !== 'popup') return;
    let done = false;
    port.onMessage.addListener((word) => {
      done = word === unlockingDone;
    });
    port.onDisconnect.addListener(() => {
      if (!done) void browser.tabs.create({ url: browser.runtime.getURL('/app.html') });
    });
  });
};
