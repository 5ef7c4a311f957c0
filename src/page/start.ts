import { callBackground } from '../bridge/background-client.ts';
import { findArmored } from '../bytes/armor.ts';
import { Detector } from './detect/detector.ts';
import { Near } from './detect/near.ts';
import { hear } from './dom/hear.ts';
import { viewOf } from './dom/safe-dom.ts';
import { deepActiveElement } from './dom/shadow-roots.ts';
import { keepLearning, outermostLink } from './field/around.ts';
import { type Field, fieldOf, maxLengthOf, textIn } from './field/field.ts';
import { Firewall } from './field/firewall.ts';
import { makeEmptyNote, makeTokenWatch } from './field/token-watch.ts';
import { composeHere, handlersFor, lookAgain } from './handlers.ts';
import type { FieldMemory, Ground, Link, Tools, Writing } from './link.ts';
import { OnDemand } from './on-demand.ts';
import { servePage } from './serve.ts';
import { serveField } from './serve-field.ts';
import { wait } from './wait.ts';
import { whenReadable } from './when-readable.ts';

/**
 * Listens where a listener of the page must not come first: Escape closes what is being read, and nothing that was read
 * or written may lie in the cache of pages to go back to, or in the picture of this page that moves into the next one;
 * and what comes on top of everything must not stay there.
 */
const makeGuard = (demand: OnDemand<Tools>, signal: AbortSignal) => {
  const onLeave = ({ isTrusted }: Event): void => {
    if (isTrusted) demand.tools?.closeAll();
  };
  const onKey = (key: KeyboardEvent): void => {
    if (key.isTrusted && key.key === 'Escape') outermostLink()?.show.tools?.closeReader();
  };
  // Where what is selected is pasted by the middle button, the page is told of it, whatever lies under the pointer.
  const onMiddle = (press: MouseEvent): void => {
    if (press.isTrusted && press.button === 1 && outermostLink()?.show.tools?.hadWindow()) press.preventDefault();
  };
  const onTop = ({ isTrusted, target, newState }: Event & { readonly newState?: string }): void => {
    if (isTrusted && newState !== 'closed' && target instanceof Element) demand.tools?.entering(target);
  };
  return (): void => {
    hear(['pageswap', 'pagehide', 'freeze'], onLeave, signal);
    hear(['keydown'], onKey, signal);
    hear(['mouseup'], onMiddle, signal);
    hear(['beforetoggle', 'fullscreenchange'], onTop, signal);
  };
};

/** In a frame: was it meant for the composer of a document around this one? */
const missedAround = (
  { asked, held }: Firewall,
  { screenX, screenY, timeStamp }: MouseEvent,
): false | Promise<boolean> =>
  window.parent !== window &&
  (asked.near || held || outermostLink()?.show.tools?.composes()) === true &&
  callBackground('page.pressed', { screenX, screenY, at: performance.timeOrigin + timeStamp }).catch(() => false);

/**
 * Guards the keys before any listener of the page can be there, and again after `document.open()`, which removes them: so
 * editors begin that write the document of their frame themselves. `listen`: what else hears of the page's events.
 */
const startGuards = (demand: OnDemand<Tools>, listen: readonly (() => void)[], signal: AbortSignal): Firewall => {
  const firewall: Firewall = new Firewall(
    (target) => demand.tools?.isHost(target) ?? false,
    {
      astray: () => demand.tools?.refocus(),
      missed: (press) => demand.tools?.missed(press) || missedAround(firewall, press.event),
      pointed: () => void callBackground('page.pointed', {}).catch(() => undefined),
      took: () => void callBackground('page.took', {}).catch(() => undefined),
      anew: () =>
        void demand.bring().then(
          (tools) => tools.notice('notice_anew'),
          () => undefined,
        ),
    },
    signal,
  );
  const guards = [makeGuard(demand, signal), keepLearning(firewall, signal), ...listen];
  for (const guard of guards) guard();
  // It takes away the listeners of a window, but not its observers.
  const reopened = new MutationObserver(() => {
    for (const guard of guards) guard();
    if (!firewall.reinstall()) demand.tools?.unguarded();
  });
  reopened.observe(document, { childList: true });
  signal.addEventListener('abort', () => reopened.disconnect());
  return firewall;
};

/** Finds sealed texts, and has them shown as soon as one is near the screen. */
const makeDetector = (demand: OnDemand<Tools>, near: Near, signal: AbortSignal): Detector =>
  new Detector(
    {
      appeared: (found) => {
        if (demand.tools) demand.tools.appeared(found);
        else near.watch(found);
      },
      vanished: (found) => demand.tools?.vanished(found),
      onChange: () => demand.tools?.changed(),
      isOurs: (element) => demand.tools?.isHost(element) ?? false,
    },
    signal,
  );

/** The mark at a field is shown by the second script. */
const offerEdit = async (demand: OnDemand<Tools>, bringWriting: () => Promise<Writing>, field: Field | undefined) => {
  if (!field) return demand.tools?.offerEdit(undefined);
  const [tools, writing] = await Promise.all([demand.bring(), bringWriting()]);
  tools.offerEdit(writing.look(field).held?.content.kind === 'token' ? field : undefined);
};

const insertBy =
  (writing: OnDemand<Writing>): Link['insert'] =>
  (wish) =>
    writing.bring().then(
      (ready) => ready.insert(wish),
      () => ({ kind: 'refused' }),
    );

/** What weighs too much to be in another script as well. */
const lent = { findArmored, fieldOf, deepActiveElement, maxLengthOf, textIn, viewOf, wait };

/** Sets everything to work in this document, until it is aborted. `publish` is called first of all. */
export const startPage = (publish: (link: Link) => void, running: AbortController): void => {
  const { signal } = running;
  const demand = new OnDemand<Tools>(signal, () => callBackground('page.tools', { part: 'show' }));
  const writing = new OnDemand<Writing>(signal, () => callBackground('page.tools', { part: 'insert' }));
  const bringWriting = () => writing.bring();
  const memory: FieldMemory = { field: undefined };
  const offer = (field: Field | undefined) => void offerEdit(demand, bringWriting, field).catch(() => undefined);
  const firewall = startGuards(demand, [makeEmptyNote(memory, signal), makeTokenWatch(offer, signal)], signal);
  const near = new Near(() => demand.bring().catch(() => undefined), signal);
  const detector = makeDetector(demand, near, signal);
  const ground: Ground = {
    firewall,
    memory,
    ...lent,
    bringWriting,
    shown: () => detector.registry.all(),
    signal,
  };
  publish({
    get running() {
      return !signal.aborted;
    },
    get armed() {
      return firewall.held ? undefined : firewall.armed;
    },
    get guarded() {
      return firewall.guarded;
    },
    inherits: firewall.inherits,
    get field() {
      return memory.field;
    },
    show: demand,
    compose: (looked) => composeHere(looked, { demand, firewall, memory }),
    insert: insertBy(writing),
    join: (start) => {
      const tools = demand.join(start, ground);
      near.stop();
      if (tools) for (const found of detector.registry.all()) tools.appeared(found);
    },
    joinWriting: (start) => void writing.join(start, ground),
  });
  servePage(handlersFor({ demand, writing, firewall, memory, running }), signal);
  serveField(async (mountId, another) => {
    if (another) await lookAgain({ memory, writing });
    return (await demand.bring()).report(mountId);
  }, signal);
  whenReadable(() => detector.start(), signal);
};
