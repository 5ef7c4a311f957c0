import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { badges } from './badges.ts';
import { openSealed, sealInto } from './driver.ts';
import { launchPeople, type People } from './people.ts';

const canary = 'canary-7f3a: the documents are in the blue folder';

describe('Alice writes to Bob on an ordinary page', () => {
  let people: People;
  let site: Site;
  beforeAll(async () => {
    [people, site] = await Promise.all([launchPeople(), startSite()]);
  });
  afterAll(async () => {
    await people?.close();
    await site?.close();
  });

  it('puts one sealed text into the field, and nothing else reaches the page or its server', async () => {
    const page = await people.alice.browser.newPage();
    await page.goto(site.origin);
    await page.evaluate(() => {
      const log: string[] = [];
      Object.assign(globalThis, { seen: log });
      for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'paste', 'change', 'compositionend'])
        addEventListener(
          type,
          (event) => log.push(`${type} ${(event as InputEvent).data ?? (event as KeyboardEvent).key ?? ''}`),
          true,
        );
    });
    const token = await sealInto(page, '#field', canary, { to: ['Bob'] });
    expect(token).toMatch(/^FSEAL2m[0-9A-Za-z]+$/);
    const seen = (await page.evaluate('seen')) as string[];
    const typed = seen.filter((line) => line.startsWith('key'));
    expect(typed, 'keys that the page saw').toEqual([]);
    expect(seen.join('\n')).not.toContain('canary');
    await Promise.all([page.waitForNavigation(), page.click('#post')]);
    expect(site.posts.map((post) => post.replaceAll('\r\n', ''))).toEqual([token]);
    expect(site.received.join('\n')).not.toContain('canary-7f3a');
    await page.close();
  });

  it('opens in place for Bob, with who wrote it and for which site', async () => {
    const page = await people.bob.browser.newPage();
    await page.goto(site.origin);
    const { text, verdict } = await openSealed(page, 0);
    expect(text).toBe(canary);
    expect(verdict).toContain('Alice');
    expect(await page.evaluate(() => document.documentElement.innerHTML)).not.toContain('canary');
    await page.close();
  });

  it('opens for the writer too', async () => {
    const page = await people.alice.browser.newPage();
    await page.goto(site.origin);
    expect((await openSealed(page, 0)).text).toBe(canary);
    await page.close();
  });

  it('says in words what is wrong with a sealed text that was cut off', async () => {
    const page = await people.bob.browser.newPage();
    await page.goto(site.origin);
    await page.$eval('#post-0', (post) => {
      post.textContent = `${post.textContent?.slice(0, 90)}`;
    });
    await expect.poll(async () => (await badges(page, 1))[0]?.name).toMatch(/incomplete/i);
    await page.close();
  });
});
