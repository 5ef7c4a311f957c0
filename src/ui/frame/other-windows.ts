// Our windows in pages tell one another when they get the keys. A page cannot listen: it is of another origin.

let theirs = false;

/** Has another window of ours got the keys since this one had them? */
export const othersGotKeys = (): boolean => theirs;

/** Tells the others, and listens to them, until the signal. */
export const watchOthers = (signal: AbortSignal): void => {
  const channel = new BroadcastChannel('keys');
  const tell = (): void => {
    theirs = false;
    channel.postMessage(null);
  };
  const heard = (): void => {
    theirs = true;
  };
  channel.addEventListener('message', heard, { signal });
  addEventListener('focus', tell, { signal });
  if (document.hasFocus()) tell();
  signal.addEventListener('abort', () => channel.close());
};
