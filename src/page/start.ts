import { Detector } from './detect/detector.ts';
import { Near } from './detect/near.ts';
import { learnWhetherArmed } from './field/armed-around.ts';
import { Firewall } from './field/firewall.ts';
import { handlersFor } from './handlers.ts';
import type { FieldMemory, Ground, Link } from './link.ts';
import { OnDemand } from './on-demand.ts';
import { servePage } from './serve.ts';
import { whenReadable } from './when-readable.ts';

/**
 * Listens where a listener of the page must not come first: Escape closes what is being read, and nothing that was read
 * or written may lie in the cache of pages to go back to.
 */
const makeGuard = (demand: OnDemand, signal: AbortSignal) => {
  const onLeave = (): void => demand.tools?.closeAll();
  const onKey = (key: KeyboardEvent): void => {
    if (key.isTrusted && key.key === 'Escape') demand.tools?.closeReader();
  };
  return (): void => {
    const options = { capture: true, signal };
    for (const type of ['pagehide', 'freeze'] as const) window.addEventListener(type, onLeave, options);
    window.addEventListener('keydown', onKey, options);
  };
};

/** Guards the keys before any listener of the page can be there, and again after `document.open()`, which removes them. */
const startGuards = (demand: OnDemand, signal: AbortSignal): Firewall => {
  const firewall = new Firewall(
    (target) => demand.tools?.isHost(target) ?? false,
    () => demand.tools?.refocus(),
    signal,
  );
  const guard = makeGuard(demand, signal);
  guard();
  // It takes away the listeners of a window, but not its observers.
  const reopened = new MutationObserver(() => {
    firewall.reinstall();
    guard();
  });
  reopened.observe(document, { childList: true });
  signal.addEventListener('abort', () => reopened.disconnect());
  return firewall;
};

/** Finds sealed texts, and has them shown as soon as one is near the screen. */
const makeDetector = (demand: OnDemand, near: Near, signal: AbortSignal): Detector =>
  new Detector(
    {
      appeared: (found) => {
        if (demand.tools) demand.tools.appeared(found);
        else near.watch(found);
      },
      vanished: (found) => demand.tools?.vanished(found),
    },
    () => demand.tools?.changed(),
    signal,
  );

/** Sets everything to work in this document, until the signal ends. `publish` is called first of all. */
export const startPage = (publish: (link: Link) => void, signal: AbortSignal): void => {
  const demand = new OnDemand(signal);
  const firewall = startGuards(demand, signal);
  const memory: FieldMemory = { field: undefined };
  const ground: Ground = { firewall, memory, signal };
  const near = new Near(() => demand.bring().catch(() => undefined), signal);
  const detector = makeDetector(demand, near, signal);
  publish({
    get armed() {
      return firewall.armed;
    },
    get field() {
      return memory.field;
    },
    join: (start) => {
      const tools = demand.join(start, ground);
      near.stop();
      if (tools) for (const found of detector.registry.all()) tools.appeared(found);
    },
  });
  servePage(handlersFor(demand, firewall, memory), signal);
  void learnWhetherArmed(firewall);
  whenReadable(() => detector.start(), signal);
};
