import { makeId } from '../../bridge/wire.ts';

/** A file that is being written. It is there for others to see only when it is finished. */
export interface SaveTarget {
  /** As it will be called; the person may have changed it. */
  readonly name: string;
  readonly write: (position: number, data: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly finish: () => Promise<void>;
  /** Leaves nothing behind. */
  readonly discard: () => Promise<void>;
}

interface PickerScope {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** Where files lie until the browser has taken them over into its downloads. */
const folderName = 'on the way';

const writeTo = async (handle: FileSystemFileHandle, remove: () => Promise<void>) => {
  const stream = await handle.createWritable();
  return {
    write: (position: number, data: Uint8Array<ArrayBuffer>) => stream.write({ type: 'write', position, data }),
    finish: () => stream.close(),
    discard: async () => {
      await stream.abort().catch(() => undefined);
      await remove().catch(() => undefined);
    },
  };
};

/** The place a person picked: the browser writes beside it, and puts the whole in its place at the end. */
const pickedTarget = async (handle: FileSystemFileHandle): Promise<SaveTarget> => {
  // A new file stands there empty already. One that was chosen to be replaced stays as it is until the end.
  const isNew = (await handle.getFile()).size === 0;
  const removable = handle as FileSystemFileHandle & { remove?: () => Promise<void> };
  const remove = async (): Promise<void> => {
    if (isNew) await removable.remove?.();
  };
  return { name: handle.name, ...(await writeTo(handle, remove)) };
};

const folder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(folderName, { create: true });

/** Removes what earlier pages handed to the downloads, unless a page is still at it. */
export const sweepTargets = async (): Promise<void> => {
  const place = await folder();
  for await (const name of (place as unknown as { keys: () => AsyncIterable<string> }).keys())
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await place.removeEntry(name).catch(() => undefined);
    });
};

const download = async (handle: FileSystemFileHandle, name: string): Promise<void> => {
  const address = URL.createObjectURL(await handle.getFile());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
};

/** Where the browser lets nobody pick a place: in its private storage first, then to the downloads. */
const downloadTarget = async (name: string): Promise<SaveTarget> => {
  const place = await folder();
  const entry = makeId();
  let release: () => void = () => undefined;
  // Held for as long as this page lives: the download reads the file after it was begun.
  void navigator.locks.request(entry, () => new Promise<void>((resolve) => (release = resolve)));
  const handle = await place.getFileHandle(entry, { create: true });
  const target = await writeTo(handle, () => place.removeEntry(entry).finally(release));
  return {
    ...target,
    name,
    finish: async () => {
      await target.finish();
      await download(handle, name);
    },
  };
};

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Asks where to save, where the browser can ask. Must be called from a click. Undefined: the person chose not to. */
export const chooseTarget = async (suggestedName: string): Promise<SaveTarget | undefined> => {
  const { showSaveFilePicker } = globalThis as PickerScope;
  if (showSaveFilePicker === undefined) return downloadTarget(suggestedName);
  const handle = await showSaveFilePicker({ suggestedName }).catch((error: unknown) => {
    if (isAbort(error)) return undefined;
    throw error;
  });
  return handle && pickedTarget(handle);
};
