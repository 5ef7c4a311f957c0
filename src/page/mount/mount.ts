import { makeId } from '../../bridge/wire.ts';
import type { Box } from '../badge/spot.ts';
import type { ClosedHost } from '../dom/closed-host.ts';
import { make } from '../dom/make.ts';
import { isElement, parentAcross, transitionOf } from '../dom/safe-dom.ts';
import { wait } from '../wait.ts';
import type { FrameBox } from './frame-box.ts';
import { reachableAt } from './stage.ts';
import { boxOnGlass } from './viewport.ts';

export type MountKind = 'composer' | 'reader';

/** From the moment the frame has loaded something. A site's policy may have that be something else, without a word. */
const bindMs = 2_500;
/** Until it has loaded, on a machine that is busy with other things. */
const loadMs = 10_000;
/** How far what the page shows may differ from what the frame believes, as a share. */
const tolerance = 0.06;
/** Where it is asked what lies on top, as shares of the frame; inside of its rounded corners. */
const shares = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => (at + 0.5) / count);
const grid = shares(8).flatMap((across) => shares(6).map((down) => [across, down] as const));

/** One of our frames in the page: a document of our own origin that no script of the page can look into. */
export class Mount {
  readonly id = makeId();
  readonly kind: MountKind;
  #closed: ClosedHost | undefined;
  readonly frame = make('iframe', '');
  readonly #ended = new AbortController();
  readonly #order: number;
  #bound = false;
  #place: readonly number[] = [];

  /** `order`: the higher, the higher it lies among our windows. */
  constructor(kind: MountKind, title: string, order: number) {
    this.kind = kind;
    this.frame.title = title;
    this.#order = order;
    this.setFront(false);
  }

  /** In front it lies over those that were opened later, too. */
  setFront(is: boolean): void {
    this.frame.style.zIndex = `${is ? 2 ** 31 - 1 : this.#order}`;
  }

  /** Has the page this element, in which it hangs? */
  hangsIn(target: EventTarget | null): boolean {
    return this.#closed !== undefined && this.#closed.host === target;
  }

  /** Has it the focus of the document? */
  get focused(): boolean {
    return this.#closed?.active === this.frame;
  }

  /** Is this another window of ours? */
  isBeside(element: Element): boolean {
    return this.#closed?.layer.contains(element) === true && element !== this.frame;
  }

  /** Puts the frame into the page, beside those of ours that are in it. False where it did not prove itself in time. */
  async load(url: string, closed: ClosedHost, anchor: Element | null): Promise<boolean> {
    this.#closed = closed;
    const { signal } = this.#ended;
    const loaded = new AbortController();
    this.frame.addEventListener('load', () => loaded.abort(), { signal });
    this.frame.src = url;
    closed.layer.append(this.frame);
    closed.raise(reachableAt(anchor));
    await wait(loadMs, AbortSignal.any([signal, loaded.signal]));
    if (!signal.aborted) await wait(bindMs, signal);
    return this.#bound;
  }

  /** The frame has shown the background its nonce. */
  bind(): void {
    this.#bound = true;
    this.#ended.abort();
    this.displaceBubble();
  }

  /**
   * The browser shows the message of one field at a time, over all of the page, where no observer sees it. That of a
   * field of ours takes its place and goes with the field, before it is drawn. Then the keys are the frame's.
   */
  displaceBubble(): void {
    const field = document.createElement('input');
    field.className = 'none';
    this.#closed?.layer.append(field);
    field.setCustomValidity(' ');
    field.reportValidity();
    field.remove();
    this.frame.focus();
  }

  /** To the browser it has the focus still, and would not be given it. */
  letGo(): void {
    this.frame.blur();
  }

  focus(): void {
    this.frame.focus();
  }

  /** Gives whether that was a change. */
  place({ left, top, width, height }: FrameBox): boolean {
    const { style } = this.frame;
    const before = style.cssText;
    style.visibility = '';
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `translate(${Math.round(left)}px,${Math.round(top)}px)`;
    return style.cssText !== before;
  }

  /** Out of sight, with all that is in it: its document lives on and keeps what was read where it was read. */
  stow(): void {
    this.frame.style.visibility = 'hidden';
  }

  get stowed(): boolean {
    return this.frame.style.visibility === 'hidden';
  }

  /** Has it been put into the page? Before that it cannot be missing there. */
  get laid(): boolean {
    return this.#closed !== undefined;
  }

  /** Has the page taken the host away? Then the frame's document is gone with it. */
  get torn(): boolean {
    return !this.#closed?.attached;
  }

  get #shown(): boolean {
    return this.#closed?.shown === true;
  }

  /** What the viewport shows of the frame. */
  get #inView(): DOMRect {
    const { left, top, right, bottom } = this.rect;
    const [x, y] = [Math.max(left, 0), Math.max(top, 0)];
    return new DOMRect(x, y, Math.min(right, window.innerWidth) - x, Math.min(bottom, window.innerHeight) - y);
  }

  /** Is all of it outside of the viewport? */
  get away(): boolean {
    const { width, height } = this.#inView;
    return this.#shown && (width < 0 || height < 0);
  }

  /** Does the page show the frame, in the top layer, with nothing of its own over what the viewport shows of it? */
  get clear(): boolean {
    return this.clearBut(undefined);
  }

  /** The same, but for what another one, of ours, too, lies over. */
  clearBut(above: Mount | undefined): boolean {
    if (!this.#shown) return false;
    const { x, y, width, height } = this.#inView;
    return grid.every(([across, down]) => {
      const top = this.#closed?.at(x + across * width, y + down * height);
      return top === this.frame || (above && top === above.frame);
    });
  }

  /** Is it elsewhere on the screen than when this was so last? A page can have it so by `html { zoom }`. */
  get hasMoved(): boolean {
    const now = Object.values(this.seen);
    const moved = now.some((edge, index) => Math.abs(edge - (this.#place[index] ?? edge)) >= 1);
    // What moves too little to be noted would come far all the same.
    if (moved || this.#place.length === 0) this.#place = now;
    return moved;
  }

  /** Where it is to be seen. */
  get seen(): Box {
    return boxOnGlass(this.rect);
  }

  get rect(): DOMRect {
    return this.frame.getBoundingClientRect();
  }

  /**
   * Is all of the frame on the screen, as large as its document believes? `html { zoom }` shrinks it unseen; and of a page
   * that the person has pinched larger the page chooses what is to be seen.
   */
  fits(width: number, height: number): boolean {
    const { rect } = this;
    const near = (shown: number, believed: number): boolean => Math.abs(shown - believed) <= tolerance * believed;
    const { left, top, right, bottom } = this.seen;
    const whole = Math.min(left, top, innerWidth - right, innerHeight - bottom) > -1;
    return whole && near(rect.width, width) && near(rect.height, height);
  }

  /** On top of everything again; the focus stays where it was. */
  raise(anchor: Element | null): void {
    this.#closed?.raise(reachableAt(anchor));
  }

  /**
   * The pictures of a view transition lie over all that is there, and would show it, our words too, when it has gone. So
   * may those of an element around our frame, or of the host itself.
   */
  endPictures(): void {
    for (let node: Node | null = this.frame; node; node = parentAcross(node))
      if (isElement(node)) transitionOf(node)?.skipTransition();
    document.activeViewTransition?.skipTransition();
  }

  remove(): void {
    this.endPictures();
    this.#ended.abort();
    this.frame.remove();
    if (!this.#closed?.layer.firstChild) this.#closed?.remove();
  }
}
