import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectLicences, packageFolder, readLicence } from '../../../scripts/licences.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fieldseal-licences-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const addPackage = (name: string, license: string | undefined, files: Readonly<Record<string, string>>): string => {
  const folder = join(root, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.2.3', license }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
};

/** What a build would hand over. */
const bundle = (plugin: ReturnType<typeof collectLicences>['plugin'], ...ids: string[]): void => {
  const modules = Object.fromEntries(ids.map((id) => [id, {}]));
  (plugin.generateBundle as unknown as (options: unknown, bundle: unknown) => void)(
    {},
    { a: { type: 'chunk', modules } },
  );
};

describe('the list of licences', () => {
  it('has every package whose code is in a bundle, with the words of its licence', () => {
    const { plugin, page } = collectLicences(process.cwd());
    const places = ['preact/dist/preact.mjs', '@noble/hashes/sha2.js', 'wxt/dist/browser.mjs', 'qr/index.js'];
    bundle(
      plugin,
      join(process.cwd(), 'src/ui/start.tsx'),
      ...places.map((id) => join(process.cwd(), 'node_modules', id)),
    );
    const text = page();
    for (const name of ['preact', '@noble/hashes', 'wxt', 'qr', 'assemblyscript', 'Look-alike letters']) {
      expect(text).toMatch(new RegExp(`^ {2}${name}`, 'm'));
    }
    expect(text).toContain(readFileSync('node_modules/preact/LICENSE', 'utf8').trim());
    expect(text).toContain('Copyright (c) 2023 Aaron');
    expect(text).toContain('UNICODE LICENSE V3');
  });

  it('stops the build where a new package has no licence that was looked at', () => {
    for (const license of [undefined, 'GPL-3.0-only', 'SEE LICENSE IN terms.txt']) {
      expect(() => readLicence(addPackage('new-one', license, { LICENSE: 'words' }))).toThrow('new-one');
    }
  });

  it('stops the build where the words of a licence are missing', () => {
    const { plugin, page } = collectLicences(process.cwd());
    bundle(plugin, join(addPackage('@new/one', 'MIT', { 'README.md': 'MIT' }), 'index.js'));
    expect(page).toThrow('@new/one');
  });

  it('knows the package of a module by its innermost folder, and our own modules', () => {
    expect(packageFolder('/a/node_modules/x/node_modules/@s/y/lib/z.js', '/a')).toBe(
      '/a/node_modules/x/node_modules/@s/y',
    );
    expect(packageFolder('/a/node_modules/x/z.js?worker', '/a')).toBe('/a/node_modules/x');
    expect(packageFolder('\0vite/preload-helper.js', '/a')).toBe(join('/a', 'node_modules', 'vite'));
    expect(packageFolder('/a/src/x.ts', '/a')).toBeUndefined();
  });
});
