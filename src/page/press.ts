import { helpOf } from './badge/badge-state.ts';
import type { BadgeLayer } from './badge/layer.ts';
import type { Ruler } from './badge/measure.ts';
import type { Mending } from './badge/mending.ts';
import { elementOf } from './detect/element-of.ts';
import type { FoundText } from './detect/registry.ts';
import type { Mounts } from './mount/mounts.ts';
import type { Notice } from './notice.ts';
import type { WordName } from './words.ts';

interface ReadingParts {
  readonly mounts: Mounts;
  readonly notice: Notice;
  readonly ruler: Ruler;
  readonly layer: () => BadgeLayer;
  readonly mending: () => Mending;
}

/** A site that does not answer for so long has not got it. Milliseconds. */
const fetchMs = 30_000;

/** What a press on the mark of a sealed text does. */
export const makePress = ({ mounts, notice, ruler, layer, mending }: ReadingParts) => {
  /** Says again of what the page shows that its source is on its way. */
  const fetching = new Map<string, () => void>();
  /** The mark may be another one by then, of the whole text or of a place that was drawn anew. */
  const focusMark = (token: string, marked: FoundText): void =>
    layer().focus(layer().placeOf(token) ?? layer().placeOf(marked.token) ?? marked);
  /** `marked`: the one that was pressed. */
  const read = (found: FoundText, marked = found): void => {
    const element = elementOf(found) ?? null;
    const { token } = found;
    const box = () => ruler.boxOf(found) ?? ruler.boxOf(layer().placeOf(token) ?? found);
    void mounts.read({ token, element, box, back: () => focusMark(token, marked) });
  };
  /** Are keys still with what was pressed? Somebody may write in the page by now. */
  const stillHere = (): boolean => layer().isHost(document.activeElement);
  const readSource = async (found: FoundText, otherwise: WordName): Promise<void> => {
    const cancelled = new AbortController();
    const cancel = (): void => cancelled.abort();
    const back = (): void => focusMark(found.token, found);
    const say = (): void =>
      notice.show('help_fetching', { onPress: cancel, onEscape: cancel, back, take: stillHere(), ms: fetchMs });
    fetching.set(found.token, say);
    say();
    const signal = AbortSignal.any([cancelled.signal, AbortSignal.timeout(fetchMs)]);
    const whole = await mending().mender?.fromSource(found, signal);
    fetching.delete(found.token);
    if (cancelled.signal.aborted) return;
    notice.hide('help_fetching');
    if (whole) read(whole, found);
    else notice.show(otherwise, { back });
  };
  const explain = async (found: FoundText, help: WordName): Promise<void> => {
    const mender = await mending().settled();
    const back = (): void => focusMark(found.token, found);
    const say = fetching.get(found.token);
    if (say) say();
    else if (mender?.hasSource(found))
      notice.show('help_source', { onPress: () => void readSource(found, help), back, take: stillHere() });
    else notice.show(mender?.siteChanged(found) ? 'help_changed' : help, { back });
  };
  return (found: FoundText): void => {
    const help = helpOf(layer().stateOf(found));
    if (help) void explain(found, help);
    else read(found);
  };
};
