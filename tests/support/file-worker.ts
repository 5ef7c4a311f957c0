// The whole of a worker thread that seals or opens chunks of files.
import { parentPort } from 'node:worker_threads';
import { serveLane } from '../../src/crypto/file/serve-lane.ts';

parentPort?.once('message', serveLane);
