import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { steadyMs } from './visibility-record.ts';

/** Nearly all of it: edges are cut by fractions of a pixel. */
const nearlyAll = 0.95;

export interface Seen {
  /** The first of them that has not been in view for as long as one needs to read it. */
  readonly missing: () => Element | undefined;
}

/** Keeps which of the elements in a place have been in view, whole and long enough, since they came. */
export const watchSeen = (place: Element, selector: string, signal: AbortSignal): Seen => {
  const since = new Map<Element, number>();
  const known = new WeakSet<Element>();
  const seen = new WeakSet<Element>();
  const note = (element: Element): void => {
    const at = since.get(element);
    if (at !== undefined && performance.now() - at >= steadyMs) seen.add(element);
  };
  const look = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, intersectionRatio } of entries) {
      note(target);
      if (intersectionRatio < nearlyAll) since.delete(target);
      else if (!since.has(target)) since.set(target, performance.now());
    }
  };
  const observer = new IntersectionObserver(look, { threshold: [0, nearlyAll, 1] });
  const all = (): readonly Element[] => [...place.querySelectorAll(selector)];
  const add = (): void => {
    for (const element of all().filter((one) => !known.has(one))) {
      known.add(element);
      observer.observe(element);
    }
  };
  const changes = new MutationObserver(add);
  changes.observe(place, { childList: true, subtree: true });
  add();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    changes.disconnect();
  });
  return {
    missing: () => {
      look(observer.takeRecords());
      return all().find((element) => {
        note(element);
        return !seen.has(element);
      });
    },
  };
};

/** The same for a view. */
export const useSeen = (place: RefObject<Element | null>, selector: string): Seen => {
  const watched = useRef<Seen>(undefined);
  useEffect(() => {
    const stop = new AbortController();
    if (place.current) watched.current = watchSeen(place.current, selector, stop.signal);
    return () => stop.abort();
  }, []);
  return { missing: () => watched.current?.missing() };
};
