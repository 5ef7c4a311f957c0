import { callBackground } from './background-client.ts';
import { requestSite } from './sites.ts';
import { tabUnderView } from './tab-in-front.ts';

/**
 * Asks the person for a site, from the side panel. The background asks, since there the click still counts when they answer: the
 * browser gives the keys to the page then, and the panel appears again to have them. Gives false if it was refused.
 */
export const askFromPanel = async (origin: string): Promise<boolean> => {
  const tab = await tabUnderView();
  return tab ? (await callBackground('panel.ask', { origin, tab })).granted : requestSite(origin);
};
