// The entry of a worker that fills Argon2id's segments.
import { parentPort } from 'node:worker_threads';

const { serveSegments } = await import('../../src/crypto/argon2-worker.ts');
serveSegments(parentPort);
parentPort.start();
