// A reverse proxy that keeps every request byte for byte and changes nothing on the way.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedRequest } from './app.ts';

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
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, requests, close };
};
