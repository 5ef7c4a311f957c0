import * as v from 'valibot';
import { isSignPhrase, signColours, signShapes } from '../bytes/security-sign.ts';
import { fileHeadMost, fileStepMost } from './file-views.ts';
import type { KeeperOutputs } from './keeper-outputs.ts';
import { onlyMe } from './only-me.ts';
import type { Reply } from './views.ts';

export type { KeeperOutputs };

/** Which of our contexts speaks; told from what the browser says of the sender, never from the message. */
export type KeeperClientKind = 'popup' | 'sidepanel' | 'app' | 'composer' | 'reader' | 'background';

const passphrase = v.pipe(v.string(), v.maxLength(1024));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
/** Ten million bytes of payload in base62, with room for quoting and white space around it. */
const armored = v.pipe(v.string(), v.maxLength(20_000_000));
const tokens = (most: number) => v.pipe(v.array(v.pipe(v.string(), v.maxLength(200_000))), v.maxLength(most));
/** An origin, what its field is called, and what the keeper puts before them. */
const draftKey = v.pipe(v.string(), v.minLength(1), v.maxLength(4400));
/** A window that writes in a draft; its own name for itself. */
const editor = v.optional(v.pipe(v.string(), v.regex(/^[0-9a-zA-Z-]{1,64}$/)));
const plaintext = v.pipe(v.string(), v.maxLength(5_000_000));
/** Ids of contacts, or `onlyMe`. */
const recipients = v.pipe(v.array(v.union([id, v.literal(onlyMe)])), v.maxLength(254));
const nothing = v.strictObject({});
/** At most 192 bytes of UTF-8. */
const slotName = v.pipe(v.string(), v.maxLength(64));
const anyBytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const bytes = (length: number) => v.pipe(anyBytes, v.length(length));
const credentialId = v.pipe(anyBytes, v.minLength(1), v.maxLength(1023));
const pin = v.pipe(v.string(), v.maxLength(64));
const groups = v.pipe(v.string(), v.maxLength(512));
/** Bytes of an exported file: a message between contexts takes 64 MiB. */
export const maxExportBytes = 60 * 2 ** 20;
const wayIn = v.variant('kind', [
  v.strictObject({ kind: v.literal('passphrase'), passphrase }),
  v.strictObject({ kind: v.literal('recovery'), groups }),
  v.strictObject({ kind: v.literal('pin'), pin }),
  v.strictObject({ kind: v.literal('passkey'), credentialId, prf: bytes(32) }),
]);

const sign = v.strictObject({
  phrase: v.pipe(v.string(), v.maxLength(256), v.check(isSignPhrase)),
  colour: v.picklist(signColours),
  shape: v.picklist(signShapes),
});
/** The person agrees to a weaker derivation, where the memory for the right one cannot be had. */
const weaker = v.optional(v.boolean());
const newVault = v.strictObject({ passphrase, name, sign: v.optional(sign), weaker });
const ui = ['popup', 'sidepanel', 'app'] as const;
const writers = ['popup', 'sidepanel', 'app', 'composer'] as const;
/** Where files go through, and where a vault is given up. */
const fullPage = ['app'] as const;
/** What a person sees. */
const windows = [...ui, 'composer', 'reader'] as const;
const everyone = ['popup', 'sidepanel', 'app', 'composer', 'reader', 'background'] as const;

const command = <S extends v.GenericSchema, From extends readonly KeeperClientKind[]>(input: S, from: From) => ({
  input,
  from,
});

/** Every command of the keeper: what it takes, and who may say it. */
export const keeperCommands = {
  status: command(nothing, everyone),
  'vault.create': command(newVault, ui),
  /** After the alarm: removes for good what is left of a vault that cannot be opened any more, then makes a new one. */
  'vault.createAnew': command(newVault, ui),
  /** Replaces a locked vault that the person has no way into any more. What it held goes for good. */
  'vault.startOver': command(newVault, fullPage),
  /** Tells what a locked vault may be opened by. */
  'vault.ways': command(nothing, ui),
  'vault.unlock': command(v.strictObject({ way: wayIn }), ui),
  /** After the alarms `rolledBack` and `witnessLost`: goes on with the vault as it is. */
  'vault.acceptState': command(nothing, ui),
  /** After the alarm of damage: makes what is lost of the table of contents anew, and gives up what cannot be read. */
  'vault.rebuild': command(nothing, fullPage),
  'vault.lock': command(nothing, everyone),
  /** Ends the stretching of a passphrase that takes too long: whoever waits for it hears `stopped`. */
  'stretch.stop': command(nothing, windows),
  /** A passphrase is being typed: what it takes to stretch it is got ready meanwhile. */
  'stretch.warm': command(nothing, ui),
  /** The person pressed or typed in this window: the time until the lock starts again. */
  'vault.touch': command(nothing, windows),
  /** Locks if the deadline has passed; says how it stands. */
  'vault.lockIfDue': command(nothing, ['background']),
  'slots.list': command(nothing, ui),
  'slots.rename': command(v.strictObject({ id, name: slotName }), ui),
  /** Refuses to take the last passphrase or recovery key. */
  'slots.remove': command(v.strictObject({ id, proof: wayIn }), ui),
  'slots.addPassphrase': command(v.strictObject({ passphrase, name: slotName, proof: wayIn }), ui),
  'slots.changePassphrase': command(v.strictObject({ id, passphrase, proof: wayIn }), ui),
  /** In the place of an earlier PIN. */
  'slots.addPin': command(v.strictObject({ pin, name: slotName, proof: wayIn }), ui),
  'passkey.prepare': command(nothing, ui),
  'slots.addPasskey': command(
    v.strictObject({ credentialId, prfSalt: bytes(32), prf: bytes(32), name: slotName, proof: wayIn }),
    ui,
  ),
  /** Makes a recovery key and keeps it in memory, until it is confirmed or the vault is locked. */
  'recovery.make': command(v.strictObject({ proof: wayIn }), ui),
  /** The two groups that the sheet asks for. Only now the recovery key opens the vault. */
  'recovery.confirm': command(
    v.strictObject({
      typed: v.strictTuple([v.pipe(v.string(), v.maxLength(64)), v.pipe(v.string(), v.maxLength(64))]),
    }),
    ui,
  ),
  /**
   * Changes the vault key, or goes on where that was cut off; answers when it is done or was stopped. Ways in that are
   * not brought, as the proof or beside it, do not open the vault any more afterwards.
   */
  'vault.rotate': command(
    v.strictObject({ proof: wayIn, others: v.optional(v.pipe(v.array(wayIn), v.maxLength(16))) }),
    ui,
  ),
  'vault.rotation': command(nothing, ui),
  /** After the transaction under way. Nothing is lost. */
  'vault.rotateStop': command(nothing, ui),
  'backup.status': command(nothing, ui),
  /** No reminder for 30 days. */
  'backup.dismiss': command(nothing, ui),
  /** One file under its own passphrase. */
  'export.make': command(v.strictObject({ passphrase, proof: wayIn, weaker }), ui),
  /** Opens an exported file and tells what is in it. It is kept in memory, until it is applied or dropped. */
  'import.preview': command(v.strictObject({ file: v.pipe(anyBytes, v.maxLength(maxExportBytes)), passphrase }), ui),
  /**
   * Where a collision is to be chosen; elsewhere both are kept. What is not named stays mine. The identity in the file
   * becomes mine only where that is said once more, in `become`.
   */
  'import.apply': command(
    v.strictObject({
      id,
      choices: v.pipe(
        v.array(v.strictObject({ store: name, id: name, take: v.picklist(['mine', 'theirs', 'both']) })),
        v.maxLength(10_000),
      ),
      become: v.optional(v.boolean()),
      proof: wayIn,
    }),
    ui,
  ),
  'import.drop': command(nothing, ui),
  'identity.card': command(nothing, ui),
  'identity.rename': command(v.strictObject({ name }), ui),
  'contacts.list': command(nothing, writers),
  'contacts.inspect': command(v.strictObject({ card: armored }), [...ui, 'reader']),
  /** A new contact, or a later card of a known one with the same keys. Starts as not verified. Refuses changed keys. */
  'contacts.add': command(v.strictObject({ card: armored }), [...ui, 'reader']),
  /** Accepts changed keys for a known contact, after the alarm was shown. The contact is not verified any more. */
  'contacts.replace': command(v.strictObject({ id, card: armored }), ui),
  /** Takes a card that collides with a known name as another person, under a name of my choice. */
  'contacts.addAs': command(v.strictObject({ card: armored, alias: name }), ui),
  'contacts.verify': command(v.strictObject({ id, fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }), ui),
  'contacts.unverify': command(v.strictObject({ id }), ui),
  'contacts.rename': command(v.strictObject({ id, alias: name }), ui),
  'contacts.remove': command(v.strictObject({ id }), ui),
  /** Undoes `contacts.remove` until the next unlock. */
  'contacts.restore': command(v.strictObject({ id }), ui),
  /** From a composer frame `origin` is taken from its binding, whatever it says. */
  'text.seal': command(
    v.strictObject({
      text: plaintext,
      to: recipients,
      origin: v.pipe(v.string(), v.maxLength(2048)),
      passphrase: v.optional(passphrase),
      /** For how many of those who have not answered yet there is room to introduce me. */
      introductions: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
    }),
    writers,
  ),
  'text.open': command(v.strictObject({ token: armored }), [...ui, 'reader']),
  'text.openWithPassphrase': command(v.strictObject({ token: armored, passphrase }), ui),
  'text.inspect': command(v.strictObject({ tokens: tokens(200) }), ['background']),
  /** Opens a text to be changed and sealed again, with its readers as far as they can be told. */
  'text.edit': command(v.strictObject({ token: armored }), ['sidepanel', 'composer']),
  /** Who wrote and who reads these texts, as far as their hints tell. Opens none. */
  'text.participants': command(v.strictObject({ tokens: tokens(40) }), ['sidepanel', 'composer']),
  /** Myself always, beside those who are named. */
  'file.seal': command(
    v.strictObject({
      name: v.pipe(v.string(), v.maxLength(1024)),
      mediaType: v.pipe(v.string(), v.maxLength(255)),
      to: recipients,
    }),
    fullPage,
  ),
  /** `start`: the first `fileHeadMost` bytes, or all; `size`: of the whole sealed file. */
  'file.open': command(
    v.strictObject({
      start: v.pipe(anyBytes, v.maxLength(fileHeadMost)),
      size: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
    fullPage,
  ),
  /** The next part of the file, or of the stream. Said again, it gives the same. */
  'file.step': command(
    v.strictObject({
      job: id,
      turn: v.pipe(v.number(), v.integer(), v.minValue(0)),
      data: v.pipe(anyBytes, v.maxLength(fileStepMost)),
      last: v.boolean(),
    }),
    fullPage,
  ),
  /** Ends the work, and forgets what it gave. */
  'file.stop': command(v.strictObject({ job: id }), fullPage),
  /** Where another window has opened the draft since, its text is not touched, and this one is kept beside it. */
  'drafts.save': command(
    v.strictObject({
      key: draftKey,
      origin: v.pipe(v.string(), v.maxLength(2048)),
      text: plaintext,
      to: recipients,
      editor,
    }),
    writers,
  ),
  /** From a window that will write in it: it is the only one from then on. */
  'drafts.find': command(v.strictObject({ key: draftKey, editor }), writers),
  /** What went into that field last, and was not seen in a page since. */
  'drafts.last': command(v.strictObject({ key: draftKey }), writers),
  /** Stops offering it there; it is kept as long as before. */
  'drafts.putAside': command(v.strictObject({ key: draftKey }), writers),
  'drafts.list': command(nothing, ui),
  /** A page may still take back what it took in: the draft stays until the text is seen posted, for a week at most. */
  'drafts.inserted': command(v.strictObject({ key: draftKey, token: armored }), ['sidepanel', 'background']),
  /** A window that names itself removes only what it may still change. */
  'drafts.remove': command(v.strictObject({ key: draftKey, editor }), [...writers, 'background']),
  'preferences.get': command(nothing, ui),
  'preferences.set': command(
    v.strictObject({ autoLockMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(480)) }),
    ui,
  ),
  /** To our own windows and no others; from an open vault only. */
  'sign.get': command(nothing, windows),
  'sign.set': command(sign, ui),
  /** Newest first, 64 at a time. `before` is the `position` of the oldest one shown. */
  'activity.list': command(v.strictObject({ before: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))) }), ui),
} as const;

export type KeeperCommand = keyof typeof keeperCommands;
export type KeeperInput<C extends KeeperCommand> = v.InferInput<(typeof keeperCommands)[C]['input']>;

export interface KeeperRequest {
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
}
export interface KeeperReply {
  readonly id: string;
  readonly reply: Reply<unknown>;
}
