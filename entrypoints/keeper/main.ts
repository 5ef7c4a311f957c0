import { beganWait, makeReporter, serveKeeper, vaultExisted } from '../../src/bridge/keeper-server.ts';
import { coreFile } from '../../src/crypto/index.ts';
import { makeAnchorShelf } from '../../src/keeper/anchor-shelf.ts';
import { makeKeeperHost } from '../../src/keeper/host.ts';
import { trustedScriptUrl } from '../../src/keeper/trusted-url.ts';

const report = makeReporter();
const host = makeKeeperHost({
  makeWorker: () => new Worker(trustedScriptUrl('/keeper-worker.js'), { name: 'keeper' }),
  wasm: `/${coreFile()}`,
  vaultExisted: vaultExisted(),
  anchors: makeAnchorShelf(localStorage),
  wait: beganWait(),
  onStatus: report.status,
  onWait: report.wait,
  onOver: report.over,
});
serveKeeper(host.handle);
