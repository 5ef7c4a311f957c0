import { callBackground } from '../../bridge/background-client.ts';
import type { BackgroundInput } from '../../bridge/background-commands.ts';
import type { InsertOutcome, PanelReason } from '../../bridge/views.ts';
import { focus, isConnected, rectOf } from '../dom/safe-dom.ts';
import { type Field, fieldKeyOf, maxLengthOf, textIn } from '../field/field.ts';
import type { Firewall } from '../field/firewall.ts';
import type { Inserter } from '../insert/inserter.ts';
import type { Notice } from '../notice.ts';
import { blocksFrames } from './blocked.ts';
import type { Mount } from './mount.ts';
import { type Anchor, Seat } from './seat.ts';

/** A sealed text to be read in place. */
export interface Readable {
  readonly token: string;
  readonly element: Element | null;
  box(): DOMRect | undefined;
}

export interface FieldFacts {
  readonly fieldKey: string;
  readonly maxLength?: number;
  readonly hadText: boolean;
}

export const factsOf = (field: Field): FieldFacts => {
  const maxLength = maxLengthOf(field);
  const facts = { fieldKey: fieldKeyOf(field), hadText: /\S/.test(textIn(field)) };
  return maxLength === undefined ? facts : { ...facts, maxLength };
};

/** What a panel may be handed in a message of this kind. */
const longestKey = 2048;

/** The frames of this document: one composer and one reader at a time. */
export class Mounts {
  readonly #firewall: Firewall;
  readonly #inserter: Inserter;
  readonly #notice: Notice;
  #composer: { readonly seat: Seat; readonly field: Field } | undefined;
  #reader: { readonly seat: Seat; readonly token: string } | undefined;
  #remembered: Field | undefined;

  constructor(firewall: Firewall, inserter: Inserter, notice: Notice, signal: AbortSignal) {
    this.#firewall = firewall;
    this.#inserter = inserter;
    this.#notice = notice;
    // Nothing that was read or written may lie in the cache of pages to go back to.
    for (const type of ['pagehide', 'freeze'] as const)
      window.addEventListener(type, () => this.closeAll(), { signal });
    window.addEventListener('keydown', (key) => this.#onKey(key), { capture: true, signal });
    signal.addEventListener('abort', () => this.closeAll());
  }

  isHost(target: EventTarget | null): boolean {
    return target !== null && [this.#composer, this.#reader].some((one) => one?.seat.mount?.host === target);
  }

  remember(field: Field | null): void {
    this.#remembered = field ?? undefined;
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
    this.remember(field);
    if (blocksFrames()) return 'blocked';
    const facts = factsOf(field);
    const { element } = field;
    const box = () => (isConnected(element) ? rectOf(element) : undefined);
    const anchor: Anchor = { kind: 'composer', element, box, field: facts };
    const seat = new Seat(anchor, () => void this.#fought({ kind: 'compose', fieldKey: facts.fieldKey }));
    this.#composer = { seat, field };
    // From here on keys are meant for the composer, before it can say so itself.
    this.#firewall.arm(true);
    if (await seat.open()) return 'frame';
    this.#firewall.arm(false);
    if (this.#composer?.seat === seat) this.#composer = undefined;
    return 'blocked';
  }

  /** A key that was meant for the composer came to the page. */
  refocus(): void {
    this.#composer?.seat.refocus();
  }

  /** Opens a sealed text in place, or where the page keeps frames out, in the side panel. */
  async read({ token, element, box }: Readable): Promise<void> {
    this.#closeReader();
    if (blocksFrames()) return this.#toPanel({ kind: 'open', reason: 'frame-blocked', token });
    const seat = new Seat({ kind: 'reader', element, box }, () => void this.#fought({ kind: 'open', token }));
    this.#reader = { seat, token };
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
    else if (this.#reader?.seat.mount?.id === mountId) this.#closeReader();
  }

  closeAll(): void {
    this.#composer?.seat.close();
    this.#reader?.seat.close();
    this.#composer = undefined;
    this.#reader = undefined;
  }

  /** Undefined where this document has nothing to do with it: another frame of the page will answer. */
  insert(mountId: string | undefined, requestId: string, token: string): Promise<InsertOutcome> | undefined {
    if (mountId !== undefined) {
      const field = this.#composer?.seat.mount?.id === mountId ? this.#composer.field : undefined;
      return field
        ? this.#inserter.insert(requestId, field, token)
        : this.#inserter.known(requestId, { kind: 'field-gone' });
    }
    return this.#remembered && this.#inserter.insert(requestId, this.#remembered, token);
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
  }

  #closeReader(): void {
    this.#reader?.seat.close();
    this.#reader = undefined;
  }

  #onKey(key: KeyboardEvent): void {
    if (key.isTrusted && key.key === 'Escape' && this.#reader) this.#closeReader();
  }

  async #fought(intent: {
    readonly kind: 'compose' | 'open';
    readonly fieldKey?: string;
    readonly token?: string;
  }): Promise<void> {
    if (intent.kind === 'compose') {
      this.#composer?.seat.close();
      this.#composer = undefined;
    } else this.#closeReader();
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
