import '../src/keeper/own-files-only.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type StretchScope, serveStretches } from '../src/keeper/serve-stretches.ts';

export default defineUnlistedScript(() => {
  serveStretches(self as unknown as StretchScope);
});
