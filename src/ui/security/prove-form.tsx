import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { WayIn, WaysView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button, type ButtonProps } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { focusFirstProblem } from '../vault/focus-first-problem.ts';
import { useWayIn } from '../vault/way/use-way-in.ts';
import { useWayTask } from '../vault/way/use-way-task.ts';
import { WayBusy } from '../vault/way/way-busy.tsx';
import { WayChoice } from '../vault/way/way-choice.tsx';
import { WayField } from '../vault/way/way-field.tsx';
import { t } from '../words.ts';

interface ProveFormProps extends Pick<ButtonProps, 'kind'> {
  /** Fields of what is asked for, above the proof. */
  readonly children?: ComponentChildren;
  readonly submitWords: string;
  readonly busyWords: string;
  /** Whether the fields above may be sent; it names what is missing in them otherwise. */
  readonly check?: () => boolean;
  readonly act: (proof: WayIn, signal: AbortSignal) => Promise<void>;
  readonly onCancel?: () => void;
  /** Of the button. */
  readonly testId: string;
  readonly cancelId?: string;
}

/** A change that wants the person to show once more that it is they: an open vault on a desk is not consent. */
export const ProveForm = (props: ProveFormProps) => {
  const keeper = useKeeper();
  const ways = useLoaded(() => keeper.call('vault.ways', {}), [keeper]);
  if (ways.value) return <Proof {...props} ways={ways.value} onFailed={ways.reload} />;
  return ways.error === undefined ? <Busy words={t('common_loading')} /> : <ErrorNotice error={ways.error} />;
};

interface ProofProps extends ProveFormProps {
  readonly ways: WaysView;
  readonly onFailed: () => void;
}

const Proof = ({ ways, onFailed, children, check = () => true, act, ...rest }: ProofProps) => {
  const input = useWayIn(ways);
  const task = useWayTask(input, act);
  useEffect(() => {
    if (task.error !== undefined && input.draft.kind === 'pin') onFailed();
  }, [task.error]);
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    // Both say what they miss.
    const ready = [check(), input.demand()].every(Boolean);
    if (ready) task.run();
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack" onSubmit={submit} onInput={task.clear} noValidate>
      {children}
      <div class="panel stack">
        <h2>{t('prove_title')}</h2>
        <p class="hint">{t('prove_why')}</p>
        <WayChoice input={input} legend={t('prove_by')} />
        <WayField input={input} prefix="proof" />
      </div>
      <ErrorNotice error={task.error} />
      <ProveButtons {...rest} state={task.state} onStop={task.cancel} />
    </form>
  );
};

interface ProveButtonsProps
  extends Pick<ProveFormProps, 'submitWords' | 'busyWords' | 'kind' | 'onCancel' | 'testId' | 'cancelId'> {
  readonly state: 'idle' | 'asking' | 'working';
  readonly onStop: () => void;
}

const ProveButtons = ({
  submitWords,
  busyWords,
  kind = 'main',
  onCancel,
  testId,
  cancelId,
  state,
  onStop,
}: ProveButtonsProps) => (
  <div>
    <div class="actions">
      <Button kind={kind} type="submit" busy={state !== 'idle'} testId={testId}>
        {submitWords}
      </Button>
      {onCancel && state === 'idle' && (
        <Button onClick={onCancel} {...(cancelId && { testId: cancelId })}>
          {t('common_cancel')}
        </Button>
      )}
    </div>
    {state !== 'idle' && <WayBusy state={state} words={busyWords} onCancel={onStop} />}
  </div>
);
