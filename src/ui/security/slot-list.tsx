import { useState } from 'preact/hooks';
import type { SlotView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import type { ToastMessage } from '../components/toast.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { SlotRow } from './slot-row.tsx';

/** Every way into the vault. */
export const SlotList = ({ tell }: { readonly tell: (message: ToastMessage | undefined) => void }) => {
  const keeper = useKeeper();
  const loaded = useLoaded(() => keeper.call('slots.list', {}), [keeper]);
  const [changed, setChanged] = useState<readonly SlotView[]>();
  const slots = changed ?? loaded.value;
  return (
    <>
      <ErrorNotice error={loaded.error} />
      {!slots && loaded.error === undefined && <Busy words={t('common_loading')} />}
      <ul class="rows">
        {slots?.map((slot) => (
          <SlotRow key={slot.id} slot={slot} last={isLastLasting(slot, slots)} onSlots={setChanged} tell={tell} />
        ))}
      </ul>
    </>
  );
};

const isLasting = ({ kind }: SlotView): boolean => kind === 'password' || kind === 'recovery';

const isLastLasting = (slot: SlotView, slots: readonly SlotView[]): boolean =>
  isLasting(slot) && slots.filter(isLasting).length === 1;
