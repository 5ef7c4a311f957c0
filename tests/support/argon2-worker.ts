// The entry of a worker that fills Argon2id's segments, under Node.
import { parentPort } from 'node:worker_threads';
import { type SegmentScope, serveSegments } from '../../src/crypto/argon2-worker.ts';

serveSegments(parentPort as unknown as SegmentScope);
parentPort?.start();
