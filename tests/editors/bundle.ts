import { join } from 'node:path';
import { bundlePages } from '../support/bundle-pages.ts';
import { installPackages } from '../support/install-packages.ts';
import type { PageAnswer } from '../support/site.ts';

/** The scripts and styles of the pages in `pages/`, by their addresses, for a site of the tests. */
export const bundleEditors = async (pages: readonly string[]): Promise<Record<string, PageAnswer>> => {
  await installPackages(import.meta.dirname);
  return bundlePages(join(import.meta.dirname, 'pages'), pages, { global: 'globalThis' });
};
