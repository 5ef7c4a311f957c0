import type { SheetView, WayIn } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { ProveForm } from './prove-form.tsx';

interface MakeSheetProps {
  readonly proof: WayIn | undefined;
  readonly onMade: (sheet: SheetView) => void;
}

/** Has a recovery key made; asks for a proof where there is none yet. */
export const MakeSheet = ({ proof, onMade }: MakeSheetProps) => {
  const keeper = useKeeper();
  const make = useTask(async (way: WayIn) => onMade(await keeper.call('recovery.make', { proof: way })));
  if (proof === undefined) {
    return (
      <ProveForm
        submitWords={t('sheet_make')}
        busyWords={t('unlock_busy')}
        testId="sheet-make"
        act={async (way) => onMade(await keeper.call('recovery.make', { proof: way }))}
      />
    );
  }
  return (
    <div>
      <Button kind="main" busy={make.busy} onClick={() => void make.run(proof)} testId="sheet-make">
        {t('sheet_make')}
      </Button>
      {make.busy && <Busy words={t('sheet_busy')} />}
      <ErrorNotice error={make.error} />
    </div>
  );
};
