import { helpOf } from './badge/badge-state.ts';
import type { BadgeLayer } from './badge/layer.ts';
import type { Ruler } from './badge/measure.ts';
import type { Mending } from './badge/mending.ts';
import { elementOf } from './detect/element-of.ts';
import type { FoundText } from './detect/registry.ts';
import type { Firewall } from './field/firewall.ts';
import type { Readable } from './link.ts';
import type { Notice } from './notice.ts';
import type { WordName } from './words.ts';

interface ReadingParts {
  readonly firewall: Firewall;
  readonly read: (readable: Readable) => void;
  readonly notice: Notice;
  readonly ruler: Ruler;
  readonly layer: () => BadgeLayer;
  readonly mending: () => Mending;
}

/** A site that does not answer for so long has not got it. Milliseconds. */
const fetchMs = 30_000;

/** What a press on the mark of a sealed text does. */
export class MarkPress {
  readonly #parts: ReadingParts;
  /** Says again of what the page shows that its source is on its way. */
  readonly #fetching = new Map<string, () => void>();

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  press(found: FoundText): void {
    const help = helpOf(this.#parts.layer().stateOf(found));
    if (help) void this.#explain(found, help);
    else this.#read(found);
  }

  /** `marked`: the one that was pressed. */
  #read(found: FoundText, marked = found): void {
    const { firewall, read, ruler, layer } = this.#parts;
    const element = elementOf(found) ?? null;
    const { token } = found;
    const box = () => ruler.boxOf(found) ?? ruler.boxOf(layer().placeOf(token) ?? found);
    read({ pressed: firewall.pressed, token, element, box, back: () => this.#focusMark(token, marked) });
  }

  async #explain(found: FoundText, help: WordName): Promise<void> {
    const { mending, notice } = this.#parts;
    const mender = await mending().settled();
    const common = this.#commonTo(found);
    const say = this.#fetching.get(found.token);
    if (say) say();
    else if (mender?.hasSource(found))
      notice.show('help_source', { ...common, onPress: () => void this.#readSource(found, help) });
    else notice.show(mender?.siteChanged(found) ? 'help_changed' : help, { back: common.back });
  }

  async #readSource(found: FoundText, otherwise: WordName): Promise<void> {
    const { mending, notice } = this.#parts;
    const cancelled = new AbortController();
    const cancel = (): void => cancelled.abort();
    const offer = { ...this.#commonTo(found), onPress: cancel, onEscape: cancel, ms: fetchMs };
    const say = (): void => notice.show('help_fetching', offer);
    this.#fetching.set(found.token, say);
    say();
    const signal = AbortSignal.any([cancelled.signal, AbortSignal.timeout(fetchMs)]);
    const whole = await mending().mender?.fromSource(found, signal);
    this.#fetching.delete(found.token);
    if (cancelled.signal.aborted) return;
    const stood = notice.hide(offer);
    if (whole) this.#read(whole, found);
    else if (stood) notice.show(otherwise, { back: offer.back });
  }

  #commonTo(found: FoundText) {
    return { back: () => this.#focusMark(found.token, found), take: () => this.#stillHere() };
  }

  /** The mark may be another one by then, of the whole text or of a place that was redrawn. */
  #focusMark(token: string, marked: FoundText): void {
    const layer = this.#parts.layer();
    layer.focus(layer.placeOf(token) ?? layer.placeOf(marked.token) ?? marked);
  }

  /**
   * Are keys still with what was pressed? The person may be writing in the page by now. And if a composer is open, they are
   * its own, and none of them may reach our notices.
   */
  #stillHere(): boolean {
    const { firewall, layer } = this.#parts;
    return document.hasFocus() && layer().isHost(document.activeElement) && !firewall.armed;
  }
}
