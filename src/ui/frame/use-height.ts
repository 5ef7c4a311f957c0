import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { heightBucket } from './height-bucket.ts';

/** Makes the frame as high as its content, in steps. */
export const useHeight = (content: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const element = content.current;
    if (!element) return;
    let last = 0;
    const tell = (): void => {
      const height = heightBucket(element.scrollHeight);
      if (height === last) return;
      last = height;
      // A frame that keeps its height scrolls: nothing is lost.
      callBackground('frame.resize', { height }).catch(() => undefined);
    };
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    tell();
    return () => observer.disconnect();
  }, [content]);
};
