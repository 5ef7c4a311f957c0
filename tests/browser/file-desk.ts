// Where a page of ours saves files without asking anybody: a folder in the browser's own storage.
import type { Page } from 'puppeteer';
import { byId, type Profile } from './driver.ts';

/** A page in which a person picks, wherever they are asked, one place that the test can look at. */
export const openWithPicker = async (profile: Profile): Promise<Page> => {
  const page = await profile.open('app.html');
  await page.evaluate(() => {
    const pick = async ({ suggestedName }: { suggestedName: string }) => {
      const root = await navigator.storage.getDirectory();
      const desk = await root.getDirectoryHandle('desk', { create: true });
      return desk.getFileHandle(suggestedName, { create: true });
    };
    Object.assign(globalThis, { showSaveFilePicker: pick });
  });
  await byId(page, 'nav-files').click();
  return page;
};

/** What lies at that place: names, each with its bytes. */
export const deskOf = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const desk = await root.getDirectoryHandle('desk', { create: true });
    const found: Record<string, number> = {};
    for await (const [name, handle] of (
      desk as unknown as { entries: () => AsyncIterable<[string, FileSystemFileHandle]> }
    ).entries())
      found[name] = (await handle.getFile()).size;
    return found;
  });

/** In the page: has what is written wait at the `count`th piece until `goOn()`. */
export const holdWrites = (count: number): void => {
  const proto = FileSystemWritableFileStream.prototype;
  const { write } = proto;
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let writes = 0;
  proto.write = async function (piece): Promise<void> {
    if (++writes >= count) await held;
    await write.call(this, piece);
  };
  Object.assign(globalThis, { goOn });
};
