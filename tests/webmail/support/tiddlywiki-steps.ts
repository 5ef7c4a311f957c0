// What a person does on TiddlyWiki, with the app's own fields and buttons.
import type { Frame, Page } from 'puppeteer';

/** The wiki names its buttons by their tiddlers, written as in an address. */
const button = (name: string): string => `button[class~="tc-btn-${encodeURIComponent(`$:/core/ui/Buttons/${name}`)}"]`;
const EDITOR = '.tc-tiddler-edit-frame';

/** Begins a tiddler. Gives the frame that its text is written in. */
export const beginTiddler = async (page: Page, origin: string, title: string): Promise<Frame> => {
  await page.goto(`${origin}/`);
  await page.locator(button('new-tiddler')).click();
  const titleField = await page.waitForSelector(`${EDITOR} input.tc-titlebar`, { visible: true });
  await titleField?.evaluate((field) => (field as HTMLInputElement).select());
  await titleField?.type(title);
  const frame = await page.waitForSelector(`${EDITOR} iframe.tc-edit-texteditor`, { visible: true });
  const inner = await frame?.contentFrame();
  if (!inner) throw new Error('the editor has no frame');
  return inner;
};

/** What stands in the field of the editor. */
export const textOfEditor = (frame: Frame): Promise<string> =>
  frame.$eval('textarea', (field) => (field as HTMLTextAreaElement).value);

/** Waits until the wiki has sent a tiddler of this title to its server. */
const sent = (page: Page, title: string) =>
  page.waitForResponse(
    (answer) =>
      answer.request().method() === 'PUT' && decodeURIComponent(new URL(answer.url()).pathname).endsWith(`/${title}`),
  );

/** Presses the wiki's own button, and waits until its server has the tiddler. Gives its address. */
export const saveTiddler = async (page: Page, origin: string, title: string): Promise<string> => {
  const done = sent(page, title);
  await page.locator(`${EDITOR} ${button('save')}`).click();
  await done;
  return `${origin}/#${encodeURIComponent(title)}`;
};
