import { FieldsealError } from '../../bytes/errors.ts';

/**
 * - `file-truncated`: its end is missing.
 * - `file-damaged`: anything in it was changed, added, or taken from another file.
 */
export type FileDamageCode = 'file-truncated' | 'file-damaged';

/** A sealed file is not what was sealed. Nothing of it may be used. */
export class FileDamageError extends FieldsealError {
  declare readonly code: FileDamageCode;

  constructor(code: FileDamageCode, options?: ErrorOptions) {
    super(code, {}, options);
  }
}
