import * as v from 'valibot';
import type { FrameSight, Refused } from './page-commands.ts';
import type { StrictView } from './strict-view.ts';
import type { TabSite } from './tab-site.ts';
import type { ComposeStart, FrameContext, InsertOutcome, Inspection, PanelIntent, SiteView } from './views.ts';

/** Who may speak to the background: our content script, our bound frame in a page, our own pages, the keeper. */
export type BackgroundClientKind = 'page' | 'frame' | 'ui' | 'keeper';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const token = v.pipe(v.string(), v.maxLength(20_000_000));
const origin = v.pipe(v.string(), v.maxLength(2048));
const reason = v.picklist(['asked', 'frame-blocked', 'not-granted', 'fought', 'unguarded', 'busy', 'framed']);
const fieldKey = v.pipe(v.string(), v.maxLength(2048));
/** Of the words that the sealed text takes the place of; absent where the person may want them back. */
const undo = v.optional(v.literal('forget'));
/** The person has chosen that everything in the field goes. */
const replace = v.optional(v.literal('all'));
/** What the window said of the field: nothing else is replaced. */
const shown = v.picklist(['empty', 'token', 'text', 'beside']);
/** The tab under the popup that speaks, or beside the side panel. */
const tab = v.strictObject({ id: v.pipe(v.number(), v.integer()), windowId: v.pipe(v.number(), v.integer()) });
const nothing = v.strictObject({});

const command = <S extends v.GenericSchema, From extends readonly BackgroundClientKind[]>(input: S, from: From) => ({
  input,
  from,
});

/** Every command of the background: ciphertext, geometry and public data only. */
export const backgroundCommands = {
  // From the page's side: this list is all that a content script may say.
  'page.mount': command(
    v.strictObject({
      kind: v.picklist(['composer', 'reader']),
      mountId: id,
      fieldKey: v.optional(fieldKey),
      maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      /** What a reader is for; a longer one is asked for when the frame is there. */
      token: v.optional(v.pipe(v.string(), v.maxLength(8_000))),
    }),
    ['page'],
  ),
  /** Our last window has gone from the document. */
  'page.cleared': command(nothing, ['page']),
  'page.inspect': command(
    v.strictObject({ tokens: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200_000))), v.maxLength(200)) }),
    ['page'],
  ),
  /** Opens the side panel for what the page would not let us do in place; must come from a person's click. */
  'page.panel': command(
    v.strictObject({
      kind: v.picklist(['compose', 'open']),
      reason,
      fieldKey: v.optional(fieldKey),
      token: v.optional(token),
    }),
    ['page'],
  ),
  /** Puts a further content script into the document that asks: what shows marks and frames, or what fills fields. */
  'page.tools': command(v.strictObject({ part: v.picklist(['show', 'insert']) }), ['page']),
  /** Likewise: what is known of the site's software. */
  'page.sites': command(nothing, ['page']),
  /** A new document asks whether the keys are kept from the page just now. */
  'page.hello': command(nothing, ['page']),
  /** The keys were kept from the document until now, when the person has pointed at it. */
  'page.pointed': command(nothing, ['page']),
  /** A press in a frame of a tab with a composer, by its place on the screen: was it meant for that? */
  'page.pressed': command(v.strictObject({ screenX: v.number(), screenY: v.number(), at: v.number() }), ['page']),
  /** The window of the document has got the keys, nobody has pressed anything in it, and the page may hear them first. */
  'page.took': command(nothing, ['page']),
  // From our frame in a page.
  'frame.bind': command(v.strictObject({ nonce: id }), ['frame']),
  'frame.insert': command(v.strictObject({ requestId: id, token, undo, replace, shown }), ['frame']),
  /** `writes`: the person has just opened it or pressed something in it. The browser gives it the keys after a look at the address, too. */
  'frame.focus': command(v.strictObject({ since: v.pipe(v.number(), v.minValue(1)), writes: v.boolean() }), ['frame']),
  /** Does the page show the frame at its full size? The frame itself cannot see `html{zoom}`. `place`: where it was pressed. */
  'frame.check': command(
    v.strictObject({
      width: v.number(),
      height: v.number(),
      place: v.optional(v.strictObject({ x: v.number(), y: v.number() })),
    }),
    ['frame'],
  ),
  /** It has the keys again: nothing that the browser draws for the page may lie over it, such as a field's message. */
  'frame.regained': command(nothing, ['frame']),
  /** The frame has no keys any more. If nobody clicked, a frame of the page has taken them. */
  'frame.lost': command(nothing, ['frame']),
  /** Something lies over the frame, as its own observer says: it shows nothing until that has gone. */
  'frame.covered': command(nothing, ['frame']),
  /** `away`: it goes on in the side panel, which the frame has opened. */
  'frame.close': command(v.strictObject({ away: v.optional(v.literal(true)) }), ['frame']),
  'frame.toPanel': command(v.strictObject({ reason }), ['frame']),
  // From our own pages.
  'site.current': command(nothing, ['ui']),
  'site.list': command(nothing, ['ui']),
  /** Asks the person through the browser's own prompt, under which the popup closes. Must come from a click. */
  'site.ask': command(v.strictObject({ origin }), ['ui']),
  'site.forget': command(v.strictObject({ origin }), ['ui']),
  'strict.get': command(nothing, ['ui']),
  /** Of one site as it is listed; of all where none is named. */
  'strict.set': command(v.strictObject({ origin: v.optional(origin), on: v.boolean() }), ['ui']),
  'tab.compose': command(v.strictObject({ tab: v.optional(tab) }), ['ui']),
  /** Reloads the page that the panel works for. */
  'tab.reload': command(nothing, ['ui']),
  /** Asks the person for a site, as `site.ask`; then the panel appears again, with the keys. Must come from a click. */
  'panel.ask': command(v.strictObject({ origin, tab }), ['ui']),
  'panel.intent': command(v.strictObject({ born: v.optional(v.number()) }), ['ui']),
  /** Where the field is that the panel writes for: the panel asks there itself what is in it. No document: there is none. */
  'panel.field': command(nothing, ['ui']),
  /** The panel has got the keys, or has none any more. `at`: since when, in milliseconds since 1970. */
  'panel.keys': command(v.strictObject({ has: v.boolean(), at: v.number(), tab }), ['ui']),
  /** Has the popup come up because a page got the keys of the panel, or of a composer that went with the page before? */
  'panel.taken': command(nothing, ['ui']),
  /** The person closes that popup themselves. */
  'panel.seen': command(nothing, ['ui']),
  /** In the popup a part of a passphrase stands in its box now, or none any more. */
  'popup.typing': command(v.strictObject({ begun: v.boolean() }), ['ui']),
  /** A full page that came up in place of the popup asks which tab was in front before. */
  'unlock.former': command(nothing, ['ui']),
  /** The person goes from the panel to the page, by the keyboard. */
  'panel.left': command(nothing, ['ui']),
  'panel.insert': command(v.strictObject({ requestId: id, token, undo, replace }), ['ui']),
  'keeper.ensure': command(nothing, ['ui', 'frame']),
  // From the keeper.
  'keeper.status': command(
    v.strictObject({
      state: v.picklist(['empty', 'missing', 'locked', 'unlocked']),
      lockAt: v.exactOptional(v.number()),
      damaged: v.exactOptional(v.number()),
      rebuildable: v.exactOptional(v.boolean()),
      identityDamaged: v.exactOptional(v.boolean()),
      rolledBack: v.exactOptional(v.boolean()),
      witnessLost: v.exactOptional(v.boolean()),
      revision: v.exactOptional(v.number()),
    }),
    ['keeper'],
  ),
  /** After wrong passphrases: kept as long as the browser runs, for the keeper's next document. */
  'keeper.wait': command(
    v.strictObject({ milliseconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3_600_000)) }),
    ['keeper'],
  ),
  /** The sender is done: it may be closed. */
  'keeper.over': command(nothing, ['keeper']),
  'keeper.binding': command(v.strictObject({ documentId: v.pipe(v.string(), v.maxLength(64)) }), ['keeper']),
} as const;

/** Whose keys a page got. */
export type TakenFrom = 'panel' | 'composer';

export type BackgroundCommand = keyof typeof backgroundCommands;
export type BackgroundInput<C extends BackgroundCommand> = v.InferInput<(typeof backgroundCommands)[C]['input']>;

export interface BackgroundOutputs {
  /** `url` carries the one-time nonce in its fragment. A composer is refused where keys cannot be kept from the page. */
  'page.mount': { readonly url: string } | { readonly refused: Refused };
  'page.cleared': null;
  'page.inspect': readonly Inspection[];
  'page.panel': { readonly opened: boolean };
  'page.tools': null;
  'page.sites': null;
  'page.hello': { readonly armed: boolean; readonly near: boolean };
  'page.pointed': null;
  'page.pressed': boolean;
  'page.took': null;
  'frame.bind': FrameContext;
  'frame.insert': InsertOutcome;
  'frame.focus': null;
  'frame.check': FrameSight;
  'frame.regained': null;
  'frame.lost': null;
  'frame.covered': boolean;
  'frame.close': null;
  'frame.toPanel': { readonly opened: boolean };
  'site.current': TabSite;
  'site.list': readonly SiteView[];
  'site.ask': { readonly granted: boolean };
  'site.forget': null;
  'strict.get': StrictView;
  'strict.set': StrictView;
  'tab.compose': { readonly started: ComposeStart };
  'tab.reload': null;
  'panel.ask': { readonly granted: boolean };
  'panel.intent': PanelIntent | null;
  'panel.field': { readonly tabId: number; readonly documentId: string | null } | null;
  'panel.keys': null;
  'panel.taken': { readonly from: TakenFrom | null };
  'panel.seen': null;
  'popup.typing': null;
  'unlock.former': { readonly tabId: number | null };
  'panel.left': null;
  'panel.insert': InsertOutcome;
  'keeper.ensure': null;
  'keeper.status': null;
  'keeper.wait': null;
  'keeper.over': null;
  'keeper.binding': { readonly kind: 'composer' | 'reader'; readonly origin: string } | null;
}

export interface BackgroundRequest {
  readonly to: 'background';
  readonly command: string;
  readonly input: unknown;
}
