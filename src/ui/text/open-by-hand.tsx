import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { TextBox } from '../components/text-box.tsx';
import { focusFirstProblem } from '../vault/focus-first-problem.ts';
import { t } from '../words.ts';
import { TokenView } from './token-view.tsx';

/** Paste a sealed text or a card, and see what is in it. */
export const OpenByHand = () => {
  const [pasted, setPasted] = useState('');
  const [tried, setTried] = useState(false);
  const [token, setToken] = useState<{ readonly text: string; readonly round: number }>();
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (pasted.trim() !== '') setToken({ text: pasted, round: (token?.round ?? 0) + 1 });
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  const edit = (text: string): void => {
    setPasted(text);
    setToken(undefined);
  };
  return (
    <div class="stack">
      <form class="stack" onSubmit={submit} noValidate>
        <TextBox
          label={t('open_label')}
          hint={t('open_hint')}
          value={pasted}
          onInput={edit}
          problem={tried && pasted.trim() === '' ? t('open_empty') : undefined}
          look="token"
          testId="open-input"
        />
        <div>
          <Button kind="main" type="submit" testId="open-submit">
            {t('open_submit')}
          </Button>
        </div>
      </form>
      {token && <TokenView key={token.round} token={token.text} />}
    </div>
  );
};
