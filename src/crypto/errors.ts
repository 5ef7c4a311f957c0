import { FieldsealError } from '../bytes/errors.ts';

/** A tag or an integrity value does not fit: the key is wrong or the data was changed. */
export class AuthenticationError extends FieldsealError {
  constructor() {
    super('authentication-failed');
  }
}
