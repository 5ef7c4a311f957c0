import { useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

interface AcceptKeysProps {
  readonly known: ContactView;
  readonly card: string;
  readonly onDone: (contact: ContactView) => void;
}

/** Takes the changed keys, after the person said that they asked in another way. */
export const AcceptKeys = ({ known, card, onDone }: AcceptKeysProps) => {
  const keeper = useKeeper();
  const [asked, setAsked] = useState(false);
  const accept = useTask(async () => onDone(await keeper.call('contacts.replace', { id: known.id, card })));
  return (
    <div class="stack">
      <Checkbox
        checked={asked}
        onChange={setAsked}
        words={t('changed_accept_confirm', [known.alias])}
        testId="changed-accept-asked"
      />
      <div>
        <Button
          kind="danger"
          disabled={!asked}
          busy={accept.busy}
          onClick={() => void accept.run()}
          testId="changed-accept-submit"
        >
          {t('changed_accept')}
        </Button>
      </div>
      <ErrorNotice error={accept.error} />
    </div>
  );
};
