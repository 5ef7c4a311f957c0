import { FieldBadge } from './badge/field-badge.ts';
import { BadgeLayer } from './badge/layer.ts';
import { Ruler } from './badge/measure.ts';
import { Mending } from './badge/mending.ts';
import type { FoundText } from './detect/registry.ts';
import { outermostLink } from './field/around.ts';
import type { Field } from './field/field.ts';
import type { JudgedPress } from './field/page-press.ts';
import { type Ground, linkIn, type Readable, type Tools } from './link.ts';
import { Mounts } from './mount/mounts.ts';
import { OnScreen } from './mount/on-screen.ts';
import { Notice } from './notice.ts';
import { MarkPress } from './press.ts';
import { reportOn } from './report.ts';
import { servePulse } from './serve-pulse.ts';

/** A page that was kept to go back to has heard nothing meanwhile. */
const askAgainWhenShown = (layer: BadgeLayer, signal: AbortSignal): void => {
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) layer.forgetInspections();
  };
  window.addEventListener('pageshow', shown, { signal });
};

/** What a press on the mark at a field does. */
const edit = async (found: Field, { bringWriting, memory }: Ground, mounts: Mounts): Promise<void> => {
  const field = (await bringWriting()).look(found);
  memory.field = field;
  await mounts.edit(field);
};

/** Our frames stand in the outermost document that can be looked into: something around it could lie over them unseen. */
const readAround = (readable: Readable): void =>
  void outermostLink()
    ?.show.bring()
    .then(
      (tools) => tools.read(readable),
      () => undefined,
    );

const tellGone = ({ token }: FoundText): void => outermostLink()?.show.tools?.textGone(token);

const composes = ({ composing, topLayer }: Mounts, then?: number): boolean => composing || topLayer.wasLost(then);

const missed = (mounts: Mounts, press: JudgedPress): boolean => {
  const is = composes(mounts, press.at) && (!press.seen || mounts.topLayer.stoodAt(press.seen, press.at));
  if (is) mounts.refocus(true);
  return is;
};

/** What concerns a frame that is mounted here. */
const frameTools = (mounts: Mounts, onScreen: OnScreen) =>
  ({
    refocus: () => mounts.refocus(),
    composes: () => composes(mounts),
    missed: (press) => missed(mounts, press),
    missedThere: (press) => missed(mounts, onScreen.placeOf(press)),
    hadWindow: () => mounts.topLayer.hadWindow,
    unguarded: () => mounts.unguarded(),
    noteOutcome: (mountId, outcome) => mounts.noteOutcome(mountId, outcome),
    fieldOf: (mountId) => mounts.fieldOf(mountId),
    bound: (mountId) => mounts.bound(mountId),
    tokenOf: (mountId) => mounts.tokenOf(mountId),
    sightOf: (input) => mounts.sightOf(input),
    regained: (mountId) => mounts.regained(mountId),
    lost: (mountId, pointed) => mounts.lost(mountId, pointed),
    covered: (mountId) => mounts.covered(mountId),
    close: (mountId, away) => mounts.close(mountId, away),
    read: (readable) => void mounts.read(readable),
    textGone: (token) => mounts.vanished(token),
    closeReader: () => mounts.closeReader(),
    closeAll: () => mounts.closeAll(),
  }) satisfies Partial<Tools>;

/** The second script at work: marks beside sealed texts and at fields, frames. */
const startTools = (ground: Ground): Tools => {
  const { firewall, memory, shown, signal } = ground;
  const onRaised = (): void => mounts.stayOnTop();
  const notice = new Notice(onRaised, signal);
  const ruler = new Ruler((target) => isHost(target));
  const mounts: Mounts = new Mounts({ firewall, notice, shown, signal, isOurs: (element) => isHost(element) });
  const press = new MarkPress({
    firewall,
    read: readAround,
    notice,
    ruler,
    layer: () => layer,
    mending: () => mending,
  });
  const layer: BadgeLayer = new BadgeLayer(ruler, { onPress: (found) => press.press(found), onRaised }, signal);
  const mending = new Mending(layer);
  const fieldBadge = new FieldBadge({ onPress: (field) => void edit(field, ground, mounts), onRaised }, signal);
  const isHost = (target: EventTarget | null): boolean =>
    layer.isHost(target) || fieldBadge.isHost(target) || mounts.isHost(target) || notice.isHost(target);
  askAgainWhenShown(layer, signal);
  servePulse(signal);
  return {
    ...frameTools(mounts, new OnScreen(signal)),
    isHost,
    entering: (target) => mounts.entering(target),
    appeared: (found) => mending.add(found),
    vanished: (found) => tellGone(mending.remove(found)),
    changed: () => {
      mending.mender?.trySoon();
      layer.refreshSoon();
    },
    forgetInspections: () => layer.forgetInspections(),
    compose: (field) => {
      fieldBadge.offer(undefined);
      return mounts.compose(field);
    },
    report: (mountId) =>
      reportOn(mountId === undefined ? memory.field : mounts.fieldOf(mountId), mending.shown(shown())),
    offerEdit: (field) => fieldBadge.offer(mounts.composing ? undefined : field),
    notice: (word, values) => {
      notice.show(word, values ? { values } : {});
      return null;
    },
  };
};

/** Goes to work with the first script of this world; without it there is nothing to do. */
export const joinPage = (): void => linkIn(globalThis)?.join(startTools);
