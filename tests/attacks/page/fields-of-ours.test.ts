// Our fields in a page: what is written in them goes to no helper of the browser, and none of them asks for a passphrase.
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import { byId, frameGone, lock, openedReader } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { openStage, type Stage, startWriting } from './stage.ts';

const frozen = new URL('../../vectors/envelope/v1.json', import.meta.url);
interface Message {
  readonly token: string;
  readonly passphrase?: string;
}
/** A stranger's text that a passphrase opens. */
const { token } = (JSON.parse(readFileSync(frozen, 'utf8')) as { messages: Message[] }).messages.find(
  ({ passphrase }) => passphrase !== undefined,
)!;
const body = `<textarea id="field" style="width:420px;height:300px"></textarea><p style="margin-top:450px">${token}</p>`;

/** What would let the browser, or what it calls, keep or send what is typed. */
const discreet = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  writingsuggestions: 'false',
};
const attributesOf = async (where: Page | Frame, id: string): Promise<Record<string, string | null>> => {
  await byId(where, id).wait();
  return where.$eval(
    `[data-testid="${id}"]`,
    (element, names) => Object.fromEntries(names.map((name) => [name, element.getAttribute(name)])),
    Object.keys(discreet),
  );
};
const fieldsIn = (frame: Frame): Promise<(string | null)[]> =>
  frame.$$eval('input, textarea, select, [contenteditable]', (all) =>
    all.map((one) => one.getAttribute('data-testid') ?? one.outerHTML),
  );

describe('our fields in a page', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
  });
  afterAll(() => stage?.close());

  it('keep what is typed from every helper of the browser, as those of our own pages do', async () => {
    const page = await stage.goto('/');
    const composer = await startWriting(page);
    expect(await attributesOf(composer, 'composer-text')).toEqual(discreet);
    await page.close();
    const own = await stage.alice.open('app.html#seal');
    expect(await attributesOf(own, 'composer-text')).toEqual(discreet);
    await own.close();
  });

  it('ask for no passphrase: not to write, not to open what needs one, not while the vault is locked', async () => {
    const page = await stage.goto('/');
    const composer = await startWriting(page);
    expect(await fieldsIn(composer)).not.toContainEqual(expect.stringMatching(/passphrase|password/));
    expect(await fieldsIn(composer)).toContain('composer-text');
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    const mark = (await badges(page, 1))[0]!;
    await page.mouse.click(mark.x, mark.y);
    const reader = await openedReader(page);
    await byId(reader, 'reader-passphrase').wait();
    expect(await fieldsIn(reader)).toEqual([]);
    await lock(stage.alice);
    await page.bringToFront();
    await byId(reader, 'frame-locked').wait();
    expect(await fieldsIn(reader)).toEqual([]);
    await page.close();
  });
});
