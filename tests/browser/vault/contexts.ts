// Every context of the extension, wherever it lives, and what its memory holds.
import type { CDPSession, Protocol } from 'puppeteer';
import type { Profile } from '../driver.ts';

export interface Context {
  /** Type and path. */
  readonly name: string;
  /** Which heap it lives in: pages of one process share theirs. */
  readonly heap: string;
  readonly session: CDPSession;
}

/** Pages, frames in web pages, the background, the keeper's document and its worker. */
export const withContexts = async <T>(
  profile: Profile,
  work: (contexts: readonly Context[]) => Promise<T>,
): Promise<T> => {
  const browser = await profile.browser.target().createCDPSession();
  const { targetInfos } = await browser.send('Target.getTargets', { filter: [{}] });
  // A frame in a page has an address that changes with every session, but always of this scheme.
  const own = targetInfos.filter(({ url, type }) => url.startsWith('chrome-extension://') && type !== 'tab');
  const contexts = await Promise.all(
    own.map(async ({ targetId, type, url }) => {
      const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
      const session = browser.connection()?.session(sessionId);
      if (!session) throw new Error(`${url} cannot be attached to`);
      const { id } = await session.send('Runtime.getIsolateId');
      return { name: `${type} ${new URL(url).pathname}`, heap: id, session };
    }),
  );
  const result = await work(contexts);
  // What the debugger holds on to is let go with its sessions.
  await browser.detach();
  return result;
};

/** A snapshot of the heap as text, after everything that can be thrown away was. */
export const heapOf = async ({ session }: Context): Promise<string> => {
  const chunks: string[] = [];
  const hear = ({ chunk }: Protocol.HeapProfiler.AddHeapSnapshotChunkEvent): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.disable');
  return chunks.join('');
};
