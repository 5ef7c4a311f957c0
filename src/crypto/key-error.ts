import { FieldsealError } from '../bytes/errors.ts';

/** `key-agreement-failed`: a public key is unusable (RFC 7748 §6.1: the shared secret would be all zeros) or no key. */
export class KeyAgreementError extends FieldsealError {
  constructor(options?: ErrorOptions) {
    super('key-agreement-failed', {}, options);
  }
}
