import { FieldsealError } from '../bytes/errors.ts';

/** The vault is locked: this needs an unlocked one. */
export class LockedError extends FieldsealError {
  constructor() {
    super('locked');
  }
}

/** What was asked for cannot be done with these contacts: `contact-unknown`, `contact-expired`, `no-recipients`, `card-…`. */
export class ContactError extends FieldsealError {}
