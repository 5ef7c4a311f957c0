import { join } from 'node:path';
import { build } from 'vite';
import type { PageAnswer } from './site.ts';

const mimeTypes = { js: 'text/javascript', css: 'text/css' } as const;

/**
 * The scripts of fixture pages, `<page>.mjs` in a folder, and their styles, by their addresses (`/<page>.js`), for a site
 * of the tests. `define`: names that packages expect, and what stands for them.
 */
export const bundlePages = async (
  folder: string,
  pages: readonly string[],
  define: Readonly<Record<string, string>>,
): Promise<Record<string, PageAnswer>> => {
  const outcome = await build({
    ...{ configFile: false, root: folder, logLevel: 'error', define },
    build: {
      ...{ write: false, minify: false, modulePreload: false, target: 'esnext', assetsInlineLimit: 1e9 },
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page, join(folder, `${page}.mjs`)])),
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
