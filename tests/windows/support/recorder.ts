// A page that notes all that it hears, and the panel that should have heard it.
import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import type { Person } from './person.ts';
import { until, within } from './until.ts';

type Recorder = Window & { heard: string[] };

/** Notes every key and every change that it hears of, before all else. */
const recorder = `<!doctype html><meta charset="utf-8"><title>Recorder</title><script>
window.heard = [];
for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionstart', 'paste'])
  addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data)), true);
</script><h1>Recorder</h1><a id="link" href="/taking">on</a><textarea id="field" style="width:20rem;height:6rem"></textarea>`;

/** It rebuilds itself once it has come: then it hears of keys before any script of ours. */
const rebuilding = `<!doctype html><script>onload = () => setTimeout(() => {
  document.open();
  document.write(${JSON.stringify(recorder).replaceAll('</script>', '<\\/script>')});
  document.close();
  document.title = 'rebuilt';
})</script>`;

/** For `startSite`: the recorder, one that takes the focus, and one that rebuilds itself. */
export const recorders = {
  '/recorder': { body: recorder },
  '/rebuilding': { body: rebuilding },
  '/taking': { body: `${recorder}<script>field.focus()</script>` },
} as const;

/** From here on the page is to hear nothing. */
export const deafen = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(window, { heard: [] }));
export const heardBy = (page: Page): Promise<(string | string[])[]> =>
  page.evaluate(() => [
    document.querySelector<HTMLTextAreaElement>('#field')?.value ?? '',
    (window as unknown as Recorder).heard,
  ]);

/** Typed letters go on reaching the page, as they would not if a window of ours had come up by then. */
export const hearsOn = async (person: Person, page: Page): Promise<void> => {
  const heard = async (): Promise<number> =>
    page.evaluate(() => (window as unknown as Recorder).heard.filter((line) => line === 'keydown k').length);
  for (let letters = 0; letters < 30; letters++)
    await until('a letter in the page', async () => {
      const before = await heard();
      person.type('k');
      return within(1_000, async () => (await heard()) > before);
    });
  expect(person.has('/popup.html')).toBe(false);
};

/** The panel in which this field, or this box, has the keys. */
export const panelWithKeys = (person: Person, name: string): Promise<Page> =>
  until(`the keys in ${name} of the panel`, async () => {
    if (!person.has('/sidepanel.html')) return undefined;
    const panel = await person.page('/sidepanel.html');
    const focused = (wanted: string): boolean =>
      document.hasFocus() && document.activeElement?.getAttribute('data-testid') === wanted;
    return (await panel.evaluate(focused, name).catch(() => false)) && panel;
  });
