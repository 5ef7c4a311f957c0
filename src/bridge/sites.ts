import { browser } from 'wxt/browser';

/** The match pattern for a site: its scheme and host, every port. */
export const sitePattern = (origin: string): string => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
};

/**
 * Asks the person, through the browser's own prompt, whether Fieldseal may work on a site. Must be called from a click, and
 * not from the popup, which closes under the prompt. Gives false if it was refused. The background hears of a yes by itself.
 */
export const requestSite = (origin: string): Promise<boolean> =>
  browser.permissions.request({ origins: [sitePattern(origin)] });

export const isSiteAllowed = async (origin: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [sitePattern(origin)] });

/** Calls back when a site was allowed or taken back, here or in the browser's own settings. */
export const watchSites = (tell: () => void, signal: AbortSignal): void => {
  const { onAdded, onRemoved } = browser.permissions;
  // Every listener gets what has changed; this one has no use for it.
  const listener = (): void => tell();
  for (const each of [onAdded, onRemoved]) each.addListener(listener);
  signal.addEventListener('abort', () => {
    for (const each of [onAdded, onRemoved]) each.removeListener(listener);
  });
};
