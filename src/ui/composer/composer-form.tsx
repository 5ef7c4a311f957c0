import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { draftKey } from '../../bridge/draft-key.ts';
import type { ContactView, FrameContext } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { FieldNotice } from '../field/field-notice.tsx';
import type { Beginning } from '../field/field-start.ts';
import { LastTextOffer } from '../field/last-text.tsx';
import { OtherTextChoice } from '../field/other-text.tsx';
import type { Begun } from '../field/use-begun.ts';
import { closeFrame } from '../frame/close-frame.tsx';
import { ToPanel } from '../frame/to-panel.tsx';
import { useAwaited } from '../frame/use-awaited.ts';
import { useConsent } from '../frame/use-consent.ts';
import { useSeen } from '../frame/use-seen.ts';
import { signId } from '../sign/sign-line.tsx';
import { roomFor } from '../text/room.ts';
import { RoomLine } from '../text/room-line.tsx';
import { SaveLine } from '../text/save-line.tsx';
import { focusReaders, isSealKey } from '../text/seal-key.ts';
import { sealProblem } from '../text/seal-problem.ts';
import type { Draft } from '../text/use-draft.ts';
import { WritePad } from '../text/write-pad.tsx';
import type { Loaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { ComposerNotices } from './composer-notices.tsx';
import { useFrameSeal } from './use-frame-seal.ts';

interface ComposerFormProps {
  readonly context: FrameContext;
  readonly draft: Draft;
  readonly contacts: Loaded<readonly ContactView[]>;
  readonly beginning: Beginning;
  readonly begun: Begun;
  /** The whole window: all of it must be in plain sight when Seal is pressed. */
  readonly windowRef: RefObject<HTMLElement | null>;
}

/** Of the box, its first three lines: CSS pixels. */
const leastSeen = 84;

/** The text, its readers and the Seal button, inside a page. */
export const ComposerForm = ({ context, draft, contacts, beginning, begun, windowRef }: ComposerFormProps) => {
  const box = useRef<HTMLTextAreaElement>(null);
  const foot = useRef<HTMLElement>(null);
  const form = useRef<HTMLDivElement>(null);
  const recipients = useSeen(form, '.chip');
  const consent = useConsent([windowRef, foot], recipients);
  const seal = useFrameSeal({ context, draft, contacts, consent, recipients, ...beginning, fate: begun.fate });
  useBoxInSight(box);
  const press = (how: Event): void => {
    seal.press(how);
    if (sealProblem({ ...draft, withPassphrase: false }) === 'no-recipients') focusReaders(form.current);
  };
  const pressByKey = (key: KeyboardEvent): void => {
    if (isSealKey(key)) press(key);
  };
  const leave = (): void => void draft.flush().then(closeFrame);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter from any part is a shortcut for the button below
    <div class="composer-form" onKeyDown={pressByKey} ref={form}>
      <div class="composer-body">
        <FieldNotice
          start={beginning.start}
          origin={context.origin}
          placing={begun.placing}
          toPanel={<ToPanel kind="plain" words={t('reader_use_panel')} before={draft.flush} />}
        />
        <OtherTextChoice other={begun.other} />
        {begun.placing?.chosen !== 'all' && (
          <LastTextOffer
            fieldKey={draftKey(context.origin, context.fieldKey)}
            {...{ draft, beginning }}
            judge={seal.judge}
            held={seal.busy}
            onBack={() => box.current?.focus()}
            onShown={() => keepInSight(box.current)}
          />
        )}
        {context.site?.changed === true && (
          <Notice kind="warn" testId="composer-site-changed">
            {t('composer_site_changed', [context.site.name])}
          </Notice>
        )}
        <WritePad
          draft={draft}
          contacts={contacts.value ?? []}
          boxRef={box}
          rows={3}
          around={beginning.around}
          describedBy={signId}
          judge={seal.judge}
          held={seal.busy}
        />
        <ErrorNotice error={contacts.error} />
      </div>
      <ComposerNotices seal={seal} was={beginning.was} />
      <footer class="frame-foot" ref={foot}>
        <Button kind="main" busy={seal.busy} onClick={press} armed={consent.armed} testId="composer-seal">
          {seal.busy ? t('composer_seal_busy') : t('composer_seal')}
        </Button>
        <Button onClick={leave} testId="composer-cancel">
          {t('composer_cancel')}
        </Button>
        <ToPanel kind="quiet" words={t('composer_panel')} before={draft.flush} />
        <RoomInField {...{ context, draft, contacts }} />
        <SaveLine draft={draft} />
      </footer>
    </div>
  );
};

/**
 * What is said of the field stands above, and is to be read first; some of it comes later, as the people to answer do.
 * Zooming and turning a screen make a window low, too.
 */
const useBoxInSight = (box: RefObject<HTMLTextAreaElement | null>): void => {
  useLayoutEffect(() => {
    const stop = new AbortController();
    box.current?.focus({ preventScroll: true });
    keepInSight(box.current);
    const keep = (): void => keepInSight(box.current);
    addEventListener('resize', keep, { signal: stop.signal });
    const observer = new MutationObserver(keep);
    const body = box.current?.closest('.composer-body');
    if (body) observer.observe(body, { childList: true, subtree: true });
    stop.signal.addEventListener('abort', () => observer.disconnect());
    return () => stop.abort();
  }, []);
  useAwaited();
};

/** In a window too low for all of it, the keys would go where nobody sees them. Scrolls no more than needed. */
const keepInSight = (box: HTMLElement | null): void => {
  const body = box?.closest('.composer-body');
  if (!box || !body || document.activeElement !== box) return;
  const under = box.getBoundingClientRect().top + leastSeen - body.getBoundingClientRect().bottom;
  if (under > 0) body.scrollTop += under;
};

/** In a field with a limit it keeps its place before it says anything; in others it never says anything. */
const RoomInField = ({ context, draft, contacts }: Pick<ComposerFormProps, 'context' | 'draft' | 'contacts'>) =>
  context.maxLength === undefined && context.site?.budget === undefined ? null : (
    <RoomLine room={roomFor(draft, context.origin, context, { contacts: contacts.value ?? [] })} />
  );
