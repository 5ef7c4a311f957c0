import { equal } from '../../bytes/bytes.ts';
import { SealedTextError } from '../../bytes/sealed-text-error.ts';
import type { Core } from '../../crypto/core.ts';
import { AuthenticationError } from '../../crypto/errors.ts';
import { type FileSink, openFile, type Progress, SealedFileError } from '../../crypto/index.ts';
import { EnvelopeError } from '../errors.ts';
import { parseEnvelope } from '../format.ts';
import { type From, type OpenKeys, openEnvelope } from '../open.ts';
import { FileDamageError } from './errors.ts';
import { FACTS, type FileFacts } from './facts.ts';
import { FileDigest } from './file-digest.ts';
import { type Head, parseHead } from './head.ts';
import type { FileTransport } from './seal-file.ts';

export interface OpenedHead extends FileFacts {
  readonly from: From;
  /** Where the stream begins. */
  readonly headBytes: number;
}

/** Envelope codes that say the same of a file. The others stand: `not-for-me` and what concerns a passphrase. */
const damage: ReadonlySet<string> = new Set([
  'damaged',
  'truncated',
  'slot-tampered',
  'body-tampered',
  'sender-mismatch',
]);

const asFileError = (error: unknown): unknown => {
  const ours = error instanceof SealedTextError || error instanceof EnvelopeError;
  return ours && damage.has(error.code) ? new FileDamageError('file-damaged', { cause: error }) : error;
};

/**
 * Opens what stands before the stream: who sealed the file, when, its name and size; all of it authentic.
 *
 * @param start the first `MAX_HEAD` bytes, or all of a shorter file.
 * @param total bytes of the whole file.
 * @param keysFor gives the keys to try on this envelope.
 * Throws `SealedFileError` (`not-sealed-file`, `newer-version`), `FileDamageError`, `SealedTextError` (`newer-version`)
 * and `EnvelopeError` (`not-for-me`, `passphrase-needed`, `kdf-parameters`).
 */
export async function openHead(
  core: Core,
  start: Uint8Array,
  total: number,
  keysFor: (envelope: Uint8Array) => OpenKeys,
): Promise<OpenedHead> {
  const head = parseHead(start);
  const facts = await openFacts(core, head, keysFor);
  const expected = head.length + facts.streamBytes;
  if (total < expected) throw new FileDamageError('file-truncated');
  if (total > expected) throw new FileDamageError('file-damaged');
  return { ...facts, headBytes: head.length };
}

async function openFacts(core: Core, { envelope }: Head, keysFor: (envelope: Uint8Array) => OpenKeys) {
  try {
    const parsed = parseEnvelope(envelope);
    return await openEnvelope(core, parsed, keysFor(envelope), FACTS);
  } catch (error) {
    throw asFileError(error);
  }
}

/**
 * Opens the stream of a head that was opened. What reaches the sink may be put to use only when the sink is closed: its
 * end is proved last. Rejects with `FileDamageError`, or with what a stream, a lane or the signal failed with.
 */
export async function openNamedFile(
  core: Core,
  { key, digest, size, streamBytes }: OpenedHead,
  { source, sink, onProgress, ...transport }: FileTransport,
): Promise<void> {
  const found = new FileDigest(core);
  let opened = 0;
  const hashed = source.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (bytes, controller) => {
        found.absorb(bytes);
        controller.enqueue(bytes);
      },
    }),
  );
  const checking: FileSink = {
    write: (bytes) => sink.write(bytes),
    abort: (reason) => sink.abort(reason),
    close: async () => {
      const whole = found.length === streamBytes && opened === size && equal(found.finish(), digest);
      if (!whole) throw new FileDamageError('file-damaged');
      await sink.close();
    },
  };
  const counting = (progress: Progress): void => {
    opened = progress.bytesDone;
    onProgress?.(progress);
  };
  try {
    await openFile({ core, key, ...transport, source: hashed, sink: checking, onProgress: counting });
  } catch (cause) {
    // The head said which version the stream has: another one here is no later program's work.
    const damaged = cause instanceof AuthenticationError || cause instanceof SealedFileError;
    throw damaged ? new FileDamageError('file-damaged', { cause }) : cause;
  }
}
