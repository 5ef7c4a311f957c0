import { defineContentScript } from 'wxt/utils/define-content-script';
import { runOnce } from '../src/page/run-once.ts';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  // It runs in the isolated world: that is said where it is registered. The wrapper of the build tool for isolated
  // scripts tells every page of itself, by an event and a message that carry our id; the one chosen here does not.
  world: 'MAIN',
  main: runOnce,
});
