// Stands between two programs that speak TCP with each other and keeps every octet, both ways.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface RecordingPipe {
  readonly port: number;
  /** All that was said so far, a connection and direction after the other. */
  readonly heard: () => Buffer;
  readonly close: () => Promise<void>;
}

/** Listens on a free loopback port and passes everything on to another one. */
export const startRecordingPipe = async (target: number): Promise<RecordingPipe> => {
  const sockets = new Set<Socket>();
  const said: Buffer[][] = [];
  const join = (from: Socket, to: Socket): void => {
    const chunks: Buffer[] = [];
    said.push(chunks);
    sockets.add(from);
    from.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      to.write(chunk);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => Buffer.concat(said.flat()),
    close,
  };
};
