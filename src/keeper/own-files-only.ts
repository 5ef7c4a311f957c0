// Side effect of the import, which stands first in each of our workers: the manifest's policy holds for the background too,
// which asks the network, and a `<meta>` policy of a page does not reach its workers. So they give the network up
// themselves, before any other code, but for the files that they need.
//
// What is asked for is only compared or looked up, and goes no further: whatever runs later may have changed all else.

import { trustedScriptUrl } from './trusted-url.ts';

const network = [
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'caches',
  'SharedWorker',
  'fetch',
  'Worker',
];

/** What a worker of ours starts. */
const workers = ['/file-worker.js', '/stretch-worker.js'] as const;

const deleteAll = (scope: object, name: string): void => {
  for (let at: object | null = scope; at; at = Object.getPrototypeOf(at) as object | null) {
    Reflect.deleteProperty(at, name);
  }
};

const ownFilesOnly = (scope: typeof globalThis): void => {
  const load = scope.fetch.bind(scope);
  const Started = scope.Worker;
  const scripts = Object.create(null) as Record<string, string | undefined>;
  for (const path of workers) scripts[path] = trustedScriptUrl(path);
  const refuse = (): never => {
    throw new TypeError('only files of the extension');
  };
  for (const name of network) deleteAll(scope, name);
  // Each bucket of storage has caches of its own, and a cache fetches.
  deleteAll(scope.navigator, 'storageBuckets');
  const fetchOwn = async (file: unknown): Promise<Response> =>
    file === '/core.wasm' || file === '/core-baseline.wasm' ? load(file) : refuse();
  // A worker of a blob is none of ours to the browser's policies, and would have all of the network.
  const startOwn = new Proxy(Started, {
    construct: (_, [url, options]) => new Started(scripts[`${url}`] ?? refuse(), options),
  });
  Object.defineProperty(Started.prototype, 'constructor', { value: startOwn });
  Object.defineProperty(scope, 'fetch', { value: fetchOwn });
  Object.defineProperty(scope, 'Worker', { value: startOwn });
};

// The build tool reads entry points outside of a worker.
if ('WorkerGlobalScope' in globalThis) ownFilesOnly(globalThis);
