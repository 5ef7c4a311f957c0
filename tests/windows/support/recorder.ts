// A page that notes what it hears of somebody typing.
import type { Page } from 'puppeteer';

type Recorder = Window & { heard: string[] };

/** Notes every key and every change that it hears of, before all else. */
export const recorder = `<!doctype html><meta charset="utf-8"><title>Recorder</title><script>
window.heard = [];
for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionstart', 'paste'])
  addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data)), true);
</script><h1>Recorder</h1><a id="link" href="/taking">on</a><textarea id="field" style="width:20rem;height:6rem"></textarea>`;

/** From here on the page is to hear nothing. */
export const deafen = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(window, { heard: [] }));
/** What stands in its field, and what it has heard. */
export const heardBy = (page: Page): Promise<(string | string[])[]> =>
  page.evaluate(() => [
    document.querySelector<HTMLTextAreaElement>('#field')?.value ?? '',
    (window as unknown as Recorder).heard,
  ]);
