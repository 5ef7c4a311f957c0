import { dropArmed } from './armed.ts';
import { dropBindings } from './bindings.ts';
import { dropComposerKeys } from './composer-keys.ts';
import { dropField } from './fields.ts';
import { dropOpened } from './opened.ts';
import { dropPanel } from './panel.ts';
import { dropStopped } from './stopped.ts';
import { dropTaken } from './taken.ts';
import { dropFormer } from './unlocking.ts';

/** Forgets what was kept of a tab that was closed. */
export const dropTab = async (tabId: number): Promise<void> => {
  await Promise.all([
    dropBindings(tabId),
    dropArmed(tabId),
    dropField(tabId),
    dropPanel(tabId),
    dropOpened(tabId),
    dropStopped(tabId),
    dropTaken(tabId),
    dropFormer(tabId),
    dropComposerKeys(tabId),
  ]);
};
