// Side effect of the import, which stands first in each of our workers: the manifest's policy holds for the background too,
// which asks the network, and a `<meta>` policy of a page does not reach its workers. So they give the network up
// themselves, before any other code, but for files of the extension.

const network = [
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'caches',
  'SharedWorker',
];

const ownFilesOnly = (scope: typeof globalThis): void => {
  const load = scope.fetch.bind(scope);
  for (const name of [...network, 'fetch']) {
    for (let at: object | null = scope; at; at = Object.getPrototypeOf(at) as object | null) {
      Reflect.deleteProperty(at, name);
    }
  }
  const fetchOwn = async (file: string): Promise<Response> => {
    const { href, origin } = new URL(file, scope.location.href);
    if (origin !== scope.location.origin) throw new TypeError('only files of the extension');
    return load(href, { redirect: 'error' });
  };
  Object.defineProperty(scope, 'fetch', { value: fetchOwn });
};

// The build tool reads entry points outside of a worker.
if ('WorkerGlobalScope' in globalThis) ownFilesOnly(globalThis);
