import { Busy } from '../components/busy.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { PartFrame, toVault } from './part-frame.tsx';
import { ProveForm } from './prove-form.tsx';
import { RotateForm } from './rotate-form.tsx';
import { RotationProgress } from './rotation-progress.tsx';
import type { TellProps } from './tell-props.ts';
import { useRotation } from './use-rotation.ts';

/** A new key for the vault: who has the old one, from a copy, cannot open what comes later. */
export const RotateKey = ({ tell }: TellProps) => {
  const { state, error, run, stop } = useRotation();
  const unfinished = state !== undefined && !state.running && state.done < state.total;
  const finish: typeof run = async (input) => {
    const end = await run(input);
    if (end.done < end.total) return end;
    tell({ words: t('rotate_done') });
    toVault();
    return end;
  };
  return (
    <PartFrame title={t('rotate_title')}>
      <p>{t('rotate_about')}</p>
      <ErrorNotice error={error} />
      {!state && error === undefined && <Busy words={t('common_loading')} />}
      {unfinished && (
        <Notice kind="warn" role="status" testId="rotate-unfinished">
          {t('rotate_unfinished', [state.done, state.total])}
        </Notice>
      )}
      {state && (unfinished ? <GoOn run={finish} /> : <RotateForm run={finish} />)}
      {state?.running && <RotationProgress state={state} onStop={stop} />}
    </PartFrame>
  );
};

const GoOn = ({ run }: Pick<ReturnType<typeof useRotation>, 'run'>) => (
  <ProveForm
    submitWords={t('rotate_go_on')}
    busyWords={t('rotate_busy')}
    testId="rotate-go-on"
    act={async (proof) => void (await run({ proof }))}
  />
);
