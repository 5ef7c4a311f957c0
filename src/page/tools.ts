import { helpOf } from './badge/badge-state.ts';
import { BadgeLayer } from './badge/layer.ts';
import { Ruler } from './badge/measure.ts';
import { Mending } from './badge/mending.ts';
import { elementOf } from './detect/element-of.ts';
import type { FoundText } from './detect/registry.ts';
import { Inserter } from './insert/inserter.ts';
import { type Ground, linkIn, type Tools } from './link.ts';
import { Mounts } from './mount/mounts.ts';
import { Notice } from './notice.ts';
import type { WordName } from './words.ts';

/** The second script at work: marks beside sealed texts, frames, what fills fields. */
const startTools = ({ firewall, memory, signal }: Ground): Tools => {
  const notice = new Notice(signal);
  const ruler = new Ruler();
  const mounts = new Mounts({ firewall, memory, inserter: new Inserter(firewall, signal), notice, signal });
  /** `marked`: the one that was pressed. */
  const read = (found: FoundText, marked = found): void => {
    const back = (): void => layer.focus(marked);
    const element = elementOf(found) ?? null;
    void mounts.read({ token: found.token, element, box: () => ruler.boxOf(found), back });
  };
  const press = (found: FoundText): void => {
    const help = helpOf(layer.stateOf(found));
    if (!help) read(found);
    else if (mending.mender?.hasSource(found)) notice.show('help_source', () => void readSource(found, help));
    else notice.show(mending.mender?.siteChanged(found) ? 'help_changed' : help);
  };
  const readSource = async (found: FoundText, otherwise: WordName): Promise<void> => {
    const whole = await mending.mender?.fromSource(found);
    if (whole) read(whole, found);
    else notice.show(otherwise);
  };
  const layer = new BadgeLayer(ruler, press, signal);
  const mending = new Mending(layer);
  // A page that was kept to go back to has heard nothing meanwhile.
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) layer.forgetInspections();
  };
  window.addEventListener('pageshow', shown, { signal });
  return {
    isHost: (target) => layer.isHost(target) || mounts.isHost(target) || notice.isHost(target),
    refocus: () => mounts.refocus(),
    appeared: (found) => mending.add(found),
    vanished: (found) => mending.remove(found),
    changed: () => {
      mending.mender?.trySoon();
      layer.refreshSoon();
    },
    forgetInspections: () => layer.forgetInspections(),
    compose: (field) => mounts.compose(field),
    insert: (mountId, requestId, token) => mounts.insert(mountId, requestId, token),
    bound: (mountId) => mounts.bound(mountId),
    tokenOf: (mountId) => mounts.tokenOf(mountId),
    resize: (mountId, height) => mounts.resize(mountId, height),
    isClear: (mountId, width, height) => mounts.isClear(mountId, width, height),
    close: (mountId) => mounts.close(mountId),
    closeReader: () => mounts.closeReader(),
    closeAll: () => mounts.closeAll(),
    notice: (word) => notice.show(word),
  };
};

/** Goes to work with the first script of this world; without it there is nothing to do. */
export const joinPage = (): void => linkIn(globalThis)?.join(startTools);
