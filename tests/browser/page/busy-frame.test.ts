// One frame of a page is busy for as long as it likes: an advertisement, a game, a map.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { openComposer, type Profile } from '../driver.ts';
import { launchPerson } from '../people.ts';
import { html } from './support.ts';

describe('a page with a frame of another site that does not answer', () => {
  let profile: Profile;
  let site: Site;
  let free: () => void;
  beforeAll(async () => {
    const until = new Promise<void>((resolve) => {
      free = resolve;
    });
    const pages: Record<string, ReturnType<typeof html> & { after?: Promise<void> }> = {
      '/busy': html('<p>a map</p>'),
      '/never': { ...html(''), after: until },
    };
    site = await startSite(pages);
    const other = site.origin.replace('localhost', '127.0.0.1');
    pages['/'] = html(
      `<textarea id="field" style="width:500px;height:150px"></textarea><iframe src="${other}/busy"></iframe>`,
    );
    profile = await launchPerson('Alice');
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  it('gets a composer all the same', async () => {
    const page = await profile.browser.newPage();
    await page.goto(site.origin);
    const frame = await page.waitForFrame((one) => one.url().endsWith('/busy'));
    const busy = frame.evaluate(() => {
      const call = new XMLHttpRequest();
      call.open('GET', '/never', false);
      call.send();
    });
    await expect.poll(() => site.received.some((one) => one.startsWith('GET /never'))).toBe(true);
    await openComposer(page, '#field');
    free();
    await busy;
    await page.close();
  });
});
