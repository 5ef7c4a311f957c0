// A text that a known site shows changed: its mark, the offer to read it as it was written, and the reader.
import type { Page } from 'puppeteer';
import { type Badge, badges, noticeOn } from './badges.ts';
import { frameOf, type OpenedText, readReader } from './driver.ts';

/** Presses the first mark. Gives what the page then says, which is pressed to have the source. */
export const pressBroken = async (page: Page): Promise<Badge> => {
  await page.bringToFront();
  const [mark] = await badges(page, 1);
  await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
  return noticeOn(page);
};

/** Takes the offer and reads what the reader shows in place. */
export const takeSource = async (page: Page, offer: Badge): Promise<OpenedText> => {
  await page.mouse.click(offer.x, offer.y);
  // A small server may be at something else first.
  return readReader(await frameOf(page, 'reader.html', 40_000));
};
