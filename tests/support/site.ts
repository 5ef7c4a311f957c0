// An ordinary site on loopback: a page with a field and posts, whose server keeps everything that reaches it.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  readonly origin: string;
  /** Everything that any request carried: address, headers and body. */
  readonly received: string[];
  /** What was posted in the field named `text`, in order. */
  readonly posts: string[];
  /** Paths and queries that were asked for and given up before they were answered. */
  readonly givenUp: string[];
  readonly close: () => Promise<void>;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const forum = (posts: readonly string[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>An ordinary forum</title>
<style>body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}article{border:1px solid #bbb;border-radius:6px;padding:.8rem;margin:.8rem 0;overflow-wrap:anywhere}textarea{width:100%;height:9rem;font:inherit}</style>
</head><body><h1>An ordinary forum</h1>
<section id="posts">${posts.map((post, i) => `<article id="post-${i}">${escapeHtml(post)}</article>`).join('\n')}</section>
<form method="post" action="/"><label>Your post <textarea name="text" id="field"></textarea></label><p><input id="line" name="line" aria-label="Title"></p><button id="post">Post</button></form>
</body></html>`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

export interface PageAnswer {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** It is not given before this. */
  readonly after?: Promise<void>;
}

/** Starts the site. `pages` are further addresses and what stands there. */
export const startSite = async (pages: Readonly<Record<string, PageAnswer>> = {}): Promise<Site> => {
  const posts: string[] = [];
  const received: string[] = [];
  const givenUp: string[] = [];
  const server: Server = createServer((request, response) => {
    response.once('close', () => {
      if (!response.writableFinished) givenUp.push(request.url ?? '');
    });
    void (async () => {
      const body = await bodyOf(request);
      received.push(
        `${request.method} ${request.url}\n${JSON.stringify(request.headers)}\n${body}\n${decodeURIComponent(body.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'))}`,
      );
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (request.method === 'POST' && path === '/') {
        posts.push(new URLSearchParams(body).get('text') ?? '');
        response.writeHead(303, { location: '/' }).end();
        return;
      }
      const page = pages[path] ?? (path === '/' ? { body: forum(posts) } : undefined);
      await page?.after;
      response
        .writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers })
        .end(page?.body ?? 'nothing here');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://localhost:${port}`, received, posts, givenUp, close };
};
