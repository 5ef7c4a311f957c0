import { useRef, useState } from 'preact/hooks';
import { normalizeSignPhrase, type SecuritySign } from '../../bytes/security-sign.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { focusFirstProblem } from '../vault/focus-first-problem.ts';
import { t } from '../words.ts';
import { makeSign } from './make-sign.ts';
import { SignChoices } from './sign-choices.tsx';
import { SignFigure } from './sign-line.tsx';
import { phraseProblemWords } from './sign-words.ts';

interface SignFormProps {
  /** What is offered first. */
  readonly first: SecuritySign;
  readonly onTaken: () => void;
}

/** A sign to take with one press, to draw again, or to put together oneself. */
export const SignForm = ({ first, onTaken }: SignFormProps) => {
  const keeper = useKeeper();
  const [wanted, setWanted] = useState(first);
  const sign = { ...wanted, phrase: normalizeSignPhrase(wanted.phrase) };
  const problem = phraseProblemWords(sign.phrase);
  const own = useRef<HTMLDetailsElement>(null);
  const take = useTask(async () => {
    await keeper.call('sign.set', sign);
    onTaken();
  });
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    if (problem === undefined) return void take.run();
    // The field may be folded away.
    if (own.current) own.current.open = true;
    focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack" onSubmit={submit} onInput={take.clear} noValidate>
      <div role="status">
        <SignFigure sign={sign} testId="sign-offered" />
      </div>
      <div class="actions">
        <Button kind="main" type="submit" busy={take.busy} testId="sign-take">
          {t('sign_take')}
        </Button>
        <Button onClick={() => setWanted(makeSign(t('sign_list')))} testId="sign-another">
          {t('sign_another')}
        </Button>
      </div>
      <ErrorNotice error={take.error} />
      <details class="details" ref={own}>
        <summary data-testid="sign-own">{t('sign_own')}</summary>
        <div class="stack">
          <TextField
            label={t('sign_phrase')}
            hint={t('sign_phrase_hint')}
            value={wanted.phrase}
            onInput={(phrase) => setWanted({ ...wanted, phrase })}
            problem={problem}
            testId="sign-phrase"
          />
          <SignChoices sign={sign} onChange={(change) => setWanted({ ...wanted, ...change })} />
        </div>
      </details>
    </form>
  );
};
