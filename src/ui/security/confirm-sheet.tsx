import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SheetView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { focusFirstProblem } from '../vault/focus-first-problem.ts';
import { t } from '../words.ts';

interface ConfirmSheetProps {
  readonly sheet: SheetView;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Two groups, typed from the paper: a sheet that nobody can read is none. The key itself is out of sight here. */
export const ConfirmSheet = ({ sheet: { ask }, onBack, onDone }: ConfirmSheetProps) => {
  const keeper = useKeeper();
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const confirm = useTask(async () => {
    await keeper.call('recovery.confirm', { typed: [typed[0], typed[1]] });
    onDone();
  });
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (typed.every((group) => group.trim() !== '')) void confirm.run();
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  const problem = (which: 0 | 1): string | undefined =>
    tried && typed[which].trim() === '' ? t('sheet_group_missing') : undefined;
  return (
    <form class="stack" onSubmit={submit} onInput={confirm.clear} noValidate data-testid="sheet-confirm">
      <h2>{t('sheet_confirm_title')}</h2>
      <p>{t('sheet_confirm_why')}</p>
      <TextField
        label={t('sheet_group', [ask[0]])}
        value={typed[0]}
        onInput={(group) => setTyped([group, typed[1]])}
        inputRef={first}
        problem={problem(0)}
        testId="sheet-group-1"
      />
      <TextField
        label={t('sheet_group', [ask[1]])}
        value={typed[1]}
        onInput={(group) => setTyped([typed[0], group])}
        problem={problem(1)}
        testId="sheet-group-2"
      />
      <ErrorNotice error={confirm.error} />
      <div class="actions">
        <Button kind="main" type="submit" busy={confirm.busy} testId="sheet-confirm-submit">
          {t('sheet_confirm')}
        </Button>
        <Button onClick={onBack}>{t('sheet_again')}</Button>
      </div>
      {confirm.busy && <Busy words={t('common_loading')} />}
    </form>
  );
};
