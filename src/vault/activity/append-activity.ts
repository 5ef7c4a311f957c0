import { bucketOf } from '../manifest-bucket.ts';
import { readNamed } from '../named-record.ts';
import type { RecordChange } from '../prepare-write.ts';
import { openStore } from '../store.ts';
import { engineOf, type Vault } from '../vault.ts';
import {
  type ActivityEvent,
  type ActivityHead,
  type ActivityPage,
  activityHeads,
  activityPages,
  deriveNext,
  deriveStart,
  headName,
  maxPages,
  type PageStart,
  pageName,
  pageSize,
} from './activity-record.ts';

const longestSubject = 60;

/** Where the chain ends so far. */
type ChainEnd = Pick<ActivityHead, 'count' | 'hash'>;

/** What the open vault saw itself. A long subject is cut. */
export const sealedEvent = (kind: string, subject: string, at: number): ActivityEvent => ({
  kind,
  subject: [...subject].slice(0, longestSubject).join(''),
  at,
  proof: 'sealed',
});

/**
 * Writes changes and what is to be told of them, all or nothing. A log that cannot be written is left as it is: it
 * then shows as broken, and keeps nobody from working.
 * @throws what `Vault.write` throws
 */
export const writeLogged = (
  vault: Vault,
  changes: readonly RecordChange[],
  events: readonly ActivityEvent[],
): Promise<void> =>
  engineOf(vault).transact(async () => ({
    changes: [...changes, ...(await activityChanges(vault, events))],
    result: undefined,
  }));

/** @throws what `Vault.write` throws */
export const appendActivity = (vault: Vault, events: readonly ActivityEvent[]): Promise<void> =>
  writeLogged(vault, [], events);

/** The changes that put events at the end of the log. To be made inside the plan of the write they belong to. */
export const activityChanges = async (vault: Vault, events: readonly ActivityEvent[]): Promise<RecordChange[]> => {
  if (events.length === 0) return [];
  const read = await readNamed(vault, activityHeads, headName);
  if (!read.writable) return [];
  const head = read.value ?? (await rebuildHead(vault));
  const repaired = read.damaged ? [sealedEvent('activity-repaired', '', events[0]?.at ?? 0)] : [];
  return extend(vault, head, await openLastPage(vault, head), [...repaired, ...events]);
};

/** For a vault that has no log yet. */
export const firstActivity = (vault: Vault, events: readonly ActivityEvent[]): RecordChange[] => {
  const head = emptyHead(vault);
  return extend(vault, head, startPage(vault, head, 0), events);
};

const emptyHead = (vault: Vault): ActivityHead => {
  const { core, vaultId } = engineOf(vault).opener();
  return { count: 0, hash: deriveStart(core, vaultId), firstPage: 0, pages: [] };
};

/** The head of the pages that are still to be read, where their own is lost. */
const rebuildHead = async (vault: Vault): Promise<ActivityHead> => {
  const kept = (await openStore(vault, activityPages).list()).map(({ value }) => value);
  const pages = kept.sort((a, b) => a.number - b.number);
  const [first, last] = [pages[0], pages.at(-1)];
  if (!first || !last) return emptyHead(vault);
  const starts = Array.from(
    { length: last.number - first.number + 1 },
    (_, n) => pages.find(({ number }) => number >= first.number + n) ?? last,
  );
  return {
    count: last.first + last.entries.length,
    hash: last.entries.at(-1)?.hash ?? last.before,
    firstPage: first.number,
    pages: starts.map(({ first: position, before }) => ({ first: position, before })),
  };
};

/** Not where its bucket is lost: nothing can be put there or taken away. */
const isWritable = (vault: Vault, page: number): boolean => {
  const { buckets } = engineOf(vault).manifest;
  return buckets[bucketOf(openStore(vault, activityPages).idOf(pageName(page)), buckets.length)] !== undefined;
};

/** The first page from `number` on that can be written. Those between show as gone. */
const startPage = (vault: Vault, end: ChainEnd, number: number): ActivityPage =>
  isWritable(vault, number)
    ? { number, first: end.count, before: end.hash, entries: [] }
    : startPage(vault, end, number + 1);

/** The page to go on with; where the last one is damaged or full, a new one after it. */
const openLastPage = async (vault: Vault, head: ActivityHead): Promise<ActivityPage> => {
  const next = head.firstPage + head.pages.length;
  const { value } = await readNamed(vault, activityPages, pageName(next - 1));
  return value && value.entries.length < pageSize ? value : startPage(vault, head, next);
};

const extend = (
  vault: Vault,
  head: ActivityHead,
  last: ActivityPage,
  events: readonly ActivityEvent[],
): RecordChange[] => {
  const { core } = engineOf(vault).opener();
  const changed = new Map<number, ActivityPage>();
  let { count, hash } = head;
  let page = last;
  for (const event of events) {
    if (page.entries.length >= pageSize) page = startPage(vault, { count, hash }, page.number + 1);
    hash = deriveNext(core, hash, count, event);
    page = { ...page, entries: [...page.entries, { event, hash }] };
    changed.set(page.number, page);
    count++;
  }
  const starts = new Map(head.pages.map((start, n) => [head.firstPage + n, start]));
  for (const { number, first, before } of changed.values()) starts.set(number, { first, before });
  return keepNewest(vault, { count, hash }, starts, changed);
};

/** Writes what changed of the newest pages, and drops those before: the first that stays is the anchor. */
const keepNewest = (
  vault: Vault,
  end: ChainEnd,
  starts: ReadonlyMap<number, PageStart>,
  changed: ReadonlyMap<number, ActivityPage>,
): RecordChange[] => {
  const pages = openStore(vault, activityPages);
  const heads = openStore(vault, activityHeads);
  const begun = [...starts.keys()].sort((a, b) => a - b);
  const [first = 0, last = 0] = [begun[0], begun.at(-1)];
  const numbers = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const kept = numbers.slice(-maxPages);
  // A page that could not be begun stands where the next one begins.
  const startOf = (number: number) => starts.get(begun.find((one) => one >= number) ?? last);
  const head = { ...end, firstPage: kept[0] ?? 0, pages: kept.flatMap((number) => startOf(number) ?? []) };
  const dropped = numbers.slice(0, -maxPages).filter((number) => isWritable(vault, number));
  return [
    ...kept.flatMap((number) => {
      const page = changed.get(number);
      return page ? [pages.putChange(pages.idOf(pageName(number)), page)] : [];
    }),
    ...dropped.map((number) => pages.deleteChange(pages.idOf(pageName(number)))),
    heads.putChange(heads.idOf(headName), head),
  ];
};
