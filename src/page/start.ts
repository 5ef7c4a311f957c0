import { helpOf } from './badge/badge-state.ts';
import { BadgeLayer } from './badge/layer.ts';
import { elementOf, Ruler } from './badge/measure.ts';
import { Detector } from './detect/detector.ts';
import type { FoundText } from './detect/registry.ts';
import { focusedField } from './field/field.ts';
import { Firewall } from './field/firewall.ts';
import { Inserter } from './insert/inserter.ts';
import { factsOf, Mounts } from './mount/mounts.ts';
import { Notice } from './notice.ts';
import { type PageHandlers, servePage } from './serve.ts';
import { whenReadable } from './when-readable.ts';

/** For what has nothing to say. */
const quietly =
  <I>(run: (input: I) => void) =>
  (input: I): null => {
    run(input);
    return null;
  };

const handlersFor = (mounts: Mounts, firewall: Firewall, layer: BadgeLayer): PageHandlers => ({
  'page.compose': () => {
    const field = focusedField();
    return field ? mounts.compose(field) : 'no-field';
  },
  'page.rememberField': () => {
    const field = focusedField();
    mounts.remember(field);
    if (!field) return null;
    const { fieldKey, maxLength } = factsOf(field);
    return maxLength === undefined ? { fieldKey } : { fieldKey, maxLength };
  },
  'page.insert': ({ mountId, requestId, token }) => mounts.insert(mountId, requestId, token),
  'page.token': ({ mountId }) => mounts.tokenOf(mountId),
  'page.resize': quietly(({ mountId, height }) => mounts.resize(mountId, height)),
  'page.check': ({ mountId, width, height }) => mounts.isClear(mountId, width, height),
  'page.close': quietly(({ mountId }) => mounts.close(mountId)),
  'page.bound': quietly(({ mountId }) => mounts.bound(mountId)),
  'page.arm': quietly(({ armed }) => firewall.arm(armed)),
  'page.status': quietly(() => layer.forgetInspections()),
});

/** Sets everything to work in this document, until the signal ends. Gives what guards the keys. */
export const startPage = (signal: AbortSignal): Firewall => {
  const isOurs = (target: EventTarget | null): boolean =>
    layer.isHost(target) || mounts.isHost(target) || notice.isHost(target);
  // First of all, before any listener of the page.
  const firewall = new Firewall(isOurs, () => mounts.refocus(), signal);
  const notice = new Notice(signal);
  const ruler = new Ruler();
  const mounts = new Mounts(firewall, new Inserter(firewall, signal), notice, signal);
  const press = (found: FoundText): void => {
    const help = helpOf(layer.stateOf(found));
    if (help) notice.show(help);
    else void mounts.read({ token: found.token, element: elementOf(found) ?? null, box: () => ruler.boxOf(found) });
  };
  const layer = new BadgeLayer(ruler, press, signal);
  // `document.open()` takes away the listeners of a window, but not its observers.
  const reopened = new MutationObserver(() => firewall.install());
  reopened.observe(document, { childList: true });
  signal.addEventListener('abort', () => reopened.disconnect());
  servePage(handlersFor(mounts, firewall, layer), signal);
  const detector = new Detector(
    { appeared: (found) => layer.add(found), vanished: (found) => layer.remove(found) },
    () => layer.refreshSoon(),
    signal,
  );
  whenReadable(() => detector.start(), signal);
  return firewall;
};
