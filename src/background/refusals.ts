import { makeSessionMap } from './session-map.ts';

/** So long "You did not allow it" is news. Milliseconds. */
const newsMs = 60_000;

/** By origin: when the person said no to the browser's question. */
const refusals = makeSessionMap<number>('refused');

export const noteRefusal = (origin: string): Promise<void> => refusals.set(origin, Date.now());

export const wasRefused = async (origin: string): Promise<boolean> =>
  Date.now() - ((await refusals.get(origin)) ?? 0) < newsMs;
