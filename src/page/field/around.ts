import { callBackground } from '../../bridge/background-client.ts';
import { hear } from '../dom/hear.ts';
import { type Link, linkIn } from '../link.ts';
import type { Firewall } from './firewall.ts';

/**
 * The link of the outermost document around this one that can be looked into, or its own. What is laid over a field stands
 * there: a frame may be too small for it, and an editor may have something of its own over its frame.
 */
export const outermostLink = (): Link | undefined => {
  let found = linkIn(window);
  try {
    for (let at: Window = window; at !== at.parent; at = at.parent) found = linkIn(at.parent) ?? found;
  } catch {
    // From there on they are of another site.
  }
  return found;
};

/** What our world in the documents around this one says; undefined where they cannot be looked into, or do not know. */
const armedAround = (): boolean | undefined => {
  for (let at: Window = window; at !== at.parent; at = at.parent) {
    try {
      const link = linkIn(at.parent);
      if (link && link.armed !== false) return link.armed;
    } catch {
      return undefined;
    }
  }
  return false;
};

/**
 * A page may make a frame after the keys were taken from it, and listen in there; and it may go elsewhere, by which the
 * browser gives it the keys. So a new document asks: those around it, or where those are of another site and where there
 * are none, the background, and holds the keys back until it knows. One that is drawn ahead asks when it is shown.
 */
const learnWhetherArmed = async (firewall: Firewall): Promise<void> => {
  const around = window.parent === window ? undefined : armedAround();
  if (around === true) firewall.arm();
  if (around !== undefined) return;
  firewall.hold();
  if ((document as Document & { readonly prerendering?: boolean }).prerendering) return;
  const answer = await callBackground('page.hello', {}).catch(() => undefined);
  firewall.asked.near ||= answer?.near === true;
  firewall.release(answer?.armed === true);
};

/** Asks now, and whenever the document is shown anew. Gives what must listen again after `document.open()`. */
export const keepLearning = (firewall: Firewall, signal: AbortSignal): (() => void) => {
  const shown = ({ isTrusted, type, persisted }: Event & { readonly persisted?: boolean }): void => {
    if (isTrusted && (persisted || type !== 'pageshow')) void learnWhetherArmed(firewall);
  };
  void learnWhetherArmed(firewall);
  return () => hear(['pageshow', 'prerenderingchange'], shown, signal);
};
