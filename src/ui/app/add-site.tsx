import { useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { requestSite } from '../../bridge/sites.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { parseSite, siteName } from '../site-name.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

/** Allows the site one came from, or another by its address. The browser asks once more. */
export const AddSite = ({ onAdded }: { readonly onAdded: () => void }) => {
  const current = useLoaded(() => callBackground('site.current', {}), []);
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string>();
  const [refusedHere, setRefusedHere] = useState(false);
  const here = current.value?.granted === false ? current.value.origin : undefined;
  const add = useTask(async (origin: string) => {
    const granted = await requestSite(origin);
    setRefusedHere(!granted && origin === here);
    if (!granted) return setProblem(origin === here ? undefined : t('sites_add_refused'));
    setAddress('');
    current.reload();
    onAdded();
  });
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    const origin = parseSite(address);
    setProblem(origin === undefined ? t('sites_add_bad') : undefined);
    if (origin !== undefined) void add.run(origin);
  };
  return (
    <form class="stack" onSubmit={submit} onInput={add.clear} noValidate>
      {here !== undefined && (
        <div>
          <Button onClick={() => void add.run(here)} testId="site-add-current">
            {t('sites_add', [siteName(here)])}
          </Button>
          <p class="problem" role="alert" data-testid="site-refused">
            {refusedHere && t('sites_add_refused')}
          </p>
        </div>
      )}
      <TextField
        label={t('sites_add_label')}
        hint={t('sites_add_hint')}
        type="url"
        inputMode="url"
        value={address}
        onInput={(typed) => {
          setAddress(typed);
          setProblem(undefined);
        }}
        problem={problem}
        testId="site-address"
      />
      <div>
        <Button type="submit" busy={add.busy} testId="site-add-submit">
          {t('sites_add_submit')}
        </Button>
      </div>
      <ErrorNotice error={add.error} />
    </form>
  );
};
