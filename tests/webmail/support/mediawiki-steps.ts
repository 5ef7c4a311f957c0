// What a person does on MediaWiki, with the app's own fields and buttons.
import type { Page } from 'puppeteer';

/** The field for wikitext. */
export const SOURCE = '#wpTextbox1';
/** What VisualEditor is written in. */
export const VISUAL = '.ve-ce-attachedRootNode[contenteditable="true"]';

/** What of VisualEditor is asked here. */
declare const ve: {
  readonly init: {
    readonly target: { getSurface(): { getModel(): { getDocument(): { data: { getText(keep: boolean): string } } } } };
  };
};

export const openSource = async (page: Page, origin: string, title: string): Promise<void> => {
  await page.goto(`${origin}/index.php?title=${title}&action=edit`);
  await page.locator(SOURCE).wait();
};

/** Opens a page in VisualEditor, and clicks into it beside the notes that it shows. */
export const openVisual = async (page: Page, origin: string, title: string): Promise<void> => {
  await page.goto(`${origin}/index.php?title=${title}&veaction=edit`);
  await page.locator(VISUAL).wait();
  await page.click(VISUAL, { offset: { x: 20, y: 10 } });
  // Before the editor knows of its focus it leaves keys to the browser, and its model does not hear of them.
  await page.waitForSelector(`.ve-ce-surface-focused ${VISUAL}:focus`);
};

/** What the editor's own model holds. */
export const textOfModel = (page: Page): Promise<string> =>
  page.evaluate(() => ve.init.target.getSurface().getModel().getDocument().data.getText(false));

const shown = async (page: Page, title: string): Promise<string> => {
  await page.locator('#mw-content-text .mw-parser-output').wait();
  return `${new URL(page.url()).origin}/index.php/${title}`;
};

/** Presses the button below the field. Gives the address of the page. */
export const saveSource = async (page: Page, title: string): Promise<string> => {
  await Promise.all([page.waitForNavigation(), page.locator('#wpSave').click()]);
  return shown(page, title);
};

/** Presses the button of VisualEditor, and that of its dialog. Gives the address of the page. */
export const saveVisual = async (page: Page, title: string): Promise<string> => {
  await page.locator('.ve-ui-toolbar-saveButton').click();
  await page.locator('.ve-ui-mwSaveDialog .oo-ui-processDialog-actions-primary a').click();
  await page.waitForFunction((editor) => document.querySelector(editor) === null, {}, VISUAL);
  return shown(page, title);
};
