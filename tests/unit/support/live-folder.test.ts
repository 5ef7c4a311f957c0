import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOf, filesWith } from '../../support/live-folder.ts';

describe('looking through a folder that is written in', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fieldseal-live-folder-'));
    for (const below of ['b', 'c']) mkdirSync(join(folder, below));
    for (const path of ['a', 'b/one', 'b/two', 'c/three', 'd']) writeFileSync(join(folder, path), `in ${path}`);
    symlinkSync('nowhere', join(folder, 'e'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives every file once, and no link', () => {
    const found = [...filesOf(folder)].map(([path, bytes]) => `${path}: ${bytes}`).sort();
    expect(found).toEqual(['a', 'b/one', 'b/two', 'c/three', 'd'].map((path) => `${path}: in ${path}`));
  });

  it('passes over what is removed while it looks', () => {
    const files = filesOf(folder);
    const found = [files.next().value?.[0]];
    for (const path of ['b/two', 'c', 'd']) rmSync(join(folder, path), { recursive: true });
    found.push(...[...files].map(([path]) => path));
    expect(found.sort()).toEqual(['a', 'b/one']);
  });

  it('finds what any of its files hold', () => {
    expect(filesWith(folder, [Buffer.from('in b/'), Buffer.from('in d')]).sort()).toEqual(['b/one', 'b/two', 'd']);
    expect(filesWith(folder, [Buffer.from('nowhere')])).toEqual([]);
  });
});
