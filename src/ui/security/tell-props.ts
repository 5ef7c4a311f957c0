import type { ToastMessage } from '../components/toast.tsx';

export interface TellProps {
  /** Says what was done, at the foot of the page, whatever view comes next. */
  readonly tell: (message: ToastMessage | undefined) => void;
}
