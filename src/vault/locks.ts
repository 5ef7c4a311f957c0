/** The Web Lock that every write holds, in every context of the extension. */
export const vaultLockName = 'fieldseal-vault';

/** The part of the Web Locks API used here. */
export interface VaultLocks {
  request<T>(name: string, callback: () => Promise<T>): Promise<T>;
}

/** The browser's own. */
export const browserLocks: VaultLocks = {
  request: async (name, callback) => await navigator.locks.request(name, callback),
};
