import { callBackground } from '../../bridge/background-client.ts';
import { openPanelHere } from '../../bridge/open-panel.ts';
import { isPanelWanted } from '../../bridge/panel-intent.ts';
import { tabUnderView } from '../../bridge/tab-in-front.ts';
import type { ComposeStart } from '../../bridge/views.ts';

/**
 * Begins to write in the field that has the focus. Where the page takes no frame the background leaves it to the side
 * panel, which it cannot open itself: the click happened here.
 */
export const startWriting = async (): Promise<ComposeStart> => {
  const tab = await tabUnderView();
  const { started } = await callBackground('tab.compose', tab ? { tab } : {});
  if (started !== 'no-field' || !(await isPanelWanted())) return started;
  return (await openPanelHere()) ? 'panel' : started;
};
