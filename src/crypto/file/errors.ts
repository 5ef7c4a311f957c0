import { FieldsealError } from '../../bytes/errors.ts';

/**
 * - `not-sealed-file`: it does not begin as a sealed file does.
 * - `newer-version`: written by a version of the format that this program does not know.
 * - `too-large`: beyond what the format allows.
 */
export type SealedFileCode = 'not-sealed-file' | 'newer-version' | 'too-large';

/** Why a file cannot be sealed or opened, whatever the key. A file that was altered is an `AuthenticationError`. */
export class SealedFileError extends FieldsealError {
  declare readonly code: SealedFileCode;

  constructor(code: SealedFileCode) {
    super(code);
  }
}
