import { useEffect, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';

/** Pixels. The same for every text, since the page sees how high the frame is. */
const room = { writing: 360, remarks: 480 } as const;

/**
 * Asks the page for a frame that is high enough to write in, and for more once there is something to say. It does not
 * shrink again: a window that jumps under the pointer invites wrong clicks.
 */
export const useRoom = (remarks: boolean): void => {
  const [grown, setGrown] = useState(remarks);
  if (remarks && !grown) setGrown(true);
  useEffect(() => {
    // A frame that keeps its height scrolls: nothing is lost.
    callBackground('frame.resize', { height: grown ? room.remarks : room.writing }).catch(() => undefined);
  }, [grown]);
};
