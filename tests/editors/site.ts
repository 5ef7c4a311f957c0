import { html } from '../browser/page/support.ts';
import { startSite } from '../support/site.ts';
import { bundleEditors } from './bundle.ts';
import { plainPage, strangersFrame } from './plain-page.ts';

/** Serves the pages `/plain`, `/rich` and `/monaco`, and the frame of another site that the first of them has. */
export const startEditors = async (): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> => {
  const files = await bundleEditors(['rich', 'monaco']);
  const strangers = await startSite({ '/frame': strangersFrame });
  const module = (name: string) =>
    html(`<link rel="stylesheet" href="/${name}.css"><script type="module" src="/${name}.js"></script>`);
  const site = await startSite({
    ...files,
    '/plain': plainPage(`${strangers.origin.replace('localhost', '127.0.0.1')}/frame`),
    '/rich': module('rich'),
    '/monaco': module('monaco'),
  });
  const close = async (): Promise<void> => void (await Promise.all([site.close(), strangers.close()]));
  return { origin: site.origin, close };
};
