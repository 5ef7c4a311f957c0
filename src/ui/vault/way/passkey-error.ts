import { FieldsealError } from '../../../bytes/errors.ts';

/**
 * - `passkey-refused`: the browser or the person did not let it happen, or it took too long. Nothing was changed.
 * - `passkey-unfit`: this authenticator makes no keys (no PRF), or did not check that it is its owner.
 */
export type PasskeyCode = 'passkey-refused' | 'passkey-unfit';

/** A passkey could not be made or used. */
export class PasskeyError extends FieldsealError {
  declare readonly code: PasskeyCode;

  constructor(code: PasskeyCode, options?: ErrorOptions) {
    super(code, {}, options);
  }
}
