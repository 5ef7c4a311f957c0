export type { Argon2idOptions, Core, GcmStream } from './core.ts';
export { AuthenticationError, OutOfMemoryError, StreamClosedError, TooManyStreamsError } from './errors.ts';
export { coreFile, loadCore } from './load-core.ts';
