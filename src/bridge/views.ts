import type { PanelReason } from './panel-reason.ts';
import type { SiteHint } from './site-report.ts';

// What crosses between contexts: plain data, no classes, no keys.

/** An error on its way to a person: the locale files hold its words under `error_<code>`. */
export interface WireError {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

/** Times are milliseconds since 1970 UTC everywhere. */
export interface Status {
  /** `missing`: a vault existed in this profile and its database is gone: an alarm, not a first run. */
  readonly state: 'empty' | 'missing' | 'locked' | 'unlocked';
  /** Only while unlocked: when it locks unless something is done. */
  readonly lockAt?: number;
  /** Only while unlocked: the name on my card. Absent where the identity is damaged. */
  readonly name?: string;
  /** Only while unlocked: how many records were found changed, missing or added behind our back. Absent where none. */
  readonly damaged?: number;
  /** Only while unlocked: of the damage, what `vault.rebuild` helps against. */
  readonly rebuildable?: boolean;
  /** Only while unlocked, an alarm: the keys that I write under are damaged or gone. The rest can be read and exported. */
  readonly identityDamaged?: boolean;
  /** Only while unlocked, an alarm: an older copy of the vault stands in the place of the one that was seen last. */
  readonly rolledBack?: boolean;
  /** Only while unlocked, an alarm: what would tell an older copy is damaged, or of another vault. */
  readonly witnessLost?: boolean;
  /** Only while unlocked: raised whenever contacts, identity or the security sign change, so that what was told before may be stale. */
  readonly revision?: number;
}

export interface CardView {
  readonly card: string;
  readonly name: string;
  /** The one that people compare, 32 bytes in hex: it changes with every key that somebody is known by. */
  readonly fingerprint: string;
  /** Twelve English words, the same for everybody, to compare aloud. */
  readonly words: readonly string[];
  /** The same figure in groups of five digits. */
  readonly digits: readonly string[];
  readonly created: number;
  readonly expires: number;
  readonly expired: boolean;
  /** The name mixes letters of alphabets that look alike. */
  readonly mixed?: boolean;
}

export interface ContactView extends CardView {
  readonly id: string;
  /** The name I gave, else the one on the card. */
  readonly alias: string;
  /** Compared in this vault. */
  readonly verified: boolean;
  /** Not compared here, but said to be in a file that was imported. */
  readonly verifiedFromFile?: boolean;
  /** Of a verified one: a key was added since, which nobody compared. */
  readonly keyAdded?: boolean;
  /** One number for the two of us, the same on both sides, in groups of five digits; absent where my own keys are lost. */
  readonly pair?: readonly string[];
  /** A text of theirs has opened here, so they have my card. */
  readonly answered?: true;
  readonly addedAt: number;
  /** How many earlier cards of this contact are kept to open old texts. */
  readonly earlierCards: number;
}

/** A name that looks like `own`, mine, or like words that are `reserved` for what Fieldseal itself says. */
export type NameClash = 'own' | 'reserved';

/**
 * What a card is to me.
 * `mine` my own · `new` nobody known · `same` known, nothing new · `newer` the same keys, a later card ·
 * `keys-added` a later card with all known keys and others · `older` a card that is not later than the one in use ·
 * `changed` an alarm: a known contact with other keys.
 */
export interface CardVerdict {
  readonly kind: 'mine' | 'new' | 'same' | 'newer' | 'keys-added' | 'older' | 'changed';
  readonly card: CardView;
  /** Of a changed card: the key that signs for the contact signed it, so it is no other person's. */
  readonly signed?: boolean;
  /** Of a changed card: a key signed it that the contact had before and has given up. */
  readonly earlier?: boolean;
  /** Of a new card: why it can only be added under another name. */
  readonly clash?: NameClash;
  /** The contact it concerns, where there is one. */
  readonly contact?: ContactView;
}

export type Sender =
  /** `alone`: it was sealed for nobody else. */
  | { readonly kind: 'self'; readonly alone?: boolean }
  | {
      readonly kind: 'contact';
      readonly id: string;
      readonly name: string;
      readonly verified: boolean;
      readonly verifiedFromFile?: boolean;
      readonly formerKey: boolean;
    }
  /** No contact: they brought their own card. Its keys are theirs, `name` is what they say. */
  | { readonly kind: 'introduced'; readonly name: string; readonly card: string }
  /** Opened by a passphrase alone: nothing proves who wrote it. */
  | { readonly kind: 'passphrase' };

export interface Opened {
  readonly text: string;
  readonly time: number;
  /** The site it was written for; empty when written in Fieldseal itself. */
  readonly origin: string;
  readonly sender: Sender;
}

/**
 * All that a content script is told of a sealed text. `yours`: I wrote it · `for-you`: a contact did, and I can open it ·
 * `neither`: nothing shows that I can: it may be for others, or from a writer whose card I do not have · `unknown`: the
 * vault is locked.
 */
export type Inspection = 'yours' | 'for-you' | 'neither' | 'unknown';

/** A draft that another window has opened since. */
export interface DraftMoved {
  /** What was said here last is kept as a draft of its own. */
  readonly kept: boolean;
}

export interface DraftView {
  readonly key: string;
  readonly origin: string;
  readonly text: string;
  readonly to: readonly string[];
  readonly updated: number;
  /** A field had it, sealed, and nobody has seen it posted yet. */
  readonly inserted?: boolean;
}

/** What was last sealed for a field, as it was written. */
export interface LastText extends Pick<DraftView, 'text' | 'to'> {
  /** The last characters of the sealed text, as many as tell it from others. */
  readonly tail: string;
}

export interface Preferences {
  /** 1 to 480. */
  readonly autoLockMinutes: number;
}

export interface SiteView {
  readonly origin: string;
}

export interface FrameContext {
  readonly kind: 'composer' | 'reader';
  readonly mountId: string;
  /** Of the document that holds the field or text, as the browser says. */
  readonly origin: string;
  /** Of the tab's top document. */
  readonly topOrigin: string;
  /** Of that document, as the browser names it. */
  readonly documentId: string;
  /** Composer: which field; drafts are kept under it. */
  readonly fieldKey: string;
  /** Composer: characters the field takes, where it says so. */
  readonly maxLength?: number;
  /** Composer: what is known of the site's software. */
  readonly site?: SiteHint;
  /** Reader: the sealed text or card. */
  readonly token?: string;
}

/** What the side panel was opened for, where the page takes no frame. */
export interface PanelIntent {
  readonly kind: 'compose' | 'open';
  readonly origin: string;
  readonly fieldKey: string;
  readonly token?: string;
  readonly reason: PanelReason;
  /** Compose: characters the field takes, where it says so, and what is known of the site's software. */
  readonly maxLength?: number;
  readonly site?: SiteHint;
}

/** How a composition began in a tab. */
export type ComposeStart = 'frame' | 'panel' | 'no-field' | 'site-changed';

/** `changed`: nothing touched, it holds something else · `disturbed`: in, but the rest is not as it should be · `lost`: not in, nor back as it was. */
export type InsertOutcome =
  | { readonly kind: 'inserted' }
  | { readonly kind: 'too-long'; readonly over: number }
  | { readonly kind: 'field-gone' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'disturbed' }
  | { readonly kind: 'refused' | 'lost' };

/** How somebody opens the vault, or proves that it is they who ask for a change. */
export type WayIn =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  /** The recovery key as it was typed. */
  | { readonly kind: 'recovery'; readonly groups: string }
  | { readonly kind: 'pin'; readonly pin: string }
  /** `prf`: the 32 bytes that the passkey's PRF gave, made with user verification. */
  | { readonly kind: 'passkey'; readonly credentialId: Uint8Array; readonly prf: Uint8Array };

/** What can be tried on a locked vault. Nothing of it is proved before it opens. */
export interface WaysView {
  readonly passphrase: boolean;
  readonly recovery: boolean;
  /** Absent where there is no PIN; at 0 it opens nothing any more. */
  readonly pinAttemptsLeft?: number;
  /** For `allowCredentials` and `evalByCredential`. */
  readonly passkeys: readonly { readonly credentialId: Uint8Array; readonly prfSalt: Uint8Array }[];
}

/** One way into the vault. */
export interface SlotView {
  /** 32 hex digits. */
  readonly id: string;
  readonly kind: 'password' | 'recovery' | 'passkey' | 'pin';
  /** As the person named it; may be empty. */
  readonly name: string;
  /** 0: not known. */
  readonly created: number;
  /** 0: never. */
  readonly lastUsed: number;
  /** The vault was opened by this one. */
  readonly current: boolean;
  /** Of a PIN; at 0 it opens nothing any more. */
  readonly attemptsLeft?: number;
}

/** For making a passkey: `known` are those this vault has, to be excluded. */
export interface PasskeyWish {
  readonly userId: Uint8Array;
  readonly prfSalt: Uint8Array;
  readonly known: readonly Uint8Array[];
}

/** What stands on the recovery sheet. It opens nothing before two of its groups were typed. */
export interface SheetView {
  readonly groups: readonly string[];
  /** 32 hex digits. */
  readonly vaultId: string;
  readonly date: number;
  /** The state of the vault when the sheet was made: an older copy of the vault counts less. */
  readonly counter: number;
  /** The two groups that are to be typed, counted from 1. */
  readonly ask: readonly [number, number];
}

/** Of the vault key's change. Where none was begun, or it is finished, `done` is `total`. */
export interface RotationView {
  readonly running: boolean;
  /** Records. Not running and below `total`: it was stopped or cut off, and `vault.rotate` goes on with it. */
  readonly done: number;
  readonly total: number;
}

export interface BackupView {
  /** There is a recovery key. */
  readonly recovery: boolean;
  /** Of this vault, on this device; absent where there was none. */
  readonly lastExport?: number;
  /** The person is to be reminded: no recovery key, no recent export, and not dismissed of late. */
  readonly remind: boolean;
  /** 32 hex digits, and the vault's state: what stands on a recovery sheet is compared with them. */
  readonly vaultId: string;
  readonly counter: number;
}
