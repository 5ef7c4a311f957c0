import type { SlotView } from '../../bridge/views.ts';
import type { TellProps } from './tell-props.ts';

export interface SlotRowProps extends TellProps {
  readonly slot: SlotView;
  readonly onSlots: (slots: readonly SlotView[]) => void;
}
