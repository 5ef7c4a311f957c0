export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where a place of the viewport is to be seen: on a page that is pinched larger all moves, and no box has moved. */
export const onGlass = ({ x, y }: Place): Place => {
  const { offsetLeft = 0, offsetTop = 0, scale = 1 } = window.visualViewport ?? {};
  return { x: (x - offsetLeft) * scale, y: (y - offsetTop) * scale };
};
