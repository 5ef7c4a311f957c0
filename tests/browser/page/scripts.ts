// Which of our scripts run in a page: the debugger sees them compiled, in every frame of the page's own process.
import type { CDPSession, Page } from 'puppeteer';

export interface ScriptWatch {
  /** How often the second content script was run from the beginning of the watch until this was asked. */
  readonly tools: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Watches from now on; a script that runs already is counted, too. */
export const watchScripts = async (page: Page): Promise<ScriptWatch> => {
  const session: CDPSession = await page.createCDPSession();
  let tools = 0;
  session.on('Debugger.scriptParsed', ({ url }) => {
    if (url.endsWith('/page-tools.js')) tools++;
  });
  await session.send('Debugger.enable');
  return {
    tools: async () => {
      // What another session was told may overtake what this one is told of the time before.
      await session.send('Runtime.evaluate', { expression: '0' });
      return tools;
    },
    stop: () => session.detach(),
  };
};
