import type { CDPSession } from 'puppeteer';

/** What a page says of itself aloud: the words, and whether they stand in the top layer. */
export const spokenStatus = async (session: CDPSession): Promise<{ words: unknown[]; onTop: boolean }> => {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const live = nodes.find(({ role }) => role?.value === 'status');
  if (live?.backendDOMNodeId === undefined) return { words: [], onTop: false };
  const { object } = await session.send('DOM.resolveNode', { backendNodeId: live.backendDOMNodeId });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId ?? '',
    functionDeclaration: 'function () { return this.closest("[popover]").matches(":popover-open"); }',
    returnByValue: true,
  });
  const words = nodes.filter(({ parentId }) => parentId === live.nodeId).map(({ name }) => name?.value as unknown);
  return { words, onTop: result.value === true };
};
