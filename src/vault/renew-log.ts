import { deleteDB, openDB } from 'idb';
import { storageError } from './storage-error.ts';

const spareName = 'fieldseal-log';

/**
 * To be called before the vault's database is opened. Chromium keeps all databases of an origin in one LevelDB. Where
 * the last entry of its log was torn (a crash, a power cut, a full disk), it goes on writing behind the tear; at the
 * start after that it finds the tear in the middle, takes everything for corrupt and deletes it. Deleting a database,
 * were it an empty one, makes it put what is whole into tables and begin a new log. Elsewhere this does nothing.
 * @throws StorageFullError, StorageFailedError: writing now would risk what is there
 */
export const renewLog = async (): Promise<void> => {
  try {
    (await openDB(spareName, 1)).close();
    await deleteDB(spareName);
  } catch (error) {
    throw storageError(error);
  }
};
