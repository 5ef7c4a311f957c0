import { callBackground } from '../../bridge/background-client.ts';
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

/** What our world in the documents around this one says; undefined where they cannot be looked into. */
const armedAround = (): boolean | undefined => {
  for (let at: Window = window; at !== at.parent; at = at.parent) {
    try {
      if (linkIn(at.parent)?.armed) return true;
    } catch {
      return undefined;
    }
  }
  return false;
};

/**
 * A page may make a frame after the keys were taken from it, and listen in there. So a new frame asks: the documents
 * around it, or where those are of another site, the background, and holds the keys back until it knows.
 */
export const learnWhetherArmed = async (firewall: Firewall): Promise<void> => {
  const around = armedAround();
  if (around === true) firewall.arm();
  if (around !== undefined) return;
  firewall.hold();
  const answer = await callBackground('page.hello', {}).catch(() => undefined);
  firewall.release(answer?.armed === true);
};
