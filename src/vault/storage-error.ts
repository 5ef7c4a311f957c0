import { FieldsealError } from '../bytes/errors.ts';
import { StorageFailedError, StorageFullError } from './errors.ts';

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : 'unknown');

/** What IndexedDB threw, as an error with a code. Our own errors pass unchanged. */
export const storageError = (error: unknown): FieldsealError => {
  if (error instanceof FieldsealError) return error;
  const name = nameOf(error);
  return name === 'QuotaExceededError' ? new StorageFullError({ cause: error }) : new StorageFailedError(name, { cause: error });
};
