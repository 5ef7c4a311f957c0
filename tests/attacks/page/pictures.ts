// Whether two pictures of a window show the same to a person.
import type { Frame, Page } from 'puppeteer';
import { byId } from '../../browser/driver.ts';

/** How far a channel may differ, of 255, and in how many pixels it may differ by more: letters are smoothed again each time. */
const tolerance = { step: 24, pixels: 60 };

/** Compares two PNG files in Base64, in a page that has nothing to do with them. Those of different sizes differ. */
export const looksLike = async (beside: Page, one: string, other: string): Promise<boolean> =>
  one === other ||
  beside.evaluate(
    async (files, { step, pixels }) => {
      const [a, b] = await Promise.all(
        files.map(async (file) => {
          const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const drawn = canvas.getContext('2d', { willReadFrequently: true });
          drawn?.drawImage(bitmap, 0, 0);
          return drawn?.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      if (!a || !b || a.width !== b.width || a.height !== b.height) return false;
      let others = 0;
      for (let at = 0; at < a.data.length; at += 4)
        if ([0, 1, 2].some((channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > step))
          others++;
      return others <= pixels;
    },
    [one, other],
    tolerance,
  );

/** Tells by pictures whether the security words of a window of ours stand where they stand now. */
export const wordsOf = async (page: Page, window: Frame, beside: Page): Promise<() => Promise<boolean>> => {
  await byId(window, 'sign').wait();
  const clip = await (await window.$('[data-testid="sign"]'))?.boundingBox();
  if (!clip) throw new Error('there are no words');
  const picture = () => page.screenshot({ clip, encoding: 'base64', captureBeyondViewport: false });
  const words = await picture();
  return async () => looksLike(beside, words, await picture());
};

/** How much of a picture (a PNG file in Base64) is of this colour, as a share. */
export const shareOf = (beside: Page, picture: string, colour: readonly [number, number, number]): Promise<number> =>
  beside.evaluate(
    async (file, wanted, step) => {
      const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const drawn = canvas.getContext('2d', { willReadFrequently: true });
      drawn?.drawImage(bitmap, 0, 0);
      const data = drawn?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
      let those = 0;
      for (let at = 0; at < data.length; at += 4)
        if (wanted.every((channel, index) => Math.abs((data[at + index] ?? 0) - channel) <= step)) those++;
      return (those * 4) / data.length;
    },
    picture,
    colour,
    tolerance.step,
  );
