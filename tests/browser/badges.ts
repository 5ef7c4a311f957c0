// Finds the marks beside sealed texts: they stand in a closed shadow root, which only the debugger sees through.
import type { CDPSession, Page, Protocol } from 'puppeteer';

export interface Badge {
  /** What it says. */
  readonly name: string;
  /** Its accessible name. */
  readonly spoken: string;
  /** Its tooltip. */
  readonly description: string;
  /** Its middle, in CSS pixels of the viewport. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const attribute = (node: Protocol.DOM.Node, name: string): string | undefined => {
  const at = node.attributes?.findIndex((value, i) => i % 2 === 0 && value === name) ?? -1;
  return at < 0 ? undefined : node.attributes?.[at + 1];
};

const boxOf = async (session: CDPSession, node: Protocol.DOM.Node, label?: string): Promise<Badge | undefined> => {
  const box = await session.send('DOM.getBoxModel', { backendNodeId: node.backendNodeId }).catch(() => undefined);
  if (box === undefined) return undefined;
  const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = box.model.border;
  return {
    name: label ?? attribute(node, 'aria-label') ?? '',
    spoken: attribute(node, 'aria-label') ?? '',
    description: attribute(node, 'title') ?? '',
    x: (x1 + x3) / 2,
    y: (y1 + y3) / 2,
    width: x3 - x1,
    height: y3 - y1,
  };
};

const readBadges = async (session: CDPSession, sort: 'badge' | 'field-badge' | 'notice'): Promise<Badge[]> => {
  const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const buttons = nodes.filter((node) => node.nodeName === 'BUTTON' && attribute(node, 'data-fieldseal') === sort);
  const labelOf = ({ nodeId }: Protocol.DOM.Node): string | undefined => {
    const label = nodes.find((node) => node.parentId === nodeId && node.nodeName === 'SPAN');
    return label && attribute(label, 'data-label')?.trim();
  };
  const boxes = await Promise.all(buttons.map((node) => boxOf(session, node, labelOf(node))));
  return boxes.filter((box) => box !== undefined && box.width > 0).sort((a, b) => (a?.y ?? 0) - (b?.y ?? 0)) as Badge[];
};

/** The sentence that stands over a page, once there is one. */
export const noticeOn = async (page: Page): Promise<Badge> => {
  const [notice] = await waitForBadges(page, 'notice', 1, 15_000);
  if (notice === undefined) throw new Error('nothing is said over the page');
  return notice;
};

/** The mark at the field with the focus, once it is there. */
export const fieldBadge = async (page: Page): Promise<Badge> => {
  const [mark] = await waitForBadges(page, 'field-badge', 1, 15_000);
  if (mark === undefined) throw new Error('the field has no mark');
  return mark;
};

/** The badges of a page from top to bottom, once there are at least `count` of them. */
export const badges = (page: Page, count: number, timeout = 15_000): Promise<Badge[]> =>
  waitForBadges(page, 'badge', count, timeout);

/** A page behind another one has none, and shows no marks: then it comes to the front again. */
const nextPicture = async (page: Page): Promise<void> => {
  if (await page.evaluate(() => document.hidden)) await page.bringToFront();
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(resolve);
        setTimeout(resolve, 250);
      }),
  );
};

const waitForBadges = async (
  page: Page,
  sort: 'badge' | 'field-badge' | 'notice',
  count: number,
  timeout: number,
): Promise<Badge[]> => {
  const session = await page.createCDPSession();
  try {
    await session.send('DOM.enable');
    const until = Date.now() + timeout;
    for (;;) {
      const found = await readBadges(session, sort);
      if (found.length >= count || Date.now() > until) return found;
      await nextPicture(page);
    }
  } finally {
    await session.detach();
  }
};
