import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html } from '../browser/page/support.ts';
import { type PageAnswer, startSite } from '../support/site.ts';
import { bundleEditors } from './bundle.ts';
import { plainPage } from './plain-page.ts';

/** What CKEditor 4 fetches from beside itself. */
const besideCkeditor4 = ['ckeditor.js', 'lang/en.js', 'skins/moono-lisa/editor.css'];

const ckeditor4 = async (): Promise<Record<string, PageAnswer>> => {
  const folder = join(import.meta.dirname, 'node_modules/ckeditor4');
  const answer = async (file: string): Promise<[string, PageAnswer]> => {
    const headers = { 'content-type': file.endsWith('.css') ? 'text/css' : 'text/javascript' };
    return [`/ckeditor4/${file}`, { body: await readFile(join(folder, file), 'utf8'), headers }];
  };
  return Object.fromEntries(await Promise.all(besideCkeditor4.map(answer)));
};

/** Serves the pages `/plain`, `/rich` and `/monaco`. */
export const startEditors = async (): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> => {
  const files = await bundleEditors(['rich', 'monaco']);
  const module = (name: string, before = '') =>
    html(`${before}<link rel="stylesheet" href="/${name}.css"><script type="module" src="/${name}.js"></script>`);
  const site = await startSite({
    ...files,
    '/plain': plainPage,
    '/rich': module('rich', '<script src="/ckeditor4/ckeditor.js"></script>'),
    ...(await ckeditor4()),
    '/monaco': module('monaco'),
  });
  return { origin: site.origin, close: site.close };
};
