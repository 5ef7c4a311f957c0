import { useCallback, useEffect, useState } from 'preact/hooks';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FileField } from '../components/file-field.tsx';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { type ChosenFile, lookAt } from './is-sealed.ts';
import { OpenFile } from './open-file.tsx';
import { sweepTargets } from './save-target.ts';
import { SealFile } from './seal-file.tsx';
import { useDrop } from './use-drop.ts';

type Choice = ChosenFile & { readonly round: number };

/** Seals files, and opens sealed ones: whichever was chosen or dropped. */
export const Files = () => {
  const [choice, setChoice] = useState<Choice>();
  const look = useTask(async (file: File) => {
    const chosen = await lookAt(file);
    setChoice((before) => ({ ...chosen, round: (before?.round ?? 0) + 1 }));
  });
  const choose = useCallback(
    (file: File | undefined): void => {
      setChoice(undefined);
      look.clear();
      if (file) void look.run(file);
    },
    [look.run, look.clear],
  );
  const [drops, setDrops] = useState(0);
  const takeDropped = useCallback(
    (file: File): void => {
      setDrops((count) => count + 1);
      choose(file);
    },
    [choose],
  );
  const over = useDrop(takeDropped);
  useEffect(() => void sweepTargets().catch(() => undefined), []);
  return (
    <section class="stack">
      <h1>{t('nav_files')}</h1>
      <p>{t('files_about')}</p>
      <div class="drop stack" data-over={over}>
        {/* The field would go on naming the file that was chosen in it before. */}
        <FileField key={drops} label={t('files_choose')} onChoose={choose} testId="file-input" />
        <p class="hint">{t('files_drop')}</p>
      </div>
      <ErrorNotice error={look.error} />
      {choice?.start && <OpenFile key={choice.round} file={choice.file} start={choice.start} />}
      {choice && !choice.start && <SealFile key={choice.round} file={choice.file} />}
    </section>
  );
};
