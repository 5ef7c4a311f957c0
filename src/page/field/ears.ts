import type { HeardPress } from './page-press.ts';

/** What the firewall tells of. */
export interface Ears {
  /** A key, or the focus itself, went astray. */
  readonly astray: () => void;
  /** Was this press in the page meant for the composer, which then has the focus? In a frame that is not known at once. */
  readonly missed: (press: HeardPress) => boolean | Promise<boolean>;
  /** The person has pointed at the page, or asked for it otherwise: what they type is for it from now on. */
  readonly pointed: () => void;
  /** Its window got the keys without that or a press on ours, and the page may hear them before us. */
  readonly took: () => void;
  /** A first key was kept from a document that has come while the person was writing. */
  readonly anew: () => void;
}
