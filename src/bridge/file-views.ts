// What a view and the keeper say to each other about a file. Its bytes go through the port in parts, a few at a time.
import type { Sender } from './views.ts';

/** How a sealed file begins, and how its name ends. */
export const sealedFileMark = 'FSEALFILE';
export const sealedFileEnding = '.fseal';
/** As many bytes from the beginning of a sealed file as the keeper needs to open what stands before the stream. */
export const fileHeadMost = 65_547;
/** Of what is sealed or opened, in one step. */
export const fileStepMost = 2 ** 20;

export interface FileSealing {
  /** 32 hex digits. */
  readonly job: string;
  /** Bytes to keep free at the beginning of the sealed file: what goes there is known at the end. */
  readonly headBytes: number;
}

/** What stands before the stream, proved. */
export interface FileOpening {
  readonly job: string;
  /** Where the stream begins. */
  readonly headBytes: number;
  /** Safe to save under. */
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly time: number;
  readonly sender: Sender;
}

export interface FileStep {
  /** What is ready, to be written behind what came before. Not to be put to use before the last step has gone well. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** After the last step of sealing: the beginning of the file. */
  readonly head?: Uint8Array<ArrayBuffer>;
}
