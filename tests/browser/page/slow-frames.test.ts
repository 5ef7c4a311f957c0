import type { CDPSession, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import { createVault, frameOf, launchProfile, openComposer, type Profile, readReader } from '../driver.ts';
import { html, tokenForMyself } from './support.ts';

/** Longer than a frame of ours may be silent once it is loaded. */
const slowMs = 2_500;

describe('a frame of ours on a slow machine', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  let session: CDPSession;
  beforeAll(async () => {
    const pages: Record<string, { body: string }> = {};
    site = await startSite(pages);
    profile = await launchProfile({ name: 'Alice' });
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
    const token = await tokenForMyself(profile, 'late');
    pages['/'] = html(`<textarea id="field"></textarea><p style="overflow-wrap:anywhere">${token}</p>`);
    page = await profile.browser.newPage();
    await page.goto(site.origin);
    session = await page.createCDPSession();
    // Another debugger, which is in no hurry to let what the page embeds begin.
    session.on('Target.attachedToTarget', ({ sessionId }) => {
      const frame = session.connection()?.session(sessionId);
      setTimeout(() => void frame?.send('Runtime.runIfWaitingForDebugger'), slowMs);
    });
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  it('is waited for where a text is opened', async () => {
    const [mark] = await badges(page, 1);
    const start = Date.now();
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
    expect(await readReader(await frameOf(page, 'reader.html'))).toMatchObject({ text: 'late' });
    expect(Date.now() - start).toBeGreaterThan(slowMs);
  });

  it('is waited for where one writes', async () => {
    const composer = await openComposer(page, '#field');
    await composer.waitForSelector('[data-testid="composer-text"]', { visible: true });
  });
});
