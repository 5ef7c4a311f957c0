import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { TextBox } from '../components/text-box.tsx';
import { ReplyOffer } from '../field/reply-offer.tsx';
import { t } from '../words.ts';
import { ProblemLine } from './problem-line.tsx';
import { isOnlyMe } from './recipient-choice.ts';
import { RecipientPicker } from './recipient-picker.tsx';
import type { SealProblem } from './seal-problem.ts';
import type { Draft } from './use-draft.ts';

interface WritePadProps {
  readonly draft: Draft;
  readonly contacts: readonly ContactView[];
  readonly boxRef?: RefObject<HTMLTextAreaElement | null>;
  readonly rows?: number;
  /** A passphrase opens it, too. */
  readonly withPassphrase?: boolean;
  /** It is being sealed just as it is: nothing of it can be changed. */
  readonly held?: boolean;
  /** The id of what is read out with the text. */
  readonly describedBy?: string;
  /** Sealed texts whose people could be readers, too. */
  readonly around?: readonly string[];
  /** What keeps it from being sealed, said where it is; absent where it is said elsewhere. */
  readonly problem?: SealProblem | undefined;
  /** In a page: whether a press on one of those people counts. */
  readonly judge?: (press: Event) => Promise<boolean>;
}

/** Who will be able to read it, as it is chosen now. */
const promise = ({ to }: Draft, withPassphrase = false): string => {
  if (withPassphrase) return t('composer_passphrase_placeholder');
  return isOnlyMe(to) ? t('composer_alone') : t('composer_placeholder');
};

/** Recipients and text of a draft. */
export const WritePad = ({ draft, contacts, boxRef, rows = 5, describedBy, around = [], ...rest }: WritePadProps) => {
  const own = useRef<HTMLTextAreaElement>(null);
  const box = boxRef ?? own;
  return (
    <>
      <RecipientPicker contacts={contacts} chosen={draft.to} onChoose={(to) => rest.held || draft.edit({ to })} />
      {rest.problem === 'no-recipients' && <ProblemLine problem={rest.problem} />}
      <ReplyOffer
        {...{ around, contacts }}
        judge={rest.judge}
        chosen={draft.to}
        onChoose={(to) => {
          if (rest.held) return;
          draft.edit({ to });
          // The pressed button goes away; what is typed next belongs in the text.
          box.current?.focus();
        }}
      />
      <TextBox
        label={t('composer_text')}
        placeholder={promise(draft, rest.withPassphrase)}
        value={draft.text}
        onInput={(text) => draft.edit({ text })}
        held={rest.held}
        testId="composer-text"
        rows={rows}
        boxRef={box}
        {...(describedBy === undefined ? {} : { describedBy })}
      />
      {rest.problem !== undefined && rest.problem !== 'no-recipients' && <ProblemLine problem={rest.problem} />}
    </>
  );
};
