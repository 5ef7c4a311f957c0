import { type ErrorDetails, FieldsealError } from '../bytes/errors.ts';

/** No password slot opens under this passphrase. */
export class PassphraseWrongError extends FieldsealError {
  constructor() {
    super('passphrase-wrong');
  }
}

/** A vault is not made under an empty passphrase. */
export class PassphraseEmptyError extends FieldsealError {
  constructor() {
    super('passphrase-empty');
  }
}

/** There is no vault here. `records` tells how many sealed rows are left without a header: above 0 it is an alarm. */
export class VaultMissingError extends FieldsealError {
  constructor(records: number) {
    super('vault-missing', { records });
  }
}

/** `createVault` found something already: it never writes over a vault or over what is left of one. */
export class VaultExistsError extends FieldsealError {
  constructor() {
    super('vault-exists');
  }
}

/** Which part of the vault does not fit. `root-older`: the stored state is older than one this context has seen. */
export type VaultPart = 'header' | 'root' | 'root-older' | 'bucket';

/** The vault was changed or damaged outside Fieldseal, in a part without which nothing can be trusted. */
export class VaultDamagedError extends FieldsealError {
  constructor(part: VaultPart, details: ErrorDetails = {}, options?: ErrorOptions) {
    super('vault-damaged', { part, ...details }, options);
  }
}

/** One record was changed, reverted, swapped or removed outside Fieldseal. The others are not touched by it. */
export class RecordDamagedError extends FieldsealError {
  constructor(id: string, options?: ErrorOptions) {
    super('record-damaged', { id }, options);
  }
}

/** The private keys do not belong to the public ones they are stored with. */
export class IdentityDamagedError extends FieldsealError {
  constructor() {
    super('identity-damaged');
  }
}

/** The KDF parameters of a slot lie outside what this version runs: a downgrade or a memory bomb. */
export class KdfParametersError extends FieldsealError {
  constructor(details: ErrorDetails = {}) {
    super('kdf-parameters', details);
  }
}

/** Written by a later version of Fieldseal. */
export class NewerVersionError extends FieldsealError {
  constructor(details: ErrorDetails = {}) {
    super('newer-version', details);
  }
}

/** Another context kept writing in between; nothing was written. Trying again is safe. */
export class VaultBusyError extends FieldsealError {
  constructor() {
    super('vault-busy');
  }
}

/** The vault was closed, and its keys wiped, before or during this. */
export class VaultLockedError extends FieldsealError {
  constructor() {
    super('vault-locked');
  }
}

/** The browser has no room left; nothing was written. */
export class StorageFullError extends FieldsealError {
  constructor(options?: ErrorOptions) {
    super('storage-full', {}, options);
  }
}

/** The browser's database failed or was closed under us; what was not acknowledged was not written. */
export class StorageFailedError extends FieldsealError {
  constructor(reason: string, options?: ErrorOptions) {
    super('storage-failed', { reason }, options);
  }
}

/** An older tab of Fieldseal holds the database and does not let go. */
export class StorageBlockedError extends FieldsealError {
  constructor() {
    super('storage-blocked');
  }
}

/** The vault key was changed by another context: what this one holds opens nothing any more. Unlocking again helps. */
export class VaultKeyChangedError extends FieldsealError {
  constructor() {
    super('vault-key-changed');
  }
}

/** Too many wrong passphrases: the next is tried after `seconds`. Nothing was tried now. */
export class UnlockWaitError extends FieldsealError {
  constructor(seconds: number) {
    super('wait', { seconds });
  }
}

/**
 * What was typed is no recovery key.
 * - `recovery-key-length`: `groups` groups instead of `expected`, or the last is not whole.
 * - `recovery-key-group`: group number `group`, from 1, was mistyped; `groups` names all such, separated by commas.
 * - `recovery-key-checksum`: every group is right by itself, but they do not belong together.
 */
export type RecoveryKeyCode = 'recovery-key-length' | 'recovery-key-group' | 'recovery-key-checksum';

/** A recovery key that was mistyped. */
export class RecoveryKeyError extends FieldsealError {
  declare readonly code: RecoveryKeyCode;

  constructor(code: RecoveryKeyCode, details: ErrorDetails = {}) {
    super(code, details);
  }
}

/**
 * - `recovery-key-wrong`: well-formed, but of no slot of this vault.
 * - `passkey-wrong`: no slot opens with what the passkey gave.
 * - `passkey-output`: the passkey gave nothing that could be a key: not 32 bytes, or all the same byte.
 * - `pin-wrong`: `left` attempts are left.
 * - `pin-erased`: there is no PIN here, or it was erased after too many attempts; another way in is needed.
 * - `pin-too-short`: a new PIN has fewer than `least` characters.
 */
export type WayInCode =
  | 'recovery-key-wrong'
  | 'passkey-wrong'
  | 'passkey-output'
  | 'pin-wrong'
  | 'pin-erased'
  | 'pin-too-short';

/** A way in other than a passphrase does not open. */
export class WayInError extends FieldsealError {
  declare readonly code: WayInCode;

  constructor(code: WayInCode, details: ErrorDetails = {}) {
    super(code, details);
  }
}

/**
 * - `slot-missing`: there is no slot of this id.
 * - `slot-last`: it is the last passphrase or recovery key; without it nobody might get in any more.
 * - `slots-full`: there are `limit` of this kind already.
 */
export type SlotCode = 'slot-missing' | 'slot-last' | 'slots-full';

/** The ways in cannot be changed like this. */
export class SlotError extends FieldsealError {
  declare readonly code: SlotCode;

  constructor(code: SlotCode, details: ErrorDetails = {}) {
    super(code, details);
  }
}

/**
 * - `not-export`: this is no file that Fieldseal exported.
 * - `export-damaged`: it is one, but it was changed or cut, or what is in it breaks the rules; `reason` says where.
 * - `export-too-large`: above what is read; `limit` in bytes.
 */
export type ExportCode = 'not-export' | 'export-damaged' | 'export-too-large';

/** An exported file cannot be read. Nothing was imported. */
export class ExportError extends FieldsealError {
  declare readonly code: ExportCode;

  constructor(code: ExportCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, details, options);
  }
}
