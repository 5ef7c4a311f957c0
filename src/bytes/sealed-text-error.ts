import { type ErrorDetails, FieldsealError } from './errors.ts';

/**
 * - `not-sealed-text`: no sealed text in what was given.
 * - `truncated`: it ends before its stated length.
 * - `damaged`: characters were changed, or the bytes inside do not follow the format.
 * - `newer-version`: written by a version of the format that this program does not know.
 * - `too-large`: above the accepted size.
 */
export type SealedTextCode = 'not-sealed-text' | 'truncated' | 'damaged' | 'newer-version' | 'too-large';

/** Why a text or the bytes inside it cannot be read, before any key was used. */
export class SealedTextError extends FieldsealError {
  declare readonly code: SealedTextCode;

  constructor(code: SealedTextCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, details, options);
  }
}
