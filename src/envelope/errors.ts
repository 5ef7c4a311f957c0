import { type ErrorDetails, FieldsealError } from '../bytes/errors.ts';

/**
 * - `not-for-me`: no key at hand opens it, and it has no passphrase.
 * - `slot-tampered`: a slot is for me, but what it holds was changed or taken from another text.
 * - `body-tampered`: the key is right, but the body was changed or is not what was sealed for me.
 * - `sender-mismatch`: it claims another writer than the one whose key sealed it (format 1 alone).
 * - `passphrase-needed`, `passphrase-empty`.
 * - `text-passphrase-wrong`: or the text was changed. In format 2 nothing may tell the two apart, in format 1 not always.
 * - `kdf-parameters`: the passphrase's cost is outside what is accepted.
 * - `no-recipients`: nobody could open what would be sealed.
 * - `too-many-recipients`: more than there are slots for; `limit` says how many.
 */
export type EnvelopeCode =
  | 'not-for-me'
  | 'slot-tampered'
  | 'body-tampered'
  | 'sender-mismatch'
  | 'passphrase-needed'
  | 'text-passphrase-wrong'
  | 'passphrase-empty'
  | 'kdf-parameters'
  | 'no-recipients'
  | 'too-many-recipients';

/** Why an intact sealed text cannot be made or opened. */
export class EnvelopeError extends FieldsealError {
  declare readonly code: EnvelopeCode;

  constructor(code: EnvelopeCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, details, options);
  }
}

/**
 * - `card-signature`: the signature does not fit.
 * - `card-name`: empty, too long, or with characters that hide or reorder others.
 * - `card-dates`: it expires before it begins.
 * - `card-keys`: a key on it is unusable.
 */
export type CardCode = 'card-signature' | 'card-name' | 'card-dates' | 'card-keys';

/** Why a contact card is refused. */
export class CardError extends FieldsealError {
  declare readonly code: CardCode;

  constructor(code: CardCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, details, options);
  }
}
