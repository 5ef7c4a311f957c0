import { join } from 'node:path';
import { bundlePages } from '../support/bundle-pages.ts';
import { installPackages } from '../support/install-packages.ts';
import type { PageAnswer } from '../support/site.ts';

/** The scripts of the pages in `pages/` by their addresses (`/react.js`), for a site of the tests. */
export const bundleLists = async (): Promise<Record<string, PageAnswer>> => {
  await installPackages(import.meta.dirname);
  return bundlePages(join(import.meta.dirname, 'pages'), ['react', 'vue', 'virtual'], {
    'process.env.NODE_ENV': '"development"',
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
  });
};
