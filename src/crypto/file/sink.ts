/**
 * Where the result goes. The bytes are lent: when `write` has resolved, their buffer is taken back and used again, and
 * whatever kept it holds an empty array. A `FileSystemWritableFileStream` fits as it is.
 */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  /** May come while a `write` is under way. */
  abort(reason: unknown): Promise<void>;
}

/** A sink that gives any stream copies, which are the stream's to keep. */
export function makeCopyingSink(stream: WritableStream<Uint8Array>): FileSink {
  const writer = stream.getWriter();
  return {
    write: async (bytes) => {
      await writer.ready;
      await writer.write(bytes.slice());
    },
    close: () => writer.close(),
    abort: (reason) => writer.abort(reason),
  };
}
