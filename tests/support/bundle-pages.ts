import { join } from 'node:path';
import { build } from 'vite';
import type { PageAnswer } from './site.ts';

/** The scripts of fixture pages, `<page>.mjs` in a folder, by their addresses (`/<page>.js`), for a site of the tests. */
export const bundlePages = async (folder: string, pages: readonly string[]): Promise<Record<string, PageAnswer>> => {
  const outcome = await build({
    ...{ configFile: false, root: folder, logLevel: 'error' },
    define: { 'process.env.NODE_ENV': '"development"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
    build: {
      ...{ write: false, minify: false, modulePreload: false, target: 'esnext' },
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page, join(folder, `${page}.mjs`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  if (!('output' in outcome)) throw new Error('one build was asked for');
  const scripts = outcome.output.filter((file) => file.type === 'chunk');
  const headers = { 'content-type': 'text/javascript; charset=utf-8' };
  return Object.fromEntries(scripts.map(({ fileName, code }) => [`/${fileName}`, { body: code, headers }]));
};
