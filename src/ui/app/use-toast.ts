import { useCallback, useRef, useState } from 'preact/hooks';
import type { ToastMessage } from '../components/toast.tsx';

/** What was just done. It goes along to the next place, where it belongs, and no further: there it would lie in the way. */
export const useToast = () => {
  const [toast, setToast] = useState<ToastMessage>();
  const moves = useRef(0);
  const tell = useCallback((message: ToastMessage | undefined): void => {
    moves.current = 0;
    setToast(message);
  }, []);
  const moved = useCallback((): void => {
    moves.current++;
    if (moves.current > 1) setToast(undefined);
  }, []);
  return { toast, tell, moved };
};
