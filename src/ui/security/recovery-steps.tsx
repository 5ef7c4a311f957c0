import { useState } from 'preact/hooks';
import type { SheetView, WayIn } from '../../bridge/views.ts';
import { ConfirmSheet } from './confirm-sheet.tsx';
import { MakeSheet } from './make-sheet.tsx';
import { ShowSheet } from './show-sheet.tsx';

interface RecoveryStepsProps {
  /** Where the person has just shown who they are. */
  readonly proof?: WayIn | undefined;
  /** The key counts from now on. */
  readonly onDone: () => void;
}

/** A recovery key: made, put on paper, read back from the paper. Until then it opens nothing. */
export const RecoverySteps = ({ proof, onDone }: RecoveryStepsProps) => {
  const [sheet, setSheet] = useState<SheetView>();
  const [written, setWritten] = useState(false);
  if (!sheet) return <MakeSheet proof={proof} onMade={setSheet} />;
  if (!written) return <ShowSheet sheet={sheet} onWritten={() => setWritten(true)} />;
  return <ConfirmSheet sheet={sheet} onBack={() => setWritten(false)} onDone={onDone} />;
};
