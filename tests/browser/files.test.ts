// Alice seals a file for Bob, who opens it; and what may go wrong on the way.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byId, chooseRecipients, type Profile, unlock } from './driver.ts';
import { deskOf, holdWrites, openWithPicker } from './file-desk.ts';
import { launchPeople, launchPerson, type People, passphrases } from './people.ts';
import { violations } from './ui/axe.ts';

let people: People;
const folder = mkdtempSync(join(tmpdir(), 'fieldseal-files-'));
const at = (name: string): string => join(folder, name);
const data = randomBytes(5_000_000);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A page that cannot ask where to save: what it saves goes to `folder`. */
const openFiles = async (profile: Profile): Promise<Page> => {
  const page = await profile.open('app.html');
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
  await byId(page, 'nav-files').click();
  return page;
};

const choose = async (page: Page, path: string): Promise<void> => {
  const input = (await page.waitForSelector('[data-testid="file-input"]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
};

const saved = (page: Page): Promise<unknown> => page.waitForSelector('[data-testid="file-saved"]', { visible: true });

/** Waits until the browser has put a download in its place. */
const downloaded = async (page: Page, name: string): Promise<Buffer> => {
  while (!existsSync(at(name))) await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  return readFileSync(at(name));
};

const errorOf = async (page: Page): Promise<{ code: string; words: string }> => {
  const handle = await page.waitForSelector('[data-testid="error"]', { visible: true });
  return (await handle!.evaluate((element) => ({
    code: element.getAttribute('data-code') ?? '',
    words: element.textContent?.replace(/^!/, '').trim() ?? '',
  })))!;
};

const seal = async (profile: Profile, name: string, to: readonly string[]): Promise<Buffer> => {
  const page = await openFiles(profile);
  await choose(page, at(name));
  await chooseRecipients(page, to);
  await byId(page, 'file-seal').click();
  await saved(page);
  const sealed = await downloaded(page, `${name}.fseal`);
  await page.close();
  return sealed;
};

let sealed: Buffer;
let other: Buffer;

beforeAll(async () => {
  people = await launchPeople();
  writeFileSync(at('holiday.mov'), data);
  writeFileSync(at('other.mov'), randomBytes(5_000_000));
  sealed = await seal(people.alice, 'holiday.mov', ['Bob']);
  other = await seal(people.alice, 'other.mov', ['Bob']);
});
afterAll(async () => {
  await people?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a file that Alice sealed for Bob', () => {
  test('holds neither its name nor its bytes in the open', () => {
    expect(sealed.subarray(0, 9).toString()).toBe('FSEALFILE');
    expect(sealed.includes('holiday')).toBe(false);
    expect(sealed.includes(data.subarray(1_000_000, 1_000_016))).toBe(false);
  });

  test('is saved by Bob under its own name, byte by byte, and he sees who sealed it and when', async () => {
    rmSync(at('holiday.mov'));
    const page = await openFiles(people.bob);
    await choose(page, at('holiday.mov.fseal'));
    const sender = await page.waitForSelector('[data-testid="reader-sender"]', { visible: true });
    expect(await sender!.evaluate((line) => line.textContent)).toContain('Alice');
    const time = await page.$eval('[data-testid="file-time"]', (line) => Number(line.getAttribute('data-time')));
    expect(Math.abs(Date.now() - time)).toBeLessThan(120_000);
    expect(await violations(page)).toEqual([]);
    await byId(page, 'file-save').click();
    await saved(page);
    expect(sha256(await downloaded(page, 'holiday.mov'))).toBe(sha256(data));
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('is written where Bob picks, and is there only at the end', async () => {
    const page = await openWithPicker(people.bob);
    await choose(page, at('holiday.mov.fseal'));
    await byId(page, 'file-save').click();
    await saved(page);
    expect(await deskOf(page)).toEqual({ 'holiday.mov': data.length });
    await page.close();
  });

  test('is refused in words to somebody it is not for', async () => {
    const carol = await launchPerson('Carol');
    const page = await openFiles(carol);
    await choose(page, at('holiday.mov.fseal'));
    expect((await errorOf(page)).code).toBe('not-for-me');
    await carol.close();
  });
});

describe('a file that is not what was sealed', () => {
  const refused = async (bytes: Uint8Array): Promise<{ code: string; words: string }> => {
    writeFileSync(at('bad.fseal'), bytes);
    const page = await openWithPicker(people.bob);
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry('desk', { recursive: true }).catch(() => undefined);
    });
    await choose(page, at('bad.fseal'));
    const first = await page.waitForSelector('[data-testid="file-save"], [data-testid="error"]', { visible: true });
    if ((await first!.evaluate((element) => element.getAttribute('data-testid'))) === 'file-save')
      await byId(page, 'file-save').click();
    const error = await errorOf(page);
    expect(await deskOf(page)).toEqual({});
    expect(await page.$('[data-testid="file-saved"]')).toBe(null);
    expect(await violations(page)).toEqual([]);
    await page.close();
    return error;
  };
  const headBytes = (file: Buffer): number => 12 + file.readUInt16BE(10);

  test('but cut off is told to be so', async () => {
    const error = await refused(sealed.subarray(0, -1000));
    expect(error.code).toBe('file-truncated');
    expect(error.words).toContain('The end of this file is missing');
  });

  test('but has the content of another leaves nothing', async () => {
    const mixed = Buffer.concat([sealed.subarray(0, headBytes(sealed)), other.subarray(headBytes(other))]);
    const error = await refused(mixed);
    expect(error.code).toBe('file-damaged');
    expect(error.words).toContain('Nothing of it was kept');
  });

  test('does not touch the file that it was to replace', async () => {
    const mixed = Buffer.concat([sealed.subarray(0, headBytes(sealed)), other.subarray(headBytes(other))]);
    writeFileSync(at('mixed.fseal'), mixed);
    const page = await openWithPicker(people.bob);
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const desk = await root.getDirectoryHandle('desk', { create: true });
      const stream = await (await desk.getFileHandle('holiday.mov', { create: true })).createWritable();
      await stream.write('old');
      await stream.close();
    });
    await choose(page, at('mixed.fseal'));
    await byId(page, 'file-save').click();
    expect((await errorOf(page)).code).toBe('file-damaged');
    expect(await deskOf(page)).toEqual({ 'holiday.mov': 3 });
    await page.close();
  });

  test('but was changed at its very end leaves nothing', async () => {
    const changed = Buffer.from(sealed);
    changed[changed.length - 1]! ^= 1;
    expect((await refused(changed)).code).toBe('file-damaged');
  });

  test('but newer, or nothing of ours, is named so', async () => {
    const newer = Buffer.from(sealed);
    newer[9] = 2;
    expect((await refused(newer)).code).toBe('newer-version');
    expect((await refused(Buffer.from('no seal at all'))).code).toBe('not-sealed-file');
  });
});

describe('a file that is stopped half-way', () => {
  test.each([
    ['while it is sealed', 'large.bin', 'file-seal'],
    ['while it is opened', 'large.bin.fseal', 'file-save'],
  ])('%s leaves nothing', async (_, name, button) => {
    if (button === 'file-seal') writeFileSync(at('large.bin'), Buffer.alloc(60_000_000, 7));
    if (button === 'file-save') await seal(people.bob, 'large.bin', ['Only me']);
    const page = await openWithPicker(people.bob);
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry('desk', { recursive: true }).catch(() => undefined);
    });
    await page.evaluate(holdWrites, 3);
    await choose(page, at(name));
    if (button === 'file-seal') await chooseRecipients(page, ['Only me']);
    await byId(page, button).click();
    await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0);
    expect(await violations(page)).toEqual([]);
    await byId(page, 'file-cancel').click();
    await page.evaluate('goOn()');
    await byId(page, 'file-cancelled').wait();
    expect(await deskOf(page)).toEqual({});
    await page.close();
  });

  test('by the lock leaves nothing', async () => {
    const page = await openWithPicker(people.bob);
    await page.evaluate(() => {
      const proto = FileSystemFileHandle.prototype as unknown as { remove: () => Promise<void> };
      const { remove } = proto;
      // A slow disk: the page is asked to go meanwhile.
      const held = new Promise<void>((resolve) => Object.assign(globalThis, { goOn: resolve }));
      proto.remove = async function (): Promise<void> {
        document.body.setAttribute('data-removing', '');
        await held;
        await remove.call(this);
      };
    });
    await choose(page, at('large.bin'));
    await chooseRecipients(page, ['Only me']);
    await byId(page, 'file-seal').click();
    // In the page itself: a fast machine is done before a word from here arrives.
    await page.waitForFunction(() => {
      if ((document.querySelector('progress')?.value ?? 0) === 0) return false;
      document.querySelector<HTMLElement>('[data-testid="lock"]')?.click();
      return true;
    });
    await page.waitForSelector('[data-removing]');
    await page.evaluate('goOn()');
    await byId(page, 'unlock-passphrase').wait();
    await expect.poll(() => deskOf(page), { timeout: 15_000 }).toEqual({});
    await page.close();
    expect(await unlock(people.bob, passphrases.Bob)).toEqual({});
  });
});

describe('a file that is dropped', () => {
  test('anywhere on the page is taken, and the page stays', async () => {
    const page = await openFiles(people.alice);
    await byId(page, 'file-input').wait();
    const address = page.url();
    writeFileSync(at('dropped.txt'), 'abc');
    const session = await page.createCDPSession();
    const drag = { x: 20, y: 700, data: { items: [], files: [at('dropped.txt')], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, ...drag });
    await byId(page, 'file-seal').wait();
    expect(await page.$eval('[data-testid="file-name"]', (name) => name.textContent)).toBe('dropped.txt');
    const note = await page.$eval('main', (main) => main.textContent);
    expect(note).toContain(
      'learns its size, for how many people it is, and the name it is saved under, not its content',
    );
    expect(page.url()).toBe(address);
    await page.close();
  });

  test('is taken as soon as the page shows where', async () => {
    const page = await people.alice.open('app.html');
    await page.evaluate(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['abc'], 'early.txt'));
      const drop = (_: unknown, watch: MutationObserver): void => {
        if (!document.querySelector('[data-testid="file-input"]')) return;
        watch.disconnect();
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
      };
      new MutationObserver(drop).observe(document.body, { subtree: true, childList: true });
    });
    await byId(page, 'nav-files').click();
    await byId(page, 'file-seal').wait();
    expect(await page.$eval('[data-testid="file-name"]', (name) => name.textContent)).toBe('early.txt');
    await page.close();
  });
});

describe('the service worker, killed while a file goes through', () => {
  test('is not missed', async () => {
    const page = await openWithPicker(people.alice);
    const session = await (await people.alice.open('app.html#settings')).createCDPSession();
    await session.send('ServiceWorker.enable');
    writeFileSync(at('long.bin'), Buffer.alloc(30_000_000, 3));
    await choose(page, at('long.bin'));
    await page.bringToFront();
    await chooseRecipients(page, ['Only me']);
    await session.send('ServiceWorker.stopAllWorkers');
    await page.evaluate(holdWrites, 3);
    await byId(page, 'file-seal').click();
    await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0);
    await session.send('ServiceWorker.stopAllWorkers');
    await page.evaluate('goOn()');
    await saved(page);
    await page.close();
  });
});
