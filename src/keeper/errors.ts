import { type ErrorDetails, FieldsealError } from '../bytes/errors.ts';

export { StoppedError } from '../crypto/errors.ts';

/** The vault is locked: this needs an unlocked one. */
export class LockedError extends FieldsealError {
  constructor() {
    super('locked');
  }
}

/** What was asked for cannot be done with these contacts: `contact-unknown`, `contact-expired`, `no-recipients`, `card-…`. */
export class ContactError extends FieldsealError {}

/** This file is not on its way any more: it was stopped, has failed, or the vault was locked. */
export class FileJobError extends FieldsealError {
  constructor() {
    super('file-gone');
  }
}

/**
 * - `recovery-gone`: no recovery sheet waits to be confirmed; the vault was locked meanwhile, say.
 * - `recovery-group-wrong`: what was typed is not group number `group` of it.
 */
export type SheetCode = 'recovery-gone' | 'recovery-group-wrong';

/** The recovery sheet is not confirmed. */
export class SheetError extends FieldsealError {
  declare readonly code: SheetCode;

  constructor(code: SheetCode, details: ErrorDetails = {}) {
    super(code, details);
  }
}

/** No opened file waits to be imported: the vault was locked meanwhile, or another file was opened. */
export class ImportGoneError extends FieldsealError {
  constructor() {
    super('import-gone');
  }
}
