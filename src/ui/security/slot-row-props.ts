import type { SlotView } from '../../bridge/views.ts';
import type { TellProps } from './tell-props.ts';

export interface SlotRowProps extends TellProps {
  readonly slot: SlotView;
  /** Without it nobody could get in any more: it cannot be removed. */
  readonly last: boolean;
  readonly onSlots: (slots: readonly SlotView[]) => void;
}
