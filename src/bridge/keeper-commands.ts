import * as v from 'valibot';
import type {
  CardVerdict,
  CardView,
  ContactView,
  DraftView,
  Inspection,
  Opened,
  Preferences,
  Reply,
  Status,
} from './views.ts';

/** Which of our contexts speaks; told from what the browser says of the sender, never from the message. */
export type KeeperClientKind = 'popup' | 'sidepanel' | 'app' | 'composer' | 'reader' | 'background';

const passphrase = v.pipe(v.string(), v.maxLength(1024));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
/** Ten million bytes of payload in base62, with room for quoting and white space around it. */
const armored = v.pipe(v.string(), v.maxLength(20_000_000));
const draftKey = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
const plaintext = v.pipe(v.string(), v.maxLength(5_000_000));
const recipients = v.pipe(v.array(id), v.maxLength(254));
const nothing = v.strictObject({});

const ui = ['popup', 'sidepanel', 'app'] as const;
const writers = ['popup', 'sidepanel', 'app', 'composer'] as const;
const everyone = ['popup', 'sidepanel', 'app', 'composer', 'reader', 'background'] as const;

const command = <S extends v.GenericSchema, From extends readonly KeeperClientKind[]>(input: S, from: From) => ({
  input,
  from,
});

/** Every command of the keeper: what it takes, and who may say it. */
export const keeperCommands = {
  status: command(nothing, everyone),
  'vault.create': command(v.strictObject({ passphrase, name }), ui),
  /** After the alarm: removes for good what is left of a vault that cannot be opened any more, then makes a new one. */
  'vault.createAnew': command(v.strictObject({ passphrase, name }), ui),
  'vault.unlock': command(v.strictObject({ passphrase }), ui),
  'vault.lock': command(nothing, everyone),
  /** Locks if the deadline has passed; says how it stands. */
  'vault.lockIfDue': command(nothing, ['background']),
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
    }),
    writers,
  ),
  'text.open': command(v.strictObject({ token: armored }), [...ui, 'reader']),
  'text.openWithPassphrase': command(v.strictObject({ token: armored, passphrase }), ui),
  'text.inspect': command(
    v.strictObject({ tokens: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200_000))), v.maxLength(200)) }),
    ['background'],
  ),
  'drafts.save': command(
    v.strictObject({ key: draftKey, origin: v.pipe(v.string(), v.maxLength(2048)), text: plaintext, to: recipients }),
    writers,
  ),
  'drafts.find': command(v.strictObject({ key: draftKey }), writers),
  'drafts.list': command(nothing, ui),
  'drafts.remove': command(v.strictObject({ key: draftKey }), [...writers, 'background']),
  'preferences.get': command(nothing, ui),
  'preferences.set': command(
    v.strictObject({ autoLockMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(480)) }),
    ui,
  ),
} as const;

export type KeeperCommand = keyof typeof keeperCommands;
export type KeeperInput<C extends KeeperCommand> = v.InferInput<(typeof keeperCommands)[C]['input']>;

/** What each command gives back. */
export interface KeeperOutputs {
  status: Status;
  'vault.create': Status;
  'vault.createAnew': Status;
  'vault.unlock': Status;
  'vault.lock': Status;
  'vault.lockIfDue': Status;
  'identity.card': CardView;
  'identity.rename': CardView;
  'contacts.list': readonly ContactView[];
  'contacts.inspect': CardVerdict;
  'contacts.add': ContactView;
  'contacts.replace': ContactView;
  'contacts.addAs': ContactView;
  'contacts.verify': ContactView;
  'contacts.unverify': ContactView;
  'contacts.rename': ContactView;
  'contacts.remove': null;
  'contacts.restore': ContactView;
  'text.seal': { readonly token: string };
  'text.open': Opened;
  'text.openWithPassphrase': Opened;
  'text.inspect': readonly Inspection[];
  'drafts.save': null;
  'drafts.find': DraftView | null;
  'drafts.list': readonly DraftView[];
  'drafts.remove': null;
  'preferences.get': Preferences;
  'preferences.set': Preferences;
}

/** The keeper's port: plaintext travels here, straight between a view and the keeper, never through the background. */
export const keeperPortName = 'keeper';

export interface KeeperRequest {
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
}
export interface KeeperReply {
  readonly id: string;
  readonly reply: Reply<unknown>;
}
