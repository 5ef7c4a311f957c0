import { join } from 'node:path';
import { build } from 'vite';
import type { PageAnswer } from '../support/site.ts';
import { installEditors } from './install.ts';

const folder = import.meta.dirname;
const mimeTypes = { js: 'text/javascript', css: 'text/css' } as const;

/** The scripts and styles of the pages in `pages/`, by their addresses, for a site of the tests. */
export const bundleEditors = async (pages: readonly string[]): Promise<Record<string, PageAnswer>> => {
  await installEditors();
  const outcome = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    define: { global: 'globalThis' },
    build: {
      ...{ write: false, minify: false, modulePreload: false, target: 'esnext', assetsInlineLimit: 1e9 },
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page, join(folder, 'pages', `${page}.mjs`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  });
  if (!('output' in outcome)) throw new Error('one build was asked for');
  return Object.fromEntries(
    outcome.output.map((file) => {
      const body = String(file.type === 'chunk' ? file.code : file.source);
      const kind = file.fileName.endsWith('.css') ? 'css' : 'js';
      return [`/${file.fileName}`, { body, headers: { 'content-type': `${mimeTypes[kind]}; charset=utf-8` } }];
    }),
  );
};
