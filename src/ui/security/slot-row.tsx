import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { t } from '../words.ts';
import { RemoveSlot } from './remove-slot.tsx';
import { RenameSlot } from './rename-slot.tsx';
import type { SlotRowProps } from './slot-row-props.ts';
import { slotFacts, slotTitle } from './slot-words.ts';

/** One way in, and what can be done with it. */
export const SlotRow = ({ slot, last, onSlots, tell }: SlotRowProps) => {
  const [doing, setDoing] = useState<'rename' | 'remove'>();
  const row = useFocusWithin(doing);
  const close = (): void => setDoing(undefined);
  const title = slotTitle(slot);
  return (
    <li class="row row-tall" ref={row} data-testid="slot-row" data-kind={slot.kind} data-slot={slot.id}>
      <div class="row-text">
        <span class="row-marks">
          <strong dir="auto">{title}</strong>
          {slot.current && <span class="badge badge-good">{t('slot_current')}</span>}
        </span>
        <span class="row-sub">{slotFacts(slot)}</span>
      </div>
      {doing === undefined && (
        <div class="actions">
          {slot.kind === 'password' && (
            <a class="button button-plain" href={`#vault/change/${slot.id}`} data-testid="slot-change">
              {t('slot_change_passphrase')}
            </a>
          )}
          <Button label={t('slot_rename_named', [title])} onClick={() => setDoing('rename')} testId="slot-rename">
            {t('slot_rename')}
          </Button>
          {!last && (
            <Button
              kind="danger"
              label={t('slot_remove_named', [title])}
              onClick={() => setDoing('remove')}
              testId="slot-remove"
            >
              {t('slot_remove')}
            </Button>
          )}
          {last && <span class="hint">{t('error_slot_last')}</span>}
        </div>
      )}
      {doing === 'rename' && <RenameSlot {...{ slot, last, onSlots, tell }} onClose={close} />}
      {doing === 'remove' && <RemoveSlot {...{ slot, last, onSlots, tell }} onClose={close} />}
    </li>
  );
};

/** What was pressed goes away when its form opens, and the form when it is done: the focus stays in the row. */
const useFocusWithin = (doing: string | undefined) => {
  const row = useRef<HTMLLIElement>(null);
  const before = useRef(doing);
  useLayoutEffect(() => {
    if (before.current !== doing) row.current?.querySelector<HTMLElement>('input, textarea, a, button')?.focus();
    before.current = doing;
  }, [doing]);
  return row;
};
