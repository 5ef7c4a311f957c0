import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import type { DamageAlarmProps } from './damage-alarm.tsx';

interface AlarmWords {
  readonly testId: string;
  readonly title: string;
  readonly what: string;
  readonly advice: string;
  readonly accept: string;
  readonly sure: string;
}

const olderCopy = (): AlarmWords => ({
  testId: 'older-copy',
  title: t('older_title'),
  what: t('older_what'),
  advice: t('older_do'),
  accept: t('older_accept'),
  sure: t('older_sure'),
});

const lostWitness = (): AlarmWords => ({
  testId: 'witness-lost',
  title: t('witness_title'),
  what: t('witness_what'),
  advice: t('witness_do'),
  accept: t('witness_accept'),
  sure: t('witness_sure'),
});

const wordsFor = ({ rolledBack, witnessLost }: DamageAlarmProps['status']): AlarmWords | undefined => {
  if (rolledBack === true) return olderCopy();
  return witnessLost === true ? lostWitness() : undefined;
};

/** An older copy stands in the vault's place, or may: what that means, what to do, and the way to go on with it. */
export const OlderCopyAlarm = ({ status, length = 'whole' }: DamageAlarmProps) => {
  const words = wordsFor(status);
  if (!words) return null;
  return (
    <div class="damage">
      <Notice kind="danger" role="alert" title={words.title} testId={words.testId}>
        <p>{words.what}</p>
        {length === 'whole' ? (
          <>
            <p>{words.advice}</p>
            <Accept words={words} />
          </>
        ) : (
          <p>
            <a href="/app.html" target="_blank" rel="noreferrer">
              {t('common_open_full')}
            </a>
          </p>
        )}
      </Notice>
    </div>
  );
};

/** Asks once more: it is what somebody who put the copy here would press too. */
const Accept = ({ words }: { readonly words: AlarmWords }) => {
  const keeper = useKeeper();
  const [asking, setAsking] = useState(false);
  const accept = useTask(async () => void (await keeper.call('vault.acceptState', {})));
  return (
    <div class="actions">
      {asking ? (
        <>
          <span>{words.sure}</span>
          <Button kind="danger" busy={accept.busy} onClick={() => void accept.run()} testId="older-accept-yes">
            {t('older_yes')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('common_cancel')}</Button>
        </>
      ) : (
        <Button kind="danger" onClick={() => setAsking(true)} testId="older-accept">
          {words.accept}
        </Button>
      )}
      <ErrorNotice error={accept.error} />
    </div>
  );
};
