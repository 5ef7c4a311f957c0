import { useEffect, useState } from 'preact/hooks';
import type { PanelIntent } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { LockBar } from '../components/lock-bar.tsx';
import { Notice } from '../components/notice.tsx';
import { SignLine } from '../sign/sign-line.tsx';
import { SignHint } from '../sign/sign-reminder.tsx';
import type { Stage } from '../text/hand-composer.tsx';
import { Alarms } from '../vault/alarms.tsx';
import { useOpenVault } from '../vault/vault-gate.tsx';
import { t } from '../words.ts';
import { ElsewhereNotice } from './elsewhere-notice.tsx';
import { dropKept } from './kept-intent.ts';
import { PanelRead } from './panel-read.tsx';
import { type PanelTab, PanelTabs } from './panel-tabs.tsx';
import { PanelWrite } from './panel-write.tsx';
import { ReasonNotice } from './reason-notice.tsx';
import type { ReceivedIntent } from './use-intent.ts';

interface PanelHomeProps {
  readonly received: ReceivedIntent | undefined;
  /** Is a page in front other than the one that it was opened from? */
  readonly elsewhere: boolean;
  readonly onDrop: () => void;
}

/** The text to write is in sight at once; the reason for being here stands below it, unless it is an alarm. */
const warnsFirst = ({ kind, reason }: PanelIntent): boolean => kind !== 'compose' || reason === 'fought';

/** The side panel of an open vault. */
export const PanelHome = ({ received, elsewhere, onDrop }: PanelHomeProps) => {
  const { status, refresh } = useOpenVault();
  const round = received?.round ?? 0;
  const [reloaded, setReloaded] = useState<number>();
  // What was begun here goes on in the page: two windows over one draft would undo each other.
  const left = reloaded === round;
  const intent = left ? undefined : received?.intent;
  const [stage, setStage] = useState<Stage>('empty');
  const [field, setField] = useState(true);
  const [tab, setTab] = useState<PanelTab>('write');
  /** The round whose form stands there. */
  const [formed, setFormed] = useState<number>();
  const onTab = (to: PanelTab): void => {
    if (to === 'read') setFormed(undefined);
    setTab(to);
  };
  const onStage = (now: Stage): void => {
    setStage(now);
    setFormed(round);
  };
  useEffect(() => {
    if (intent) setTab(intent.kind === 'compose' ? 'write' : 'read');
  }, [received?.round]);
  const onReloaded = (): void => {
    dropKept();
    setReloaded(round);
  };
  // While the form loads, a button below it would move under the pointer.
  const settled = tab === 'read' || formed === round;
  // A text that stands here by a press of the person's needs no more words once it is only read here, or open elsewhere.
  const plain = intent?.reason === 'asked' && (intent.kind === 'open' || stage === 'moved');
  const reason = intent && !elsewhere && !plain && (
    <ReasonNotice key={round} intent={intent} field={field} done={stage === 'inserted'} onReloaded={onReloaded} />
  );
  return (
    <main class="panel-page stack" tabIndex={-1}>
      <div class="app-top">
        <Brand />
        <LockBar status={status} onDue={refresh} />
      </div>
      <SignLine />
      <SignHint />
      <h1 class="hidden-title">{t('panel_title')}</h1>
      <Alarms status={status} length="short" />
      {intent && elsewhere && <ElsewhereNotice intent={intent} stage={stage} onOwn={onDrop} />}
      {intent && warnsFirst(intent) && reason}
      {left && (
        <Notice role="status" kind="info" testId="panel-reloaded">
          {t('panel_reloaded')}{' '}
          <a href="/app.html#drafts" target="_blank" rel="noreferrer">
            {t('nav_drafts')}
          </a>
        </Notice>
      )}
      <PanelTabs tab={tab} onTab={onTab} />
      <div id={`panel-${tab}`} role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'write' ? (
          <PanelWrite key={`${round} ${left}`} intent={intent} away={elsewhere} onStage={onStage} onField={setField} />
        ) : (
          <PanelRead key={round} intent={intent} />
        )}
      </div>
      {intent && !warnsFirst(intent) && settled && reason}
    </main>
  );
};
