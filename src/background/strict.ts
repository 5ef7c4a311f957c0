import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { callPage } from '../bridge/page-client.ts';
import type { StrictView } from '../bridge/strict-view.ts';
import { disarmTab } from './armed.ts';
import { boundFrames, dropFrame } from './bindings.ts';

// Strict mode: on these sites we show nothing in a page but marks; one writes and reads in the side panel. Kept
// beside the vault and not in it, since it holds while that is locked, too. It tells no more than the browser's own list
// of granted sites.

const key = 'strict';

const stored = v.strictObject({ all: v.boolean(), sites: v.pipe(v.array(v.string()), v.maxLength(10_000)) });

/** Without a choice nothing is strict; a setting that cannot be read counts as strict. */
const parse = (kept: unknown): StrictView => {
  if (kept === undefined) return { all: false, sites: [] };
  const parsed = v.safeParse(stored, kept);
  return parsed.success ? parsed.output : { all: true, sites: [] };
};

export const strictMode = async (): Promise<StrictView> =>
  browser.storage.local.get(key).then(
    (items) => parse(items[key]),
    () => ({ all: true, sites: [] }),
  );

/** A site is listed as the browser grants it, which may be more than one host: all of a domain, or all there are. */
const covers = (listed: string, { protocol, hostname }: URL): boolean => {
  const [scheme, host] = listed.split('://');
  if (host === undefined) return true;
  if (scheme !== '*' && `${scheme}:` !== protocol) return false;
  return host === '*' || host === hostname || (host.startsWith('*.') && `.${hostname}`.endsWith(host.slice(1)));
};

/** Addresses that are none belong to documents without an origin: with them only the site around counts. */
const holdsFor = ({ all, sites }: StrictView, origins: readonly (string | undefined)[]): boolean => {
  const urls = origins.map((origin) => URL.parse(origin ?? '')).filter((url) => url !== null);
  return all || urls.some((url) => sites.some((site) => covers(site, url)));
};

/** Of a document by its origin and that of the page around it. */
export const isStrict = async (...origins: readonly (string | undefined)[]): Promise<boolean> =>
  holdsFor(await strictMode(), origins);

/** The same by a callback: see `click.ts`. */
export const whenStrict = (origin: string | undefined, then: (strict: boolean) => void): void => {
  browser.storage.local.get(key, (items) => {
    const failed = browser.runtime.lastError !== undefined;
    then(failed || holdsFor(parse(items[key]), [origin]));
  });
};

/** Closes windows in pages that may not have any now. The drafts are in the vault. */
const closeFrames = async (strict: StrictView): Promise<void> => {
  const frames = (await boundFrames()).filter(([, { origin, topOrigin }]) => holdsFor(strict, [origin, topOrigin]));
  await Promise.all(
    frames.map(async ([documentId, binding]) => {
      // No page has caused this, and nobody writes there just now: the keys are the pages' again, in all frames.
      if (binding.kind === 'composer') await disarmTab(binding);
      await callPage(binding, 'page.close', { mountId: binding.mountId });
      await dropFrame(documentId);
    }),
  );
};

let changing: Promise<unknown> = Promise.resolve();

/** For one site, or for all. */
export const setStrict = ({ origin, on }: { readonly origin?: string | undefined; readonly on: boolean }) => {
  const change = async (): Promise<StrictView> => {
    const { all, sites } = await strictMode();
    const others = sites.filter((site) => site !== origin);
    const next = origin === undefined ? { all: on, sites } : { all, sites: on ? [...others, origin].sort() : others };
    await browser.storage.local.set({ [key]: next });
    await closeFrames(next);
    return next;
  };
  const changed = changing.then(change);
  changing = changed.catch(() => undefined);
  return changed;
};
