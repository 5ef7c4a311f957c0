// What the composer calls a field that nobody has clicked into.
import type { Page } from 'puppeteer';
import { byId, frameGone, frameOf, openPopup } from '../../browser/driver.ts';

/** Asks to write on a page with the caret in no field. Gives the name of the field that was found, and closes the composer. */
export const nameOfKnownField = async (page: Page): Promise<string> => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const popup = await openPopup(page);
  await byId(popup, 'popup-seal').click();
  const composer = await frameOf(page, 'composer.html');
  await byId(composer, 'composer-field').wait();
  const name = await composer.$eval('[data-testid="composer-field"]', (field) => field.textContent ?? '');
  await byId(composer, 'composer-cancel').click();
  await frameGone(page, composer);
  return name;
};
