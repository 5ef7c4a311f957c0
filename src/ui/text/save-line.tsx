import { t } from '../words.ts';
import type { SaveState } from './autosave.ts';
import type { Draft } from './use-draft.ts';

/** Whether what was typed is safe already. */
export const SaveLine = ({ draft }: { readonly draft: Draft }) => {
  const words = saveWords(draft.saving, draft.text !== '', draft.restored);
  return (
    <p
      class={draft.saving === 'failed' ? 'save-line problem' : 'save-line muted'}
      role="status"
      data-testid="draft-state"
      data-state={draft.saving}
    >
      {words}
    </p>
  );
};

const saveWords = (saving: SaveState, written: boolean, restored: boolean): string | undefined => {
  if (saving === 'failed') return t('composer_draft_failed');
  if (saving === 'saved' && written) return t('composer_draft_saved');
  if (saving === 'saving') return t('composer_draft_saving');
  return restored ? t('composer_draft_restored') : undefined;
};
