import type { SheetView } from '../../bridge/views.ts';
import { Arrival } from '../components/arrival.tsx';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { Sheet } from './sheet.tsx';

interface ShowSheetProps {
  readonly sheet: SheetView;
  readonly onWritten: () => void;
}

/** The sheet, to be printed or copied by hand. */
export const ShowSheet = ({ sheet, onWritten }: ShowSheetProps) => (
  <Arrival>
    <Notice kind="info">{t('sheet_not_yet')}</Notice>
    <Sheet sheet={sheet} />
    <div class="actions">
      <Button onClick={() => print()} testId="sheet-print">
        {t('sheet_print')}
      </Button>
      <Button kind="main" onClick={onWritten} testId="sheet-written">
        {t('sheet_written')}
      </Button>
    </div>
  </Arrival>
);
