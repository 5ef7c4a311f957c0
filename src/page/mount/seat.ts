import { callBackground } from '../../bridge/background-client.ts';
import type { BackgroundInput } from '../../bridge/background-commands.ts';
import type { Refused } from '../../bridge/page-commands.ts';
import { makePulseRecord } from '../../bridge/pulse.ts';
import type { Box } from '../badge/spot.ts';
import type { PagePress } from '../field/page-press.ts';
import { Limiter } from '../limiter.ts';
import { word } from '../words.ts';
import { FocusWatch } from './focus-watch.ts';
import { composerBox, freeBox, isFarAway, overlap, readerBox } from './frame-box.ts';
import { Mount, type MountKind } from './mount.ts';
import type { Stage } from './stage.ts';
import type { TopLayer } from './top-layer.ts';
import { viewportNow } from './viewport.ts';

/** What a frame is laid over or beside. */
export interface Anchor {
  readonly kind: MountKind;
  /** Where it is now in the viewport; undefined where it is not there any more. */
  box(): Box | undefined;
  readonly element: Element | null;
  /** One of our windows that was opened later, and may lie over it. */
  above(): Mount | undefined;
  /** Reader: the composer beside it. */
  beside?(): Mount | undefined;
  /** Shared by all that stand in this document. */
  readonly topLayer: TopLayer;
  readonly stage: Stage;
  /** Composer: it will speak of what the field holds or of sealed texts around it. */
  readonly talks?: boolean;
  /** Reader: what it is for. */
  readonly token?: string;
  /** Reader: the page does not hold it any more. */
  readonly gone?: () => void;
  /** Composer: it has the focus. Asked again and again. */
  readonly focused?: () => void;
  /** Composer: what the background keeps of the field. */
  readonly field?: { readonly fieldKey: string; readonly maxLength?: number };
}

/** A longer one does not travel ahead of its frame. */
const longestAhead = 8_000;
/** A list that is redrawn takes its texts away and puts them back: a reader waits that long for its own. */
const goneMs = 2_000;
const checkMs = 250;
/** Removed once, the frame comes back, with the draft out of the vault. A second time within this it does not. */
const fightMs = 5_000;
const mostCovers = 3;
/** A press counts in a frame that the page has left where it is for so long. */
const stillMs = 500;
/** Where the press fell that may have opened it none counts for so long, so near to it: the person may just go on clicking. */
const openingMs = 3_000;
const openingPixels = 24;
/** How often the focus is looked after, and taken back where a page gives it to another frame. */
const focusMs = 50;
const makePulse = () => makePulseRecord(() => performance.now());

/** A place in the page that holds one frame at a time, and the watch over it. */
export class Seat {
  static #count = 0;
  readonly anchor: Anchor;
  /** What was opened later lies over what was opened before. */
  readonly #order = ++Seat.#count;
  readonly focus: FocusWatch;
  readonly #onFought: () => void;
  readonly #opening: PagePress | undefined;
  readonly #stop = new AbortController();
  readonly #removals = new Limiter(1, fightMs);
  readonly #covers = new Limiter(mostCovers, fightMs);
  #pulse = makePulse();
  #mount: Mount | undefined;
  #refused: Refused | undefined;
  #planned = false;
  #goneSince: number | undefined;
  #moved = Number.NEGATIVE_INFINITY;

  constructor(anchor: Anchor, onFought: () => void, opening?: PagePress) {
    this.anchor = anchor;
    this.#opening = opening;
    this.#onFought = onFought;
    this.focus = new FocusWatch(anchor, () => this.#mount, onFought);
  }

  get mount(): Mount | undefined {
    return this.#mount;
  }

  /** Why none was mounted, if that was not the page's policy. */
  get refused(): Refused | undefined {
    return this.#refused;
  }

  /** Mounts a frame with a nonce of its own. False where the page's policy keeps it out. */
  async open(): Promise<boolean> {
    const { kind, field, element, token, stage } = this.anchor;
    const mount = new Mount(kind, word(`${kind}_title`), this.#order);
    this.#mount = mount;
    const input: BackgroundInput<'page.mount'> = {
      ...{ kind, mountId: mount.id, ...field },
      ...(token !== undefined && token.length <= longestAhead ? { token } : {}),
    };
    const answer = await callBackground('page.mount', input).catch(() => undefined);
    if (answer && 'refused' in answer) this.#refused = answer.refused;
    if (!answer || 'refused' in answer || this.#stop.signal.aborted) return false;
    this.#place(mount);
    this.anchor.topLayer.arrived();
    const bound = await mount.load(answer.url, stage.current, element);
    if (bound && !this.#stop.signal.aborted) this.#watch();
    else mount.remove();
    return bound && !this.#stop.signal.aborted;
  }

  /**
   * Has it kept its place long enough, on a page whose thread does not stand still? A page that moves its field moves our
   * buttons under a pointer that is pressing.
   */
  get still(): boolean {
    if (this.#mount?.hasMoved) this.unsettle();
    return performance.now() - this.#moved >= stillMs && this.#pulse.even();
  }

  /** Does a list or a calendar of the page's lie over it, as far as can be known? What lay there until now hid a part of it. */
  lookForPickers(): boolean {
    const { pickers } = this.anchor.topLayer;
    pickers.find();
    const { open } = pickers;
    if (open) this.#moved = performance.now();
    return open;
  }

  /** Was it pressed where the person may still be clicking for what was there before? `place`: in the frame. */
  openedAt(place: { readonly x: number; readonly y: number } | undefined): boolean {
    const opening = this.#opening;
    if (!(place && opening && this.#mount) || performance.now() - opening.at > openingMs) return false;
    const { left, top } = this.#mount.rect;
    return Math.hypot(left + place.x - opening.x, top + place.y - opening.y) < openingPixels;
  }

  /** What it stands beside was changed or taken away: now, before that is painted. */
  look(): void {
    if (this.#mount) this.#follow(this.#mount);
  }

  /** On top of everything again. */
  raise(): void {
    this.#mount?.raise(this.anchor.element);
  }

  /** It may have been under something. What comes up again has just come under the pointer. */
  unsettle(): void {
    this.#moved = performance.now();
  }

  /** The page does not leave it alone. */
  giveUp(): void {
    this.#onFought();
  }

  /** Its own document says that something lies over it. */
  covered(): void {
    if (!this.#isUnder(this.#mount?.rect)) this.uncover();
  }

  /** Something lies over it: on top again, until that is a fight. */
  uncover(): void {
    this.unsettle();
    if (this.#covers.allow(performance.now())) this.anchor.topLayer.raise();
    else this.#onFought();
  }

  close(): void {
    this.#stop.abort();
    this.#mount?.remove();
    this.#mount = undefined;
    this.anchor.topLayer.left();
  }

  #watch(): void {
    if (this.#planned) return;
    this.#planned = true;
    const { signal } = this.#stop;
    const move = (): void => {
      if (this.#mount && !this.#mount.torn) this.#follow(this.#mount);
    };
    const how = { capture: true, passive: true, signal };
    for (const type of ['scroll', 'resize']) window.addEventListener(type, move, how);
    const timer = setInterval(() => this.#check(), checkMs);
    this.#pulse = makePulse();
    const focusTimer = setInterval(() => {
      this.#pulse.beat();
      this.#mount?.endPictures();
      if (this.#mount?.hasMoved) this.unsettle();
      this.lookForPickers();
      this.anchor.topLayer.look();
      if (this.anchor.kind === 'composer') this.focus.check();
    }, focusMs);
    const observer = new MutationObserver(() => this.#check());
    observer.observe(document.documentElement, { childList: true });
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      clearInterval(focusTimer);
      observer.disconnect();
    });
  }

  #check(): void {
    const mount = this.#mount;
    const { signal } = this.#stop;
    if (!mount?.laid || signal.aborted) return;
    const now = performance.now();
    if (mount.torn) {
      mount.remove();
      if (this.#removals.allow(now)) void this.open().then((opened) => opened || signal.aborted || this.#onFought());
      else this.#onFought();
      return;
    }
    this.#follow(mount);
    if (this.#goneSince !== undefined && now - this.#goneSince > goneMs) this.anchor.gone?.();
    if (!(mount.stowed || mount.away || mount.clearBut(this.anchor.above()))) this.uncover();
  }

  #isUnder(box: Box | undefined): boolean {
    const over = this.anchor.above()?.rect;
    return box !== undefined && over !== undefined && overlap(box, over);
  }

  /** Goes where the page has moved what it is laid over. */
  #follow(mount: Mount): void {
    if (this.#place(mount)) this.#moved = performance.now();
  }

  #place(mount: Mount): boolean {
    const box = this.anchor.box();
    const viewport = viewportNow();
    if (mount.kind === 'composer')
      return box ? mount.place(composerBox(box, this.anchor.talks === true, viewport)) : false;
    // Beside another text it would seem to be the text of that one.
    this.#goneSince = box ? undefined : (this.#goneSince ?? performance.now());
    if (box && !isFarAway(box, viewport)) {
      const wanted = readerBox(box, this.anchor.token?.length ?? 0, viewport);
      const beside = this.anchor.beside?.();
      const free = beside?.laid ? freeBox(wanted, beside.rect, viewport) : wanted;
      // Half covered it would show nothing: it comes back when the other has gone.
      const place = free ?? (this.anchor.above() ? undefined : wanted);
      if (place) return mount.place(place);
    }
    mount.stow();
    return false;
  }
}
