import { browser } from 'wxt/browser';
import { beatMs, pulseName } from '../bridge/pulse.ts';

/** Ticks for each of our frames that asks for it, as long as the thread of this page runs. */
export const servePulse = (signal: AbortSignal): void => {
  const listener = (port: ReturnType<typeof browser.runtime.connect>): void => {
    if (port.name !== pulseName || port.sender?.id !== browser.runtime.id) return;
    const timer = setInterval(() => port.postMessage(null), beatMs);
    const end = (): void => clearInterval(timer);
    port.onDisconnect.addListener(end);
    signal.addEventListener('abort', end);
  };
  browser.runtime.onConnect.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime?.onConnect.removeListener(listener));
};
