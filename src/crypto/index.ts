export type { Argon2idOptions, Core, GcmStream, StretchJob } from './core.ts';
export { type Ed25519KeyPair, makeEd25519KeyPair, signEd25519, verifyEd25519 } from './ed25519.ts';
export { AuthenticationError, OutOfMemoryError, StreamClosedError, TooManyStreamsError } from './errors.ts';
export { SealedFileError } from './file/errors.ts';
export { type FileOptions, openFile, type SealFileOptions, sealFile } from './file/file.ts';
export { type Lane, makeLocalLane } from './file/lane.ts';
export type { Progress } from './file/pipeline.ts';
export { serveLane } from './file/serve-lane.ts';
export { type FileSink, makeCopyingSink } from './file/sink.ts';
export { LaneError, type LaneStart, makeWorkerLane, type WorkerLane } from './file/worker-lane.ts';
export {
  type MakeBaseSecret,
  type MakeSharedSecret,
  makeBaseSecret,
  makeSharedSecret,
  type OpenBaseSecret,
  type OpenSharedSecret,
  openBaseSecret,
  openSharedSecret,
  type SharedSecret,
} from './hpke.ts';
export { KeyAgreementError } from './key-error.ts';
export { coreFile, loadCore } from './load-core.ts';
export { type RandomSource, randomBytes } from './random.ts';
export { stretch, stretchHere } from './stretch.ts';
export { makeWarmArgon2, type WarmArgon2 } from './warm-argon2.ts';
export {
  deriveX25519PublicKey,
  deriveX25519Secret,
  makeX25519KeyPair,
  type RawX25519KeyPair,
  type X25519KeyPair,
  type X25519PrivateKey,
} from './x25519.ts';
