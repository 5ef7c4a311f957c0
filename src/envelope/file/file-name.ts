import { encodeUtf8 } from '../../bytes/utf8.ts';

/** Of UTF-8: what file systems take. */
const MOST_BYTES = 255;
/** Hidden or reordering characters, and what file systems keep for themselves. */
const UNFIT = /[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;
/** Names that are devices on Windows, whatever follows the first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Cuts code points off the end of the part before the last dot until the whole fits. */
function shorten(name: string): string {
  const dot = name.lastIndexOf('.');
  const tail = dot > 0 && encodeUtf8(name.slice(dot)).length <= 32 ? name.slice(dot) : '';
  const stem = [...name.slice(0, name.length - tail.length)];
  while (encodeUtf8(stem.join('') + tail).length > MOST_BYTES) stem.pop();
  return stem.join('') + tail;
}

/**
 * A name under which a file can be saved anywhere, and that shows what it is: no path, nothing hidden, no device. Writers
 * seal this, and readers make it again of what they find, so that no writer's program is trusted with it.
 */
export function toFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(UNFIT, '_')
    .replace(/^[\s.]+/, '_')
    .replace(/[\s.]+$/, '');
  return shorten(DEVICE.test(plain) ? `_${plain}` : plain || '_');
}
