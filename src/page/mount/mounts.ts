import { callBackground } from '../../bridge/background-client.ts';
import type { BackgroundInput } from '../../bridge/background-commands.ts';
import type { FrameSight, PageCommands } from '../../bridge/page-commands.ts';
import type { PanelReason } from '../../bridge/panel-reason.ts';
import type { InsertOutcome } from '../../bridge/views.ts';
import { rectHere, standInOf } from '../dom/in-frames.ts';
import { focus, isConnected } from '../dom/safe-dom.ts';
import { outermostLink } from '../field/around.ts';
import { type LookedField, roomOf } from '../field/field.ts';
import type { Firewall } from '../field/firewall.ts';
import type { Ground, InPlace, Readable } from '../link.ts';
import type { Notice } from '../notice.ts';
import type { WordName } from '../words.ts';
import { blocksFrames } from './blocked.ts';
import { type Claim, partsOf, placeIn, pressHere, textBox } from './claims.ts';
import { whileFocused } from './closing.ts';
import { overlap, type Place } from './frame-box.ts';
import type { Mount, MountKind } from './mount.ts';
import { type Anchor, Seat } from './seat.ts';
import { Stage } from './stage.ts';
import { TopLayer } from './top-layer.ts';

const noticeFor = (reason: PanelReason): WordName =>
  reason === 'fought' || reason === 'unguarded' ? `notice_${reason}` : 'notice_blocked';

interface MountParts extends Pick<Ground, 'firewall' | 'shown' | 'signal'> {
  readonly notice: Notice;
  /** Of anything we show. */
  readonly isOurs: (element: Element) => boolean;
}

/** The frames of this document: one composer and one reader at a time. */
export class Mounts {
  readonly #firewall: Firewall;
  readonly #notice: Notice;
  readonly #shown: Ground['shown'];
  #composer: (Claim & { readonly seat: Seat; readonly field: LookedField; sealed?: boolean }) | undefined;
  #reader: (Claim & { readonly seat: Seat; readonly token: string; readonly back: () => void }) | undefined;
  /** The one that was opened last, or had the keys last: it is in front where there is no room for both. */
  #latest: Seat | undefined;
  readonly topLayer: TopLayer;
  readonly #stage = new Stage();

  constructor({ firewall, shown, signal, notice, isOurs }: MountParts) {
    this.topLayer = new TopLayer({
      isOurs,
      windows: () => this.#seats,
      raise: () => this.stayOnTop(),
      layer: () => this.#stage.current.layer,
      signal,
    });
    this.#firewall = firewall;
    this.#notice = notice;
    this.#shown = shown;
    signal.addEventListener('abort', () => this.closeAll());
  }

  isHost(target: EventTarget | null): boolean {
    return this.#seats.some(({ mount }) => mount?.hangsIn(target));
  }

  /** Lays a composer over a field, which may stand in a frame. */
  async compose(field: LookedField): Promise<InPlace> {
    const standing = this.#composer?.field.element === field.element ? this.#composer.seat.mount : undefined;
    if (standing && !standing.torn) {
      standing.focus();
      return 'frame';
    }
    this.#closeComposer();
    if (blocksFrames()) return 'blocked';
    const { facts } = field;
    const box = () => this.#place('composer');
    const talks = (field.held?.content.kind ?? 'empty') !== 'empty' || [...this.#shown()].length > 0;
    const closed = (): void => void (this.#dropComposer() && this.#notice.show('notice_closed'));
    const focused = whileFocused(field, this.#firewall, closed);
    const above = (): Mount | undefined => this.#above(seat);
    const [topLayer, stage] = [this.topLayer, this.#stage];
    const element = standInOf(field.element);
    const anchor: Anchor = { kind: 'composer', topLayer, stage, element, box, above, field: facts, talks, focused };
    const fought = (): void => void this.#fought({ kind: 'compose', fieldKey: facts.fieldKey });
    const seat: Seat = new Seat(anchor, fought, this.#firewall.pressed);
    this.#composer = { seat, field, talks, box: () => rectHere(roomOf(field)) };
    this.#toFront(seat);
    // Closing an earlier one gave the keys back.
    this.#firewall.arm();
    if (await seat.open()) return 'frame';
    // Another one may have taken its place meanwhile.
    if (this.#composer && this.#composer.seat !== seat) return 'frame';
    this.#composer = undefined;
    return seat.refused ?? 'blocked';
  }

  /** From the mark at a field: where the page keeps frames out, in the side panel. */
  async edit(field: LookedField): Promise<void> {
    const answer = await outermostLink()?.compose(Promise.resolve(field));
    if (answer === 'frame') return;
    this.#firewall.arm(0);
    const reason = answer === undefined || answer === 'blocked' ? 'frame-blocked' : answer;
    await this.#toPanel({ kind: 'compose', reason, fieldKey: field.facts.fieldKey });
  }

  /**
   * Nobody writes in here any more: the page would hear of it. What is read stays, as it has no keys. Those of the page are
   * held back until the person presses in it, here and after a fight: they may go on typing for a while.
   */
  unguarded(): void {
    const last = this.#dropComposer();
    if (last) void this.#toPanel({ kind: 'compose', reason: 'unguarded', fieldKey: last.field.facts.fieldKey });
  }

  /** A key that was meant for the composer came to the page. `meant`: a press. */
  refocus(meant?: true): void {
    this.#composer?.seat.focus.refocus(meant);
  }

  /** Opens a sealed text in place, or where the page keeps frames out, in the side panel. */
  async read(readable: Readable): Promise<void> {
    const { token, element: found, pressed, back } = readable;
    this.closeReader();
    if (blocksFrames()) return this.#toPanel({ kind: 'open', reason: 'frame-blocked', token });
    const gone = (): void => {
      if (this.#reader?.seat === seat) this.closeReader();
    };
    const above = (): Mount | undefined => this.#above(seat);
    // In the parts of the viewport neither comes near the other.
    const beside = (): Mount | undefined =>
      partsOf(this.#composer, this.#reader) ? undefined : this.#composer?.seat.mount;
    const [topLayer, stage] = [this.topLayer, this.#stage];
    const element = found && standInOf(found);
    const box = () => this.#place('reader');
    const anchor: Anchor = { kind: 'reader', topLayer, stage, element, box, above, beside, token, gone };
    const seat: Seat = new Seat(anchor, () => void this.#fought({ kind: 'open', token }), pressHere(found, pressed));
    this.#reader = { seat, token, back, box: textBox(readable) };
    this.#toFront(seat);
    if (await seat.open()) return;
    if (this.#reader?.seat !== seat) return;
    this.#reader = undefined;
    await this.#toPanel({ kind: 'open', reason: seat.refused === 'framed' ? 'framed' : 'frame-blocked', token });
  }

  /** A text has gone from where it stood. */
  vanished(token: string): void {
    if (this.#reader?.token === token) this.#reader.seat.look();
  }

  bound(mountId: string): void {
    this.#seat(mountId)?.mount?.bind();
    if (this.#latest) this.#toFront(this.#latest);
  }

  tokenOf(mountId: string): string | null {
    return this.#reader?.seat.mount?.id === mountId ? this.#reader.token : null;
  }

  /** Is the frame truly on the screen at the size it believes, and was it pressed where it may be? */
  sightOf({ mountId, width, height, place }: PageCommands['page.check']['input']): FrameSight {
    const seat = this.#seat(mountId);
    const mount = seat?.mount;
    this.topLayer.lookNow();
    if (!mount || mount.torn || seat.lookForPickers() || !mount.clear || !mount.fits(width, height)) return 'covered';
    return seat.still && !seat.openedAt(place) ? 'clear' : 'moving';
  }

  /** A frame has got the keys again, which were elsewhere. */
  regained(mountId: string): void {
    const seat = this.#seat(mountId);
    // A person who has gone elsewhere meanwhile stays there. One who comes from another of ours is there still to the browser.
    if (!(seat?.mount && this.#seats.some(({ mount }) => mount?.focused))) return;
    this.#toFront(seat);
    seat.mount.displaceBubble();
  }

  /** If the person has not pointed at this document, and yet the composer has no keys, a frame in it took them. */
  lost(mountId: string, pointed: boolean): boolean {
    const inReader = this.#reader?.seat.mount?.focused;
    return this.#firewall.armed && !inReader && (this.#composerOf(mountId)?.seat.focus.regain(pointed) ?? false);
  }

  /** Something lies over a frame, as that says. Is it another of ours? */
  covered(mountId: string): boolean {
    const seat = this.#seat(mountId);
    const above = seat && this.#above(seat);
    seat?.covered();
    return above?.stowed === false && seat?.mount !== undefined && overlap(seat.mount.rect, above.rect);
  }

  /** `away`: what was done in it goes on in the side panel, and nothing in the page gets the keys. */
  close(mountId: string, away?: true): void {
    if (this.#composer?.seat.mount?.id === mountId) this.#closeComposer(away);
    else if (this.#reader?.seat.mount?.id === mountId) this.closeReader(away, true);
  }

  closeAll(): void {
    this.#dropComposer();
    this.closeReader(true);
  }

  /** What became of the insertion for a composer. */
  noteOutcome(mountId: string, outcome: InsertOutcome): void {
    const composer = this.#composerOf(mountId);
    if (composer) composer.sealed = outcome.kind === 'inserted';
  }

  /** Does a composer lie over a field, or is one on its way? */
  get composing(): boolean {
    return this.#composer !== undefined;
  }

  /** The field that a composer lies over. */
  fieldOf(mountId: string): LookedField | undefined {
    return this.#composerOf(mountId)?.field;
  }

  /** Something of the page's is about to come on top of everything. */
  entering(element: Element): void {
    this.topLayer.entering(element);
  }

  /** We laid something over all: what is under it would not count as seen. */
  stayOnTop(): void {
    [this.#latest, ...this.#seats].find((one) => one?.mount && !one.mount.torn)?.raise();
  }

  get #seats(): readonly Seat[] {
    return [this.#reader?.seat, this.#composer?.seat].filter((seat) => seat !== undefined);
  }

  /** Of two that cannot both be in sight the person has the one that they turned to last. */
  #toFront(seat: Seat): void {
    this.#latest = seat;
    for (const one of this.#seats) {
      one.mount?.setFront(one === seat);
      one.look();
    }
  }

  /** What a window is laid to. */
  #place(kind: MountKind): Place | undefined {
    const box = (kind === 'composer' ? this.#composer : this.#reader)?.box();
    return box && placeIn(box, partsOf(this.#composer, this.#reader)?.[kind]);
  }

  #above(seat: Seat): Mount | undefined {
    return seat === this.#latest ? undefined : this.#latest?.mount;
  }

  #composerOf(mountId: string) {
    return this.#composer?.seat.mount?.id === mountId ? this.#composer : undefined;
  }

  #seat(mountId: string): Seat | undefined {
    return this.#seats.find((seat) => seat.mount?.id === mountId);
  }

  #dropComposer() {
    const last = this.#composer;
    this.#composer = undefined;
    last?.seat.close();
    return last;
  }

  #closeComposer(away?: true): void {
    const last = this.#dropComposer();
    this.#reader?.seat.look();
    if (away) return;
    this.#firewall.arm(0);
    if (last && isConnected(last.field.element)) focus(last.field.element);
    if (last?.sealed) this.#notice.say('notice_sealed');
  }

  /** `pressed`: in it, so it had the keys, whatever this document knows. */
  closeReader(away?: true, pressed?: true): void {
    const last = this.#reader;
    const held = pressed || last?.seat.mount?.focused;
    last?.seat.close();
    this.#reader = undefined;
    this.#composer?.seat.look();
    // A person who has gone elsewhere meanwhile stays there.
    if (!held || away) return;
    const composer = this.#composer?.seat.mount;
    if (composer?.laid) {
      // To the browser it may have them still.
      composer.letGo();
      composer.focus();
    } else last?.back();
  }

  async #fought(intent: Omit<BackgroundInput<'page.panel'>, 'reason'>): Promise<void> {
    if (intent.kind === 'compose') this.#dropComposer();
    else this.closeReader();
    await this.#toPanel({ ...intent, reason: 'fought' });
  }

  async #toPanel(input: BackgroundInput<'page.panel'>): Promise<void> {
    this.topLayer.lost();
    const answer = await callBackground('page.panel', input).catch(() => undefined);
    if (!answer?.opened) this.#notice.show(noticeFor(input.reason));
  }
}
