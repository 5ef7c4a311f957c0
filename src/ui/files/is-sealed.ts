import { fileHeadMost, sealedFileEnding, sealedFileMark } from '../../bridge/file-views.ts';
import { readPart } from './pass-through.ts';

export interface ChosenFile {
  readonly file: File;
  /** Its first bytes, where it is to be opened rather than sealed. */
  readonly start?: Uint8Array;
}

/** Looks whether a file says that it is sealed, by its first bytes or by its name. Throws `file-unreadable`. */
export const lookAt = async (file: File): Promise<ChosenFile> => {
  const start = await readPart(file, 0, fileHeadMost);
  const marked = new TextDecoder('latin1').decode(start.subarray(0, sealedFileMark.length)) === sealedFileMark;
  return marked || file.name.toLowerCase().endsWith(sealedFileEnding) ? { file, start } : { file };
};
