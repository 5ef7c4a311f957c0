import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { LastText } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import type { Draft, DraftText } from '../text/use-draft.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import type { Beginning } from './field-start.ts';

interface LastTextOfferProps {
  /** Of the field. */
  readonly fieldKey: string;
  readonly draft: Draft;
  readonly beginning: Beginning;
  /** In a page: whether a press counts. */
  readonly judge?: ((press: Event) => Promise<boolean>) | undefined;
  /** It is being sealed just as it is: nothing of it can be changed. */
  readonly held: boolean;
  /** Where to go on writing. */
  readonly onBack: () => void;
  /** It has come, and moved what stands below it. */
  readonly onShown?: () => void;
}

/** The box begins with words of the field: they are not to be pushed out of it. */
const holdsField = ({ start }: Beginning): boolean => start.kind === 'text' || start.kind === 'edit';

/** It is in the field still. */
const stands = ({ tail }: LastText, { was = '' }: Beginning): boolean =>
  was.replace(/[^0-9A-Za-z]/g, '').includes(tail);

/**
 * Offers what was last sealed for this field, where no page has shown it since: the page may have cleared it. Putting it
 * back changes nothing that is kept, and dismissing it neither: a page could have led a person to that press.
 */
export const LastTextOffer = ({ fieldKey, draft, beginning, judge, held, onBack, onShown }: LastTextOfferProps) => {
  const keeper = useKeeper();
  const { value } = useLoaded(() => keeper.call('drafts.last', { key: fieldKey }), [keeper, fieldKey]);
  /** What stood in the box, once the last text is back. */
  const [before, setBefore] = useState<DraftText>();
  const [dismissed, setDismissed] = useState(false);
  const offered = value && !holdsField(beginning) && !stands(value, beginning);
  useLayoutEffect(() => {
    if (offered) onShown?.();
  }, [offered]);
  if (!offered) return null;
  const counts = async (press: Event): Promise<boolean> => !held && ((await judge?.(press)) ?? true);
  const putBack = async (press: Event): Promise<void> => {
    if (!(await counts(press))) return;
    setBefore({ text: draft.text, to: draft.to });
    draft.edit({ text: value.text, to: value.to });
    onBack();
  };
  const undo = (): void => {
    if (held || !before) return;
    draft.edit(before);
    setBefore(undefined);
    onBack();
  };
  const dismiss = async (press: Event): Promise<void> => {
    if (!(await counts(press))) return;
    setDismissed(true);
    await keeper.call('drafts.putAside', { key: fieldKey }).catch(() => null);
    onBack();
  };
  if (dismissed) return <Told words={t('last_text_dismissed')} />;
  if (before)
    return (
      <Told words={t('last_text_is_back')}>
        <Button kind="quiet" onClick={undo} testId="last-text-undo">
          {t('common_undo')}
        </Button>
      </Told>
    );
  if (draft.text === value.text) return null;
  return (
    <Told words={t('last_text')}>
      <Button kind="quiet" onClick={(press) => void putBack(press)} testId="last-text-back">
        {t('last_text_back')}
      </Button>
      <Button kind="quiet" onClick={(press) => void dismiss(press)} testId="last-text-dismiss">
        {t('last_text_dismiss')}
      </Button>
    </Told>
  );
};

const Told = ({ words, children }: { readonly words: string; readonly children?: ComponentChildren }) => (
  <Notice kind="info" role="status" testId="last-text">
    {words} {children && <span class="actions actions-beside">{children}</span>}
  </Notice>
);
