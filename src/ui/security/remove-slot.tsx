import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { t } from '../words.ts';
import { ProveForm } from './prove-form.tsx';
import type { SlotRowProps } from './slot-row-props.ts';
import { slotTitle } from './slot-words.ts';

interface RemoveSlotProps extends SlotRowProps {
  readonly onClose: () => void;
}

/** Takes a way in away for good: it asks, says what that means, and wants a proof. */
export const RemoveSlot = ({ slot, onSlots, tell, onClose }: RemoveSlotProps) => {
  const keeper = useKeeper();
  const title = slotTitle(slot);
  return (
    <ProveForm
      kind="danger"
      submitWords={t('slot_remove_yes')}
      busyWords={t('unlock_busy')}
      onCancel={onClose}
      testId="slot-remove-yes"
      act={async (proof) => {
        onSlots(await keeper.call('slots.remove', { id: slot.id, proof }));
        tell({ words: t('slot_removed', [title]) });
        onClose();
      }}
    >
      <Notice kind="warn" role="alert" title={t('slot_remove_sure', [title])}>
        {slot.kind === 'recovery' ? t('slot_remove_recovery') : t('slot_remove_what')}
      </Notice>
    </ProveForm>
  );
};
