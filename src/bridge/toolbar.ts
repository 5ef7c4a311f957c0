import { browser } from 'wxt/browser';

/** Does the button stand in the toolbar, and not only in the menu behind the puzzle piece? */
export const isPinned = async (): Promise<boolean> => {
  const { isOnToolbar } = await browser.action.getUserSettings();
  return isOnToolbar ?? true;
};

/** Calls back when the person has pinned it or taken it away. */
export const watchPinned = (tell: () => void, signal: AbortSignal): void => {
  const { onUserSettingsChanged } = browser.action;
  const listener = (): void => tell();
  onUserSettingsChanged.addListener(listener);
  signal.addEventListener('abort', () => onUserSettingsChanged.removeListener(listener));
};
