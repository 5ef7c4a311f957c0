import { browser } from 'wxt/browser';
import { callBackground } from './background-client.ts';

const pattern = (origin: string): string => `${origin}/*`;

/**
 * Asks the person, through the browser's own prompt, whether Fieldseal may work on a site. Must be called from a click.
 * Gives false where it was refused.
 */
export const requestSite = async (origin: string): Promise<boolean> => {
  const granted = await browser.permissions.request({ origins: [pattern(origin)] });
  if (granted) await callBackground('site.granted', { origin });
  return granted;
};
