// Chromium forgets a request to close a page whose next document is just being put in place, and Puppeteer waits for
// it for ever. Pages of ours start again after the lock, when tests like to close them: so it is asked again. And a page
// that closes itself meanwhile, as the popup and the panel do, is closed: Chromium answers that there is none.
import type { Browser, Page } from 'puppeteer';

const againAfterMs = 2_000;
const isGone = (error: unknown): boolean => String(error).includes('No target with given id');
const patient = new WeakSet<object>();

/** Closes a page of this browser however often it takes, no matter who calls `page.close()`. */
export const closePatiently = async (browser: Browser): Promise<void> => {
  const [first] = await browser.pages();
  const kind = Object.getPrototypeOf(first) as Page;
  if (patient.has(kind)) return;
  patient.add(kind);
  const close = kind.close;
  kind.close = async function (this: Page, options) {
    const closed = new Promise<void>((resolve) => this.once('close', () => resolve()));
    const timer = setInterval(() => void close.call(this, options).catch(() => undefined), againAfterMs);
    try {
      await Promise.race([close.call(this, options), closed]);
    } catch (error) {
      if (!isGone(error)) throw error;
    } finally {
      clearInterval(timer);
    }
  };
};
