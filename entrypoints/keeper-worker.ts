import '../src/keeper/own-files-only.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { trustedScriptUrl } from '../src/keeper/trusted-url.ts';
import { serveWorker, type WorkerScope } from '../src/keeper/worker.ts';

export default defineUnlistedScript(() => {
  serveWorker(
    self as unknown as WorkerScope,
    () => new Worker(trustedScriptUrl('/stretch-worker.js'), { name: 'stretch' }),
  );
});
