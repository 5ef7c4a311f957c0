// The whole of a browser's worker that seals or opens chunks of files.
import { type LaneStart, serveLane } from '../../../src/crypto/index.ts';

addEventListener('message', ({ data }: MessageEvent<LaneStart>) => serveLane(data), { once: true });
