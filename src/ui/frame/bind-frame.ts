import { callBackground } from '../../bridge/background-client.ts';
import type { FrameContext } from '../../bridge/views.ts';
import { BridgeError } from '../../bridge/wire.ts';

/**
 * Ties this frame to the content script that mounted it: takes the one-time nonce out of the address, where the page
 * cannot read it, and presents it. Throws `BridgeError` (`refused-sender`) where there is none or it is not taken.
 */
export const bindFrame = async (): Promise<FrameContext> => {
  const nonce = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  // Within a frame of the page, whatever stands around that could paint over us unseen.
  if (parent !== top || !/^[0-9a-f]{32}$/.test(nonce)) throw new BridgeError('refused-sender');
  return callBackground('frame.bind', { nonce });
};
