import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { errorWords, t } from '../words.ts';
import { maxSlotName } from './slot-name.ts';
import type { SlotRowProps } from './slot-row-props.ts';
import { slotTitle } from './slot-words.ts';

interface RenameSlotProps extends SlotRowProps {
  readonly onClose: () => void;
}

/** Another name for a way in; the old one comes back by Undo. */
export const RenameSlot = ({ slot, onSlots, tell, onClose }: RenameSlotProps) => {
  const keeper = useKeeper();
  const [name, setName] = useState(slot.name);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.select(), []);
  const give = async (given: string): Promise<void> =>
    onSlots(await keeper.call('slots.rename', { id: slot.id, name: given }));
  const undo = (): void => {
    give(slot.name).then(
      () => tell(undefined),
      (error) => tell({ words: errorWords(error) }),
    );
  };
  const rename = useTask(async () => {
    await give(name.trim().slice(0, maxSlotName));
    tell({ words: t('slot_renamed', [slotTitle(slot)]), undo });
    onClose();
  });
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    void rename.run();
  };
  return (
    <form class="stack" onSubmit={submit} onInput={rename.clear} noValidate>
      <TextField
        label={t('slot_name')}
        hint={t('slot_name_hint')}
        value={name}
        onInput={setName}
        inputRef={input}
        testId="slot-name"
      />
      <div class="actions">
        <Button kind="main" type="submit" busy={rename.busy} testId="slot-rename-submit">
          {t('common_save')}
        </Button>
        <Button onClick={onClose}>{t('common_cancel')}</Button>
      </div>
      <ErrorNotice error={rename.error} />
    </form>
  );
};
