import { wipe } from '../../bytes/bytes.ts';
import { AuthenticationError } from '../errors.ts';
import { makeLocalLane } from './lane.ts';
import type { LaneReply, LaneRequest, LaneStart } from './worker-lane.ts';

/** The worker's side of a lane: a core of its own, and chunks as they come. Call it with the worker's first message. */
export function serveLane({ port, module }: LaneStart): void {
  const lane = makeLocalLane(module);
  const answer = async ({ turn, index, final, data }: Extract<LaneRequest, { kind: 'chunk' }>) => {
    try {
      const result = await lane.run({ index, final, data });
      const reply: LaneReply = { turn, result };
      port.postMessage(reply, [result.buffer]);
    } catch (error) {
      const reply: LaneReply = { turn, error: error instanceof AuthenticationError ? 'authentication' : 'other' };
      port.postMessage(reply);
    }
  };
  port.addEventListener('message', ({ data }: MessageEvent<LaneRequest>) => {
    if (data.kind === 'chunk') return void answer(data);
    if (data.kind === 'end') return lane.end();
    lane.start(data.operation, data);
    wipe(data.key, data.prefix);
  });
  port.start();
}
