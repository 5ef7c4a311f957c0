// A reverse proxy that keeps every request byte for byte, and every message of a WebSocket, and changes nothing on the way.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { RecordedRequest } from './app.ts';
import { MessageReader } from './websocket-messages.ts';

/** Headers between two neighbours only (RFC 9110 §7.6.1): each side of the proxy has its own. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

const pairs = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] satisfies [string, string]] : []));

const passedOn = (raw: readonly string[]): string[] =>
  pairs(raw)
    .filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()))
    .flat();

interface Entry extends RecordedRequest {
  readonly chunks: Buffer[];
}

const entryOf = (incoming: IncomingMessage): Entry => {
  const chunks: Buffer[] = [];
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    headers: pairs(incoming.rawHeaders)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    chunks,
    get body() {
      return Buffer.concat(chunks);
    },
  };
};

const forward = (incoming: IncomingMessage, answer: ServerResponse, port: number, entry: Entry): void => {
  const onward = request(
    {
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      headers: passedOn(incoming.rawHeaders),
      agent: false,
    },
    (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.statusMessage, passedOn(reply.rawHeaders));
      reply.pipe(answer);
    },
  );
  onward.on('error', (error) => {
    if (!answer.headersSent) answer.writeHead(502);
    answer.end(String(error));
  });
  // A long poll whose page is gone must not hang on at the server.
  answer.on('close', () => onward.destroy());
  incoming.on('data', (chunk: Buffer) => {
    entry.chunks.push(chunk);
    onward.write(chunk);
  });
  incoming.on('end', () => onward.end());
};

/** No compression, which the record could not look into (RFC 7692 is an offer: a server may not use what nobody offers). */
const upgradeHead = (incoming: IncomingMessage): string =>
  [
    `${incoming.method} ${incoming.url} HTTP/1.1`,
    ...pairs(incoming.rawHeaders)
      .filter(([name]) => name.toLowerCase() !== 'sec-websocket-extensions')
      .map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

/** Joins a page's WebSocket with the server. Each message of the page is an entry of its own. */
const forwardSocket = (incoming: IncomingMessage, page: Socket, port: number, keep: (entry: Entry) => void): Socket => {
  const entry = entryOf(incoming);
  const reader = new MessageReader((message) =>
    keep({ ...entry, method: 'MESSAGE', chunks: [message], body: message }),
  );
  const server = connect(port, '127.0.0.1', () => server.write(upgradeHead(incoming)));
  page.on('data', (chunk: Buffer) => {
    reader.read(chunk);
    server.write(chunk);
  });
  server.on('data', (chunk: Buffer) => page.write(chunk));
  for (const [one, other] of [
    [page, server],
    [server, page],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
  return server;
};

export interface RecordingProxy {
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  readonly close: () => Promise<void>;
}

/** Listens on a free loopback port and passes everything on to another one. Requests are kept from their first octet on. */
export const startRecordingProxy = async (target: number): Promise<RecordingProxy> => {
  const requests: Entry[] = [];
  const server = createServer((incoming, answer) => {
    const entry = entryOf(incoming);
    requests.push(entry);
    forward(incoming, answer, target, entry);
  });
  const sockets = new Set<Socket>();
  server.on('upgrade', (incoming, page: Socket) => {
    requests.push(entryOf(incoming));
    const onward = forwardSocket(incoming, page, target, (entry) => requests.push(entry));
    for (const socket of [page, onward]) sockets.add(socket.on('close', () => sockets.delete(socket)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    });
  return { port: (server.address() as AddressInfo).port, requests, close };
};
