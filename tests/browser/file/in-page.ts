// Runs in the page: a file through two workers of the browser's, sealed and opened again.
import {
  AuthenticationError,
  coreFile,
  loadCore,
  makeCopyingSink,
  makeWorkerLane,
  openFile,
  sealFile,
} from '../../../src/crypto/index.ts';

export interface Outcome {
  readonly build: string;
  /** SHA-256 of the plaintext, of the sealed file and of what came back. */
  readonly digests: readonly string[];
  readonly progress: readonly number[];
  /** What a file with its last byte cut off is refused with. */
  readonly cut: string;
  readonly stopped: string;
}

const digest = async (bytes: Blob): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer()))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

/** A stream, and a promise of everything that was written to it. */
function blobStream() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  return {
    sink: makeCopyingSink(writable),
    blob: new Response(readable as ReadableStream<Uint8Array<ArrayBuffer>>).blob(),
  };
}

async function run(key: Uint8Array, plaintext: Blob): Promise<Outcome> {
  const wasm = new Uint8Array(await (await fetch(`/${coreFile()}`)).arrayBuffer());
  const [core, module] = [await loadCore(wasm), await WebAssembly.compile(wasm)];
  const workers = [new Worker('/worker.js'), new Worker('/worker.js')];
  const lanes = workers.map((worker) =>
    makeWorkerLane((message, transfer) => worker.postMessage(message, transfer), module),
  );
  const progress: number[] = [];
  const onProgress = ({ bytesDone }: { bytesDone: number }) => void progress.push(bytesDone);
  const random = (length: number) => new Uint8Array(length).fill(9);
  const through = async (job: typeof openFile, source: Blob, signal?: AbortSignal): Promise<Blob> => {
    const { sink, blob } = blobStream();
    const given = {
      core,
      key,
      source: source.stream(),
      sink,
      lanes,
      onProgress,
      random,
      ...(signal ? { signal } : {}),
    };
    const [result] = await Promise.all([blob.catch(() => new Blob()), job(given)]);
    return result;
  };
  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof AuthenticationError ? error.code : String(error)),
    );
  const sealed = await through(sealFile, plaintext);
  const opened = await through(openFile, sealed);
  const seen = progress.splice(0);
  const cut = await refusal(through(openFile, sealed.slice(0, -1)));
  const stopped = await refusal(through(sealFile, plaintext, AbortSignal.abort('no more')));
  for (const worker of workers) worker.terminate();
  const digests = [await digest(plaintext), await digest(sealed), await digest(opened)];
  return { build: coreFile(), digests, progress: seen, cut, stopped };
}

declare global {
  var sealAndOpen: ((keyByte: number, megabytes: number) => Promise<Outcome>) | undefined;
}

globalThis.sealAndOpen = (keyByte, megabytes) => {
  const piece = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i * 31) >> 3);
  return run(new Uint8Array(32).fill(keyByte), new Blob(Array.from({ length: megabytes }, () => piece)));
};
