import { useState } from 'preact/hooks';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { parseMinutes } from './parse-minutes.ts';

/** After how many minutes without use the vault locks. */
export const AutoLock = () => {
  const keeper = useKeeper();
  const loaded = useLoaded(() => keeper.call('preferences.get', {}), [keeper]);
  if (loaded.value) return <AutoLockForm minutes={loaded.value.autoLockMinutes} />;
  return loaded.error === undefined ? <Busy words={t('common_loading')} /> : <ErrorNotice error={loaded.error} />;
};

const AutoLockForm = ({ minutes }: { readonly minutes: number }) => {
  const keeper = useKeeper();
  const [typed, setTyped] = useState(String(minutes));
  const [saved, setSaved] = useState(false);
  const wanted = parseMinutes(typed);
  const save = useTask(async (autoLockMinutes: number) => {
    await keeper.call('preferences.set', { autoLockMinutes });
    setSaved(true);
  });
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setSaved(false);
    if (wanted !== undefined) void save.run(wanted);
  };
  const edited = (): void => {
    setSaved(false);
    save.clear();
  };
  return (
    <form class="stack" onSubmit={submit} onInput={edited} noValidate>
      <TextField
        label={t('settings_auto_lock')}
        hint={t('settings_auto_lock_hint')}
        inputMode="numeric"
        value={typed}
        onInput={setTyped}
        problem={wanted === undefined ? t('settings_auto_lock_bad') : undefined}
        testId="auto-lock"
      />
      <div>
        <Button kind="main" type="submit" busy={save.busy} testId="settings-save">
          {t('common_save')}
        </Button>
      </div>
      {saved && (
        <Notice kind="good" role="status">
          {t('settings_saved')}
        </Notice>
      )}
      <ErrorNotice error={save.error} />
    </form>
  );
};
