import type { Visibility } from './visibility-record.ts';
import { makeVisibilityRecord, steadyMs } from './visibility-record.ts';

/** Of Intersection Observer 2; not in the DOM types yet. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}
interface VisibilityOptions extends IntersectionObserverInit {
  readonly trackVisibility: true;
  readonly delay: number;
}

/** The smallest delay that browsers accept. */
const delay = 100;
const options: VisibilityOptions = { trackVisibility: true, delay, threshold: [0, 0.5, 1] };
/** Milliseconds. A frame that is not drawn at all hears nothing, and a busy machine may be late with a picture. */
const patience = 2_000;

/**
 * Watches whether elements are truly on the screen, uncovered and unaltered, as the compositor sees it: a page cannot
 * fake that, it can only make it false. Where the browser does not know `isVisible`, nothing ever counts as visible.
 * `onChange` is told whenever the answer changes.
 */
export const watchVisibility = (
  elements: readonly Element[],
  onChange: (state: Visibility) => void,
  signal: AbortSignal,
): (() => Visibility) => {
  const record = makeVisibilityRecord(elements.length, () => performance.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    const state = record.state();
    // Nothing more comes from the observer when all stays as it is, so the clock is asked.
    if (state === 'young') timer = setTimeout(tell, steadyMs / 10);
    onChange(state);
  };
  const take = (entries: readonly VisibilityEntry[]): void => {
    for (const { target, isVisible } of entries) record.note(elements.indexOf(target), isVisible === true);
    tell();
  };
  const observer = new IntersectionObserver(take, options);
  for (const element of elements) observer.observe(element);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
  return () => {
    const waiting = observer.takeRecords();
    if (waiting.length > 0) take(waiting);
    return record.state();
  };
};

/**
 * `cut`: a page around cuts off a part of this window, by its edge, a scroll container or otherwise · `away`: outside of
 * what is to be seen of the page · `unknown`: nothing was drawn meanwhile.
 */
export type Sight = 'visible' | 'covered' | 'cut' | 'away' | 'unknown';

/** Edges are cut by fractions of a pixel. */
const nearlyAll = 0.97;

/** Is less of this window to be seen than fits into it? What our own lists scroll away is not asked here. */
const isCut = ({ target, boundingClientRect: box, intersectionRect: seen }: VisibilityEntry): boolean => {
  if (target !== document.documentElement) return false;
  const [width, height] = [Math.min(box.width, innerWidth), Math.min(box.height, innerHeight)];
  return seen.width < nearlyAll * width || seen.height < nearlyAll * height;
};

const sightOf = (entry: VisibilityEntry): Sight => {
  if (entry.isVisible === true) return isCut(entry) ? 'cut' : 'visible';
  return entry.isIntersecting ? 'covered' : 'away';
};

/** How all of them are to be seen in the next picture: as the one that is seen worst. */
export const seenInNextPicture = (elements: readonly Element[]): Promise<Sight> =>
  new Promise((resolve) => {
    const waiting = new Set(elements);
    const end = (seen: Sight): void => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(seen);
    };
    const observer = new IntersectionObserver((entries: readonly VisibilityEntry[]) => {
      const worst = entries.map(sightOf).find((sight) => sight !== 'visible');
      if (worst !== undefined) end(worst);
      for (const { target } of entries) waiting.delete(target);
      if (waiting.size === 0) end('visible');
    }, options);
    const timer = setTimeout(() => end('unknown'), patience);
    for (const element of elements) observer.observe(element);
  });

/** How many pictures in a row must show it. */
const pictures = 5;

/**
 * Whether all of them are visible at this moment, and in the pictures that follow: what comes and goes is there in one of
 * them. A standing observer is told of a change up to `delay` late; a new one is told how things are with the next picture.
 */
export const seeNow = async (elements: readonly Element[]): Promise<boolean> => {
  for (let picture = 0; picture < pictures; picture++)
    if ((await seenInNextPicture(elements)) !== 'visible') return false;
  return true;
};
