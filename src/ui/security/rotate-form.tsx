import type { SlotView, WaysView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { RotateField } from './rotate-field.tsx';
import { slotTitle } from './slot-words.ts';
import { useBroughtWays } from './use-brought-ways.ts';
import type { RotationState } from './use-rotation.ts';

type RotateFormProps = Pick<RotationState, 'run'>;

/** Asks for every way in that is to open the vault under its new key: only its secret can be put under that. */
export const RotateForm = ({ run }: RotateFormProps) => {
  const keeper = useKeeper();
  const loaded = useLoaded(
    () => Promise.all([keeper.call('slots.list', {}), keeper.call('vault.ways', {})] as const),
    [keeper],
  );
  if (loaded.value) {
    const [slots, ways] = loaded.value;
    return <Secrets slots={slots} ways={ways} run={run} />;
  }
  return loaded.error === undefined ? <Busy words={t('common_loading')} /> : <ErrorNotice error={loaded.error} />;
};

interface SecretsProps extends RotateFormProps {
  readonly slots: readonly SlotView[];
  readonly ways: WaysView;
}

const Secrets = ({ slots, ways, run }: SecretsProps) => {
  const brought = useBroughtWays(slots, ways, async (proof, others) => void (await run({ proof, others })));
  const typedSlots = slots.filter(({ kind }) => kind !== 'passkey');
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    brought.submit();
  };
  return (
    <form class="stack" onSubmit={submit} onInput={brought.clear} noValidate>
      <p>{t('rotate_bring')}</p>
      {typedSlots.map((slot) => (
        <RotateField
          key={slot.id}
          slot={slot}
          value={brought.typed[slot.id] ?? ''}
          onInput={(text) => brought.type(slot.id, text)}
        />
      ))}
      {ways.passkeys.length > 0 && (
        <Checkbox
          checked={brought.passkeys}
          onChange={brought.bringPasskeys}
          words={t('rotate_passkeys', ways.passkeys.length)}
          testId="rotate-passkeys"
        />
      )}
      {brought.lasting && brought.lost.length > 0 && (
        <Notice kind="warn" role="status" testId="rotate-lost">
          {t('rotate_lost', [brought.lost.map(slotTitle).join(', ')])}
        </Notice>
      )}
      {brought.tried && !brought.lasting && (
        <p class="problem" role="alert" data-testid="rotate-none">
          {t('rotate_none')}
        </p>
      )}
      <ErrorNotice error={brought.error} />
      <div>
        <Button kind="main" type="submit" busy={brought.busy} testId="rotate-submit">
          {t('rotate_submit')}
        </Button>
        {brought.busy && <Busy words={t('rotate_busy')} />}
      </div>
    </form>
  );
};
