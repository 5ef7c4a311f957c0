import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WaysView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { focusFirstProblem } from './focus-first-problem.ts';
import { isFullPage } from './full-page.ts';
import { unknownWays } from './way/offered-ways.ts';
import { useWayIn } from './way/use-way-in.ts';
import { useWayTask } from './way/use-way-task.ts';
import { WayBusy } from './way/way-busy.tsx';
import { WayChoice } from './way/way-choice.tsx';
import { WayField } from './way/way-field.tsx';

/** Asks for one of the ways in that this vault has. */
export const UnlockForm = ({ onDone }: { readonly onDone: () => void }) => {
  const keeper = useKeeper();
  const ways = useLoaded(() => keeper.call('vault.ways', {}), [keeper]);
  if (!ways.value && ways.error === undefined) return <Busy words={t('common_loading')} />;
  // Where the ways cannot be read, trying the passphrase says what is wrong with the vault.
  return <Ways ways={ways.value ?? unknownWays} onDone={onDone} onFailed={ways.reload} />;
};

interface WaysProps {
  readonly ways: WaysView;
  readonly onDone: () => void;
  /** A PIN has fewer attempts then. */
  readonly onFailed: () => void;
}

const Ways = ({ ways, onDone, onFailed }: WaysProps) => {
  const keeper = useKeeper();
  const input = useWayIn(ways);
  const { lineRef, boxRef } = useFieldFocus(input.draft.kind);
  const unlock = useWayTask(input, async (way) => {
    await keeper.call('vault.unlock', { way });
    onDone();
  });
  useLayoutEffect(() => {
    if (unlock.error === undefined) return;
    // A wrong one stays, selected, so that it can be typed over or looked at.
    lineRef.current?.select();
    if (input.draft.kind === 'pin') onFailed();
  }, [unlock.error]);
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    if (input.demand()) unlock.run();
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack unlock" onSubmit={submit} onInput={unlock.clear} noValidate>
      <WayChoice input={input} legend={t('unlock_by')} />
      <WayField input={input} prefix="unlock" lineRef={lineRef} boxRef={boxRef} />
      <ErrorNotice error={unlock.error} />
      <div>
        <Button kind="main" type="submit" busy={unlock.state !== 'idle'} testId="unlock-submit">
          {input.draft.kind === 'passkey' ? t('unlock_submit_passkey') : t('unlock_submit')}
        </Button>
        {unlock.state !== 'idle' && <WayBusy state={unlock.state} words={t('unlock_busy')} onCancel={unlock.cancel} />}
      </div>
      {!isFullPage() && <ToFullPage passkey={ways.passkeys.length > 0} />}
    </form>
  );
};

/** The field of the chosen way has the focus, so that one can type at once. */
const useFieldFocus = (kind: string) => {
  const lineRef = useRef<HTMLInputElement>(null);
  const boxRef = useRef<HTMLTextAreaElement>(null);
  const first = useRef(true);
  useLayoutEffect(() => {
    // While the person goes through the choices by arrow keys, the focus stays with them.
    if (first.current) (lineRef.current ?? boxRef.current)?.focus();
    first.current = false;
  }, [kind]);
  return { lineRef, boxRef };
};

const ToFullPage = ({ passkey }: { readonly passkey: boolean }) => (
  <p class="hint" data-testid={passkey ? 'passkey-elsewhere' : undefined}>
    {passkey && `${t('unlock_passkey_elsewhere')} `}
    <a href="/app.html" target="_blank" rel="noreferrer" data-testid="open-app">
      {t('common_open_full')}
    </a>
  </p>
);
