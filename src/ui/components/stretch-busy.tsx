import { useEffect, useState } from 'preact/hooks';
import { useKeeper } from '../keeper-context.ts';
import { t } from '../words.ts';
import { Busy } from './busy.tsx';
import { Button } from './button.tsx';

/** Nobody can press it sooner with a purpose, and most work is done by then. */
const offeredAfterMs = 1000;

/** Says that a passphrase is being stretched. Where that takes longer than a moment, it can be stopped. */
export const StretchBusy = ({ words }: { readonly words: string }) => {
  const keeper = useKeeper();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), offeredAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const stop = ({ currentTarget }: MouseEvent): void => {
    // This button goes with the work: the focus stays in the form.
    (currentTarget as HTMLElement).closest('form')?.querySelector<HTMLElement>('[type=submit]')?.focus();
    // What came of it stands where the work was begun.
    void keeper.call('stretch.stop', {}).catch(() => undefined);
  };
  return (
    <div class="actions">
      <Busy words={words} />
      {long && (
        <Button onClick={stop} testId="stretch-stop">
          {t('stretch_stop')}
        </Button>
      )}
    </div>
  );
};
