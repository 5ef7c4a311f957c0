// Files that exist nowhere: sources and sinks that cost no memory.

const PIECE = 65_536;

/** `length` zeros, made as they are asked for. */
export function zeros(length) {
  const piece = new Uint8Array(PIECE);
  let left = length;
  const pull = (controller) => {
    if (left === 0) return controller.close();
    const part = piece.subarray(0, Math.min(left, PIECE));
    left -= part.length;
    controller.enqueue(part);
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

/** A sink that calls `take` with what is written and keeps nothing. */
export const sinkTo = (take) => ({
  write: async (bytes) => take(bytes),
  close: async () => undefined,
  abort: async () => undefined,
});

/** A sink and the source that brings what is written to it. A write ends when the source is asked for more. */
export function bridge() {
  let asked = Promise.withResolvers();
  let controller;
  const source = new ReadableStream(
    {
      start: (own) => {
        controller = own;
      },
      pull: () => asked.resolve(),
    },
    { highWaterMark: 0 },
  );
  const write = async (bytes) => {
    await asked.promise;
    asked = Promise.withResolvers();
    controller.enqueue(bytes);
    await asked.promise;
  };
  const sink = { write, close: async () => controller.close(), abort: async (reason) => controller.error(reason) };
  return { sink, source };
}
