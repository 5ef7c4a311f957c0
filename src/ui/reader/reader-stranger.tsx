import type { CardVerdict, ContactView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { isAddable, isUpdate } from '../contacts/verdict-words.ts';
import { ToPanel } from '../frame/to-panel.tsx';
import type { Loaded } from '../use-loaded.ts';
import type { Task } from '../use-task.ts';
import { t } from '../words.ts';
import { Added, CardBody } from './card-body.tsx';

/** The card that came inside a text by somebody who is no contact. */
export interface Stranger {
  readonly look: Loaded<CardVerdict | undefined>;
  /** Once they are a contact. */
  readonly added: ContactView | undefined;
  readonly add: Task<[]>;
}

/** Below the text: whose card it says it is, what that is to me, the words to compare. */
export const StrangerCard = ({ look, added }: Stranger) => {
  if (added) return <Added contact={added} />;
  if (look.error !== undefined) return <ErrorNotice error={look.error} />;
  return look.value ? <CardBody verdict={look.value} /> : <Busy words={t('reader_busy')} />;
};

interface AddStrangerProps extends Stranger {
  readonly armed: boolean;
  readonly judge: (press: Event) => Promise<boolean>;
}

/** In the foot, behind the same gate as Seal; alarms are settled where there is room for it. */
export const AddStranger = ({ look, added, add, armed, judge }: AddStrangerProps) => {
  const press = async (how: Event): Promise<void> => {
    if (await judge(how)) await add.run();
  };
  const verdict = look.value;
  if (!verdict || added?.verified) return null;
  if (added || verdict.kind === 'changed') return <ToPanel kind="main" words={t('reader_card_compare')} />;
  if (verdict.clash) return <ToPanel kind="main" words={t('reader_card_rename')} />;
  return isAddable(verdict) ? (
    <Button kind="main" busy={add.busy} onClick={(how) => void press(how)} armed={armed} testId="add-card-submit">
      {isUpdate(verdict) ? t('card_update') : t('add_submit')}
    </Button>
  ) : null;
};
