import { useEffect, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';

/** Pixels. The same for every text, since the page sees how high the frame is. */
const room = { writing: 360, remarks: 480, remarksInNarrow: 600 } as const;
const narrow = 420;

/**
 * Asks the page for a frame that is high enough to write in, and for more once there is something to say. It does not
 * shrink again: a window that jumps under the pointer invites wrong clicks.
 */
export const useRoom = (remarks: boolean): void => {
  const [grown, setGrown] = useState(remarks);
  if (remarks && !grown) setGrown(true);
  useEffect(() => {
    const remarksRoom = innerWidth < narrow ? room.remarksInNarrow : room.remarks;
    // A frame that keeps its height scrolls: nothing is lost.
    callBackground('frame.resize', { height: grown ? remarksRoom : room.writing }).catch(() => undefined);
  }, [grown]);
};
