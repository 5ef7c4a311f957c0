import { useLayoutEffect, useRef } from 'preact/hooks';
import { readFieldBelow } from '../../bridge/ask-field.ts';
import { callBackground } from '../../bridge/background-client.ts';
import { draftKey } from '../../bridge/draft-key.ts';
import type { FrameContext } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useBeginning } from '../field/use-beginning.ts';
import { useBegun } from '../field/use-begun.ts';
import { CloseButton, closeFrame } from '../frame/close-frame.tsx';
import { guardDrags } from '../frame/guard-drags.ts';
import { othersGotKeys } from '../frame/other-windows.ts';
import { MovedNotice } from '../text/moved-notice.tsx';
import { useContacts } from '../text/use-contacts.ts';
import { useDraft } from '../text/use-draft.ts';
import { t } from '../words.ts';
import { ComposerForm } from './composer-form.tsx';
import { ComposerHead } from './composer-head.tsx';

/** The composer while the vault is open. It is taken away when the vault locks, and the text with it: the draft is in the vault. */
export const ComposerWindow = ({ context }: { readonly context: FrameContext }) => {
  const main = useRef<HTMLElement>(null);
  const draft = useDraft({ key: draftKey(context.origin, context.fieldKey), origin: context.origin });
  const beginning = useBeginning(() => readFieldBelow(context.documentId, context.mountId));
  const contacts = useContacts();
  const begun = useBegun(draft, beginning, contacts);
  const { flush } = draft;
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    guardDrags(signal);
    watchFocus(signal);
    addEventListener('keydown', ({ key }) => key === 'Escape' && void flush().then(closeFrame), { signal });
    return () => stop.abort();
  }, [flush]);
  return (
    <main class="frame composer" ref={main} aria-labelledby="composer-title">
      <ComposerHead context={context} />
      {draft.hold !== 'here' && (
        <>
          <MovedNotice hold={draft.hold} onResume={draft.resume} />
          <CloseButton />
        </>
      )}
      {begun.ready && beginning && draft.hold === 'here' && (
        <ComposerForm {...{ context, draft, contacts, beginning, begun }} windowRef={main} />
      )}
      {!begun.ready && draft.error === undefined && <Busy words={t('common_loading')} />}
      {!draft.ready && draft.error !== undefined && (
        <>
          <ErrorNotice error={draft.error} />
          <CloseButton />
        </>
      )}
    </main>
  );
};

/** The page side takes the focus back sooner where it hears of a theft itself. Milliseconds. */
const backMs = 50;

/**
 * While the focus is here, keys that a page steals are swallowed in it: the background has the content scripts do so. A person
 * who comes back from the address, and leaves the page by it, writes here no more: so not before they press something.
 */
const watchFocus = (signal: AbortSignal): void => {
  const tell = (writes: boolean): void =>
    void callBackground('frame.focus', { since: Date.now(), writes }).catch(() => undefined);
  let opened = true;
  let told = false;
  const begin = ({ isTrusted }: Event): void => {
    if (told || !isTrusted) return;
    told = true;
    tell(true);
  };
  const gained = (): void => {
    told = opened;
    opened = false;
    tell(told);
  };
  const lost = (): void => {
    if (!document.hasFocus() && !othersGotKeys() && !signal.aborted)
      void callBackground('frame.lost', {}).catch(() => undefined);
  };
  addEventListener('focus', gained, { signal });
  addEventListener('blur', () => setTimeout(lost, backMs), { signal });
  for (const type of ['keydown', 'pointerdown', 'input'] as const)
    addEventListener(type, begin, { capture: true, passive: true, signal });
  if (document.hasFocus()) gained();
};
