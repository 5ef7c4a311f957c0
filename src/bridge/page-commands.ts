import type { FieldContent } from './field-line.ts';
import type { PanelReason } from './panel-reason.ts';
import type { InsertOutcome, Status } from './views.ts';

/** What a content script sees of our frame: `clear` in full, for a while, in one place · `moving` only just there · `covered` or shrunk or gone. */
export type FrameSight = 'clear' | 'moving' | 'covered';

/** A press by its place on the screen, in device-independent pixels, its time (ms since 1970), and the page's zoom (1 = 100 %). */
export interface ScreenPress {
  readonly at: number;
  readonly screenX: number;
  readonly screenY: number;
  readonly zoom: number;
}

/** Every port of a host. */
export interface SitePattern {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: '*';
}

/**
 * Why no composer is laid into a document. `blocked` it takes none of our frames · `unguarded` listeners of the page come
 * before ours, so keys could not be kept from it · `busy` it did not say in time that they do not · `framed` a document
 * of another site stands around it.
 */
export type Refused = 'blocked' | 'unguarded' | 'busy' | 'framed';

/** What became of a wish to write in place. */
export type ComposeAnswer = 'frame' | 'no-field' | Refused;

/** What the background may tell a content script, and what it answers. No verb carries or gives plaintext. */
export interface PageCommands {
  /** Open a composer on the field that has the focus. Answers whether this frame holds it. */
  'page.compose': { readonly input: Record<never, never>; readonly output: ComposeAnswer };
  /** Remember the focused field for the side panel, without a frame. */
  'page.rememberField': {
    readonly input: Record<never, never>;
    readonly output: { readonly fieldKey: string; readonly maxLength?: number } | null;
  };
  /** Put a token into the field of a mount, or of the remembered field where `mountId` is absent. Idempotent by `requestId`. */
  'page.insert': {
    readonly input: {
      readonly mountId?: string;
      readonly requestId: string;
      readonly token: string;
      readonly undo?: 'forget' | undefined;
      /** `all`: in place of everything in the field, as the person chose. Absent: what the field's report says. */
      readonly replace?: 'all' | undefined;
      /** What the person was told that the field holds; absent if that was compared before. */
      readonly shown?: FieldContent['kind'] | undefined;
    };
    readonly output: InsertOutcome;
  };
  /** The token a reader mount is for. */
  'page.token': { readonly input: { readonly mountId: string }; readonly output: string | null };
  'page.check': {
    readonly input: {
      readonly mountId: string;
      readonly width: number;
      readonly height: number;
      readonly place?: { readonly x: number; readonly y: number } | undefined;
    };
    readonly output: FrameSight;
  };
  /**
   * The composer of this mount has no keys any more. `pointed`: the person has pressed in the page since it had them. False:
   * the person has gone elsewhere with them, not the page.
   */
  'page.lost': { readonly input: { readonly mountId: string; readonly pointed: boolean }; readonly output: boolean };
  /** The frame of this mount has got the keys again. */
  'page.regained': { readonly input: { readonly mountId: string }; readonly output: null };
  /** Something that the page may not see itself lies over the frame of this mount. True: another window of ours does. */
  'page.covered': { readonly input: { readonly mountId: string }; readonly output: boolean };
  /** `away`: it goes on in the side panel, so the field does not get the focus back. */
  'page.close': { readonly input: { readonly mountId: string; readonly away?: true }; readonly output: null };
  /** The frame of this mount has proved itself. */
  'page.bound': { readonly input: { readonly mountId: string }; readonly output: null };
  /**
   * Swallow keys meant for the page while a composer has the focus, until a real click in the page. `since`: when it got
   * it, in milliseconds since 1970; a click after that was real, however late this is heard. 0: let them through again.
   * `away`: one writes in the side panel, so nothing in the page keeps the focus.
   */
  'page.arm': { readonly input: { readonly since: number; readonly away?: true }; readonly output: null };
  /** A press in a frame: was it meant for the composer of this document, by what the person sees? */
  'page.pressed': { readonly input: ScreenPress; readonly output: boolean };
  /** Is it doing that in this document? */
  'page.armed': { readonly input: Record<never, never>; readonly output: boolean };
  /** Say that the work goes on in the side panel, which only the person can open, or that no field has the focus. */
  'page.notice': { readonly input: { readonly reason: PanelReason | 'no-field' }; readonly output: null };
  /** The person has just allowed the site, whose page shows so many sealed texts and cards: it is said. */
  'page.allowed': { readonly input: { readonly texts: number; readonly cards: number }; readonly output: null };
  /**
   * The person has taken sites back: a document of theirs is left alone from now on. `sites` as `URLPattern` takes them;
   * `opaque`: so are documents without an origin.
   */
  'page.leave': {
    readonly input: { readonly sites: readonly SitePattern[]; readonly opaque: boolean };
    readonly output: null;
  };
  /** The vault was locked or unlocked, or the contacts have changed: what a text is to the person may be something else now. */
  'page.status': { readonly input: { readonly state: Status['state'] }; readonly output: null };
}

export type PageCommand = keyof PageCommands;
export interface PageRequest {
  readonly to: 'page';
  readonly command: PageCommand;
  readonly input: unknown;
}
