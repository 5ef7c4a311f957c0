import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { StretchBusy } from '../../components/stretch-busy.tsx';
import { t } from '../../words.ts';

interface WayBusyProps {
  /** `asking`: the browser waits for the person's passkey. */
  readonly state: 'asking' | 'working';
  readonly words: string;
  readonly onCancel: () => void;
}

/** What is under way, and the way to end it: a question to the person can be taken back. */
export const WayBusy = ({ state, words, onCancel }: WayBusyProps) =>
  state === 'working' ? (
    <StretchBusy words={words} />
  ) : (
    <div class="actions">
      <Busy words={t('way_passkey_busy')} />
      <Button onClick={onCancel} testId="passkey-cancel">
        {t('common_cancel')}
      </Button>
    </div>
  );
