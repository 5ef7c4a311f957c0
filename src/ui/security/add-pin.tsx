import { useState } from 'preact/hooks';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { t } from '../words.ts';
import { NameOfSlot } from './name-of-slot.tsx';
import { PartFrame, toVault } from './part-frame.tsx';
import { leastPin } from './pin-rules.ts';
import { ProveForm } from './prove-form.tsx';
import type { TellProps } from './tell-props.ts';

/** A PIN for this device, in the place of an earlier one. */
export const AddPin = ({ tell }: TellProps) => {
  const keeper = useKeeper();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const short = [...pin].length < leastPin;
  return (
    <PartFrame title={t('add_pin_title')}>
      <p>{t('add_pin_about')}</p>
      <ProveForm
        submitWords={t('add_pin_submit')}
        busyWords={t('unlock_busy')}
        onCancel={toVault}
        testId="add-pin-submit"
        check={() => {
          setTried(true);
          return !short && pin === again;
        }}
        act={async (proof) => {
          await keeper.call('slots.addPin', { pin, name: name.trim(), proof });
          tell({ words: t('slot_added') });
          toVault();
        }}
      >
        <NameOfSlot value={name} onInput={setName} />
        <PassphraseField
          label={t('add_pin_new')}
          hint={t('add_pin_hint')}
          value={pin}
          onInput={setPin}
          problem={tried && short ? t('error_pin_too_short', leastPin) : undefined}
          testId="new-pin"
        />
        <PassphraseField
          label={t('add_pin_again')}
          value={again}
          onInput={setAgain}
          problem={tried && pin !== again ? t('add_pin_different') : undefined}
          testId="new-pin-again"
        />
      </ProveForm>
    </PartFrame>
  );
};
