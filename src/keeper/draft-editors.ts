/**
 * Which window is at which draft: the one that opened it last, which the greatest name tells. Without it two windows over one draft would undo each other's
 * words, each saying that all is saved.
 */
export interface DraftEditors {
  /** The draft is this window's from now on, unless one that was opened later has it. */
  readonly open: (key: string, editor: string) => void;
  /** May this window change the draft? A draft that nobody has opened is for the first who writes. */
  readonly take: (key: string, editor: string) => boolean;
}

export const makeDraftEditors = (): DraftEditors => {
  const editors = new Map<string, string>();
  return {
    open: (key, editor) => {
      if (editor > (editors.get(key) ?? '')) editors.set(key, editor);
    },
    take: (key, editor) => {
      if (!editors.has(key)) editors.set(key, editor);
      return editors.get(key) === editor;
    },
  };
};

/** What a window that has lost its draft still says is kept under this key. A field's key begins with its site, so no page can name it. */
export const besideKey = (key: string, editor: string): string => `~beside:${editor} ${key}`;
