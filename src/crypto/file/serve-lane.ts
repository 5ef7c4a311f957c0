import { wipe } from '../../bytes/bytes.ts';
import { AuthenticationError } from '../errors.ts';
import { instantiate } from '../instantiate.ts';
import { type Operation, runChunk } from './lane.ts';
import type { LaneReply, LaneRequest, LaneStart } from './worker-lane.ts';

/** The worker's side of a lane: a core of its own, and chunks as they come. Call it with the worker's first message. */
export function serveLane({ port, module }: LaneStart): void {
  const { core } = instantiate(module);
  let work: { operation: Operation; key: Uint8Array<ArrayBuffer>; prefix: Uint8Array<ArrayBuffer> } | undefined;
  const forget = () => {
    wipe(work?.key, work?.prefix);
    work = undefined;
    core.wipe();
  };
  const answer = (turn: number, request: Extract<LaneRequest, { kind: 'chunk' }>) => {
    try {
      if (!work) throw new Error('no file was started');
      const result = runChunk(core, work.operation, work, request);
      const reply: LaneReply = { turn, result };
      port.postMessage(reply, [result.data.buffer, result.spare]);
    } catch (error) {
      const reply: LaneReply = { turn, error: error instanceof AuthenticationError ? 'authentication' : 'other' };
      port.postMessage(reply);
    }
  };
  port.addEventListener('message', ({ data }: MessageEvent<LaneRequest>) => {
    if (data.kind === 'chunk') return answer(data.turn, data);
    forget();
    if (data.kind === 'start') {
      const { operation, key, prefix } = data;
      work = { operation, key: key.slice(), prefix: prefix.slice() };
      wipe(key, prefix);
    }
  });
  port.start();
}
