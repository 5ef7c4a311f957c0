// Looks at a picture of the screen: prompts and menus of the browser are nothing that a debugger could see.

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of a pixel. */
  readonly at: (x: number, y: number) => readonly [number, number, number];
}

/** Reads a binary portable pixmap. */
export const parsePixmap = (bytes: Buffer): Picture => {
  const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  if (!head) throw new Error('this is no portable pixmap');
  const [all, width, height] = [head[0].length, Number(head[1]), Number(head[2])];
  const at = (x: number, y: number): [number, number, number] => {
    const from = all + (y * width + x) * 3;
    return [bytes[from] ?? 0, bytes[from + 1] ?? 0, bytes[from + 2] ?? 0];
  };
  return { width, height, at };
};

/** How much of the screen is another than before: of every sixteenth pixel below the toolbar. */
export const changedBetween = (before: Picture, { width, height, at }: Picture): number => {
  let pixels = 0;
  for (let y = 100; y < height; y += 4)
    for (let x = 0; x < width; x += 4) if (at(x, y)[0] !== before.at(x, y)[0]) pixels++;
  return pixels;
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The places of all pixels of a kind within a box. */
const places = (
  { at }: Picture,
  [left, top, right, bottom]: readonly [number, number, number, number],
  fits: (red: number, green: number, blue: number) => boolean,
): Point[] => {
  const found: Point[] = [];
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (fits(...at(x, y))) found.push({ x, y });
  return found;
};

const isWhite = (red: number, green: number, blue: number): boolean => Math.min(red, green, blue) > 250;
const isPale = (red: number, green: number, blue: number): boolean =>
  red > 190 && red < 225 && blue - red > 25 && green > 210;

/**
 * The middle of Allow in the browser's prompt, which darkens the window around itself: two buttons at its lower edge, and
 * the one that is not chosen beforehand is pale. Undefined while there is no prompt.
 */
export const findAllow = (picture: Picture): Point | undefined => {
  const { width, height, at } = picture;
  const [edge] = at(40, Math.round(height / 2));
  if (edge > 140) return undefined;
  const white = places(picture, [0, 0, width, height], isWhite);
  if (white.length < 5_000) return undefined;
  const box = white.reduce(
    ({ left, right, bottom }, { x, y }) => ({
      left: Math.min(left, x),
      right: Math.max(right, x),
      bottom: Math.max(bottom, y),
    }),
    { left: width, right: 0, bottom: 0 },
  );
  const pale = places(picture, [box.left, box.bottom - 60, box.right, box.bottom], isPale);
  if (pale.length < 500) return undefined;
  const middle = (all: readonly number[]): number => Math.round(all.reduce((sum, n) => sum + n, 0) / all.length);
  return { x: middle(pale.map(({ x }) => x)), y: middle(pale.map(({ y }) => y)) };
};
