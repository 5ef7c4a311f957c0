import { browser } from 'wxt/browser';
import { Popup } from '../../src/ui/popup/popup.tsx';
import { start } from '../../src/ui/start.tsx';

// Asked before the click: the browser opens the panel only at once after it.
const here = browser.windows.getCurrent();
const openPanel = async (): Promise<void> => {
  const { id } = await here;
  if (id !== undefined) await browser.sidePanel.open({ windowId: id });
  window.close();
};

start('Fieldseal', <Popup openPanel={() => void openPanel()} />);
