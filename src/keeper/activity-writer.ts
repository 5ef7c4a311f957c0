import type { ActivityKind } from '../bridge/activity-kinds.ts';
import type { ActivityEvent } from '../vault/activity/activity-record.ts';
import { appendActivity, sealedEvent } from '../vault/activity/append-activity.ts';
import type { Vault } from '../vault/vault.ts';

/** Puts what happened into the log, beside what is being done: nobody waits for it. */
export interface ActivityWriter {
  readonly add: (kind: ActivityKind, subject: string) => void;
  /** Resolves when everything that was added is written, or could not be. */
  readonly settled: () => Promise<void>;
}

/** What waits while the disk does not take it; of more the oldest is let go. */
const mostWaiting = 256;

/** Events that come while one is being written go together into the next write. What fails is tried with the next. */
export const makeActivityWriter = (
  vault: Vault,
  append: (vault: Vault, events: readonly ActivityEvent[]) => Promise<void> = appendActivity,
): ActivityWriter => {
  let waiting: readonly ActivityEvent[] = [];
  let running: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const events = waiting;
      waiting = [];
      try {
        await append(vault, events);
      } catch {
        // The log keeps nobody from working, and a locked vault takes nothing more.
        waiting = vault.isOpen ? [...events, ...waiting].slice(-mostWaiting) : [];
        return;
      }
    }
  };
  return {
    add: (kind, subject) => {
      waiting = [...waiting, sealedEvent(kind, subject, Date.now())].slice(-mostWaiting);
      running ??= Promise.resolve()
        .then(write)
        .finally(() => {
          running = undefined;
        });
    },
    settled: async () => {
      while (running) await running;
    },
  };
};
