// What a walk begins with, and what it finds.

export interface Finding {
  /** The exported function on whose way it lies. */
  readonly root: string;
  readonly what: string;
  /** The buffers that an address points into, where one is what depends on a secret. */
  readonly into: string;
  readonly where: string;
  /** A number for the place in the code. */
  readonly place: number;
}

/** What is called from outside: an export, or the start function. */
export interface Root {
  readonly name: string;
  /** The function's name in the module. */
  readonly called: string;
  /** Arguments that are known. */
  readonly given: readonly (number | null)[];
}

export const RUN = 'a run of unknown length may carry a secret into or out of the buffer where it begins';
