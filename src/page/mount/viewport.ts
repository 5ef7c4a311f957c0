import type { Viewport } from './frame-box.ts';

/** Without scroll bars, which would lie over the edge of a frame. */
export const viewportNow = (): Viewport => {
  const { innerWidth, innerHeight, visualViewport } = window;
  const { width = innerWidth, height = innerHeight, scale = 1 } = visualViewport ?? {};
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
};
