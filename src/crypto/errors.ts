import { FieldsealError } from '../bytes/errors.ts';

/** A tag or an integrity value does not fit: the key is wrong or the data was changed. */
export class AuthenticationError extends FieldsealError {
  constructor() {
    super('authentication-failed');
  }
}

/** A secret key is all zeros: the vault was locked, and its keys overwritten, while they were in use. */
export class WipedKeyError extends FieldsealError {
  constructor() {
    super('key-wiped');
  }
}

/** A GCM stream was used after it had finished, failed or been wiped. */
export class StreamClosedError extends FieldsealError {
  constructor() {
    super('stream-closed');
  }
}

/** More GCM streams are open at the same time than the core has room for. */
export class TooManyStreamsError extends FieldsealError {
  constructor(limit: number) {
    super('too-many-streams', { limit });
  }
}

/** The machine does not give the memory that a key derivation asks for. */
export class OutOfMemoryError extends FieldsealError {
  constructor(memoryKiB: number, options?: ErrorOptions) {
    super('out-of-memory', { memoryKiB }, options);
  }
}

/** The person stopped it while a passphrase was being stretched. Nothing was changed. */
export class StoppedError extends FieldsealError {
  constructor() {
    super('stopped');
  }
}
