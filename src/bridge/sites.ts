import { browser } from 'wxt/browser';
import { callBackground } from './background-client.ts';

/** The match pattern for a site: its scheme and host, every port. */
export const sitePattern = (origin: string): string => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
};

/**
 * Asks the person, through the browser's own prompt, whether Fieldseal may work on a site. Must be called from a click.
 * Gives false where it was refused.
 */
export const requestSite = async (origin: string): Promise<boolean> => {
  const granted = await browser.permissions.request({ origins: [sitePattern(origin)] });
  if (granted) await callBackground('site.granted', { origin });
  return granted;
};
