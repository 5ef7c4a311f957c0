import type { Box } from '../badge/spot.ts';
import { onGlass } from '../glass.ts';
import type { Viewport } from './frame-box.ts';

/** Without scroll bars, which would lie over the edge of a frame. */
export const viewportNow = (): Viewport => {
  const { innerWidth, innerHeight, visualViewport } = window;
  const { width = innerWidth, height = innerHeight, scale = 1 } = visualViewport ?? {};
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
};

/** Where a box is to be seen. */
export const boxOnGlass = (box: Box): Box => {
  const [from, to] = [onGlass({ x: box.left, y: box.top }), onGlass({ x: box.right, y: box.bottom })];
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
};
