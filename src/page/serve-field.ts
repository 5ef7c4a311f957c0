import { browser } from 'wxt/browser';
import type { FieldQuestion, FieldReport } from '../bridge/field-line.ts';

/** Who asks, by what the browser says: our composer for its own field, or our side panel. */
const mayAsk = (sender: { id?: string; url?: string }, mountId: string | undefined): boolean => {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return false;
  const { protocol, pathname } = new URL(sender.url);
  return /-extension:$/.test(protocol) && pathname === (mountId === undefined ? '/sidepanel.html' : '/composer.html');
};

/** Tells our frame what is in the field that it writes for. It is the page's own text, and goes nowhere else. */
export const serveField = (
  report: (mountId: string | undefined, another: boolean) => Promise<FieldReport | null>,
  signal: AbortSignal,
): void => {
  const listener = (
    message: Partial<FieldQuestion> | null,
    sender: { id?: string; url?: string },
    respond: (answer: FieldReport | null) => void,
  ): boolean => {
    if (message?.to !== 'field' || !mayAsk(sender, message.mountId)) return false;
    void report(message.mountId, message.another === true && message.mountId === undefined).then(respond, () =>
      respond(null),
    );
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime?.onMessage.removeListener(listener));
};
