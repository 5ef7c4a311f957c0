import { callBackground } from '../../bridge/background-client.ts';
import type { BackgroundInput } from '../../bridge/background-commands.ts';
import type { InsertOutcome, PanelReason } from '../../bridge/views.ts';
import { focus, isConnected, rectOf } from '../dom/safe-dom.ts';
import { type Field, factsOf } from '../field/field.ts';
import type { Firewall } from '../field/firewall.ts';
import type { Inserter } from '../insert/inserter.ts';
import type { FieldMemory, Ground } from '../link.ts';
import type { Notice } from '../notice.ts';
import { blocksFrames, isTooSmall } from './blocked.ts';
import type { Mount } from './mount.ts';
import { type Anchor, Seat } from './seat.ts';

/** A sealed text to be read in place. */
export interface Readable {
  readonly token: string;
  readonly element: Element | null;
  box(): DOMRect | undefined;
  /** Gives the focus back to what it was opened by. */
  back(): void;
}

/** What a panel may be handed in a message of this kind. */
const longestKey = 2048;

interface MountParts extends Ground {
  readonly inserter: Inserter;
  readonly notice: Notice;
}

/** The frames of this document: one composer and one reader at a time. */
export class Mounts {
  readonly #firewall: Firewall;
  readonly #memory: FieldMemory;
  readonly #inserter: Inserter;
  readonly #notice: Notice;
  #composer: { readonly seat: Seat; readonly field: Field; sealed?: boolean } | undefined;
  #reader: { readonly seat: Seat; readonly token: string; readonly back: () => void } | undefined;

  constructor({ firewall, memory, signal, inserter, notice }: MountParts) {
    this.#firewall = firewall;
    this.#memory = memory;
    this.#inserter = inserter;
    this.#notice = notice;
    signal.addEventListener('abort', () => this.closeAll());
  }

  isHost(target: EventTarget | null): boolean {
    return target !== null && [this.#composer, this.#reader].some((one) => one?.seat.mount?.host === target);
  }

  /** Lays a composer over a field. */
  async compose(field: Field): Promise<'frame' | 'blocked'> {
    if (
      this.#composer?.field.element === field.element &&
      this.#composer.seat.mount &&
      !this.#composer.seat.mount.torn
    ) {
      this.#composer.seat.mount.focus();
      return 'frame';
    }
    this.#closeComposer();
    if (blocksFrames() || isTooSmall()) return 'blocked';
    const facts = factsOf(field);
    const { element } = field;
    const box = () => (isConnected(element) ? rectOf(element) : undefined);
    const anchor: Anchor = { kind: 'composer', element, box, field: facts };
    const seat = new Seat(anchor, () => void this.#fought({ kind: 'compose', fieldKey: facts.fieldKey }));
    this.#composer = { seat, field };
    // Closing an earlier one gave the keys back.
    this.#firewall.arm(true);
    if (await seat.open()) return 'frame';
    // Another one may have taken its place meanwhile.
    if (this.#composer && this.#composer.seat !== seat) return 'frame';
    this.#composer = undefined;
    return 'blocked';
  }

  /** A key that was meant for the composer came to the page. */
  refocus(): void {
    this.#composer?.seat.refocus();
  }

  /** Opens a sealed text in place, or where the page keeps frames out, in the side panel. */
  async read({ token, element, box, back }: Readable): Promise<void> {
    this.closeReader();
    if (blocksFrames()) return this.#toPanel({ kind: 'open', reason: 'frame-blocked', token });
    const seat = new Seat({ kind: 'reader', element, box, token }, () => void this.#fought({ kind: 'open', token }));
    this.#reader = { seat, token, back };
    if (await seat.open()) return;
    if (this.#reader?.seat !== seat) return;
    this.#reader = undefined;
    await this.#toPanel({ kind: 'open', reason: 'frame-blocked', token });
  }

  bound(mountId: string): void {
    this.#mount(mountId)?.bind();
  }

  tokenOf(mountId: string): string | null {
    return this.#reader?.seat.mount?.id === mountId ? this.#reader.token : null;
  }

  resize(mountId: string, height: number): void {
    this.#seat(mountId)?.resize(height);
  }

  /** Is the frame truly on the screen at the size it believes? */
  isClear(mountId: string, width: number, height: number): boolean {
    const mount = this.#mount(mountId);
    return mount !== undefined && !mount.torn && mount.clear && mount.fits(width, height);
  }

  close(mountId: string): void {
    if (this.#composer?.seat.mount?.id === mountId) this.#closeComposer();
    else if (this.#reader?.seat.mount?.id === mountId) this.closeReader();
  }

  closeAll(): void {
    this.#composer?.seat.close();
    this.#reader?.seat.close();
    this.#composer = undefined;
    this.#reader = undefined;
  }

  /** Into the field of a mount, or without one into the remembered field. */
  async insert(mountId: string | undefined, requestId: string, token: string): Promise<InsertOutcome> {
    const composer = mountId === undefined ? undefined : this.#composerOf(mountId);
    const field = mountId === undefined ? this.#memory.field : composer?.field;
    if (!field) return this.#inserter.known(requestId, { kind: 'field-gone' });
    const outcome = await this.#inserter.insert(requestId, field, token);
    if (composer) composer.sealed = outcome.kind === 'inserted';
    return outcome;
  }

  #composerOf(mountId: string) {
    return this.#composer?.seat.mount?.id === mountId ? this.#composer : undefined;
  }

  #seat(mountId: string): Seat | undefined {
    return [this.#composer?.seat, this.#reader?.seat].find((seat) => seat?.mount?.id === mountId);
  }

  #mount(mountId: string): Mount | undefined {
    return this.#seat(mountId)?.mount;
  }

  #closeComposer(): void {
    const last = this.#composer;
    this.#composer = undefined;
    last?.seat.close();
    this.#firewall.arm(false);
    if (last && isConnected(last.field.element)) focus(last.field.element, { preventScroll: true });
    if (last?.sealed) this.#notice.say('notice_sealed');
  }

  closeReader(): void {
    const last = this.#reader;
    const held = last?.seat.mount?.host === document.activeElement;
    last?.seat.close();
    this.#reader = undefined;
    // Whoever has gone elsewhere meanwhile stays there.
    if (held) last?.back();
  }

  async #fought(intent: {
    readonly kind: 'compose' | 'open';
    readonly fieldKey?: string;
    readonly token?: string;
  }): Promise<void> {
    if (intent.kind === 'compose') {
      this.#composer?.seat.close();
      this.#composer = undefined;
    } else this.closeReader();
    await this.#toPanel({ ...intent, reason: 'fought' });
  }

  async #toPanel(input: BackgroundInput<'page.panel'>): Promise<void> {
    const reason: PanelReason = input.reason;
    const key = input.fieldKey?.slice(0, longestKey);
    const answer = await callBackground('page.panel', {
      ...input,
      ...(key === undefined ? {} : { fieldKey: key }),
    }).catch(() => undefined);
    if (!answer?.opened) this.#notice.show(reason === 'fought' ? 'notice_fought' : 'notice_blocked');
  }
}
