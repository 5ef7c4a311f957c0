import { StorageFailedError, StorageFullError } from './errors.ts';

/** What IndexedDB threw, as an error with a code. Everything else, our own errors too, passes unchanged. */
export const storageError = (error: unknown): unknown => {
  if (!(error instanceof DOMException)) return error;
  return error.name === 'QuotaExceededError'
    ? new StorageFullError({ cause: error })
    : new StorageFailedError(error.name, { cause: error });
};
