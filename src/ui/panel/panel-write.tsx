import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { draftKey } from '../../bridge/draft-key.ts';
import type { FieldReport } from '../../bridge/field-line.ts';
import { watchTabInFront } from '../../bridge/tab-in-front.ts';
import type { InsertOutcome, PanelIntent } from '../../bridge/views.ts';
import { isComposerBeside } from '../../bridge/windows-there.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useBeginning } from '../field/use-beginning.ts';
import type { FieldFate } from '../field/use-begun.ts';
import { HandComposer, type Stage } from '../text/hand-composer.tsx';
import type { Sealed } from '../text/use-seal-attempt.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { keepField } from './kept-intent.ts';
import { type KnownField, lookBeside, waitForField } from './known-field.ts';

/** Where the panel keeps what is written without a field of a page. */
const ownPlace = { key: 'fieldseal panel', origin: '' };

/** Which field of its document, wherever the page has gone since without leaving it. */
const nameOf = ({ fieldKey }: FieldReport): string => fieldKey.slice(fieldKey.lastIndexOf('#'));
const contentOf = (known: KnownField | undefined): string => JSON.stringify(known?.report.content ?? { kind: 'empty' });

/** Is what the person was shown still what the sealed text would go to? Whoever was shown nothing wrote for an empty field. */
const isAsShown = (now: KnownField, shown: KnownField | undefined): boolean =>
  contentOf(now) === contentOf(shown) &&
  (!shown || (now.documentId === shown.documentId && nameOf(now.report) === nameOf(shown.report)));

/** The field that one writes for, as it was shown. */
class ShownField {
  #shown: KnownField | undefined;
  /** The document of it, or of the one that has a text from here. */
  #documentId: string | undefined;

  show(known: KnownField | undefined): FieldReport | undefined {
    this.#shown = known;
    if (known) this.#documentId = known.documentId;
    return known?.report;
  }

  /** The tab may remember another field by now: somebody asked to write there meanwhile, or turned to another tab. */
  readonly insert = async ({ token, requestId, undo, replace }: Sealed & FieldFate): Promise<InsertOutcome> => {
    const now = await lookBeside();
    if (!now) return { kind: 'field-gone' };
    if (!isAsShown(now, this.#shown)) return { kind: 'changed' };
    this.#documentId = now.documentId;
    return callBackground('panel.insert', { token, requestId, undo, replace });
  };

  /** For another text, which goes beside what is there by now. Of another field nothing is shown. */
  readonly lookAgain = async (): Promise<FieldReport | undefined> => {
    const now = await lookBeside();
    const same = now !== undefined && now.documentId === this.#documentId;
    return this.show(same ? await lookBeside(true) : undefined);
  };
}

interface PanelWriteProps {
  readonly intent: PanelIntent | undefined;
  /** Is another page in front than that of the field? */
  readonly away: boolean;
  readonly onStage: (stage: Stage) => void;
  /** Is there a field that it goes into, as far as is known? */
  readonly onField: (there: boolean) => void;
}

/** The composer of the panel. */
export const PanelWrite = ({ intent, ...told }: PanelWriteProps) =>
  intent?.kind === 'compose' ? <ForField intent={intent} {...told} /> : <ForNone {...told} />;

/** Milliseconds. Nobody tells when a composer in the page goes. */
const lookMs = 1_000;

/** Undefined until it is known. What is said of a composer is asked again as long as it is said. */
const useComposerBeside = (): boolean | undefined => {
  const { value, error, reload } = useLoaded(isComposerBeside, []);
  const there = error === undefined ? value : false;
  useLayoutEffect(() => {
    if (!there) return;
    const stop = new AbortController();
    watchTabInFront(reload, stop.signal);
    const timer = setInterval(reload, lookMs);
    stop.signal.addEventListener('abort', () => clearInterval(timer));
    return () => stop.abort();
  }, [there]);
  return there;
};

/** Where somebody writes in the page, the keys belong there: another editor here would only begin another draft. */
const ForNone = ({ onStage }: Pick<PanelWriteProps, 'onStage'>) => {
  const inPage = useComposerBeside();
  const [own, setOwn] = useState(false);
  if (inPage === undefined) return <Busy words={t('common_loading')} />;
  if (!inPage || own) return <OwnText onStage={onStage} />;
  return (
    <Notice kind="info" role="status" testId="panel-in-page">
      {t('panel_in_page')}
      <div class="actions">
        <Button onClick={() => setOwn(true)} testId="panel-own">
          {t('panel_own')}
        </Button>
      </div>
    </Notice>
  );
};

const OwnText = ({ onStage }: Pick<PanelWriteProps, 'onStage'>) => {
  const { insert, lookAgain } = useMemo(() => new ShownField(), []);
  return <HandComposer place={ownPlace} insert={insert} lookAgain={lookAgain} onStage={onStage} atOnce />;
};

/** For a field of a page it uses the draft that the frame there would use. */
const ForField = ({ intent, away, onStage, onField }: PanelWriteProps & { readonly intent: PanelIntent }) => {
  const field = useMemo(() => new ShownField(), []);
  const [none, setNone] = useState(false);
  const beginning = useBeginning(async () => {
    const known = await waitForField();
    setNone(known === 'none');
    return field.show(known === 'none' ? undefined : known);
  });
  useEffect(() => {
    if (beginning) onField(!none);
  }, [beginning !== undefined, none]);
  const fieldKey = intent.fieldKey || beginning?.fieldKey;
  useEffect(() => {
    if (fieldKey) keepField(fieldKey);
  }, [fieldKey]);
  if (!beginning) return <Busy words={t('common_loading')} />;
  const { origin, maxLength, site } = intent;
  // By now the tab in front may remember another field, with a draft that somebody is writing in.
  const key = draftKey(origin, fieldKey ?? '');
  return (
    <HandComposer
      place={{ key, origin }}
      insert={none ? undefined : field.insert}
      lookAgain={field.lookAgain}
      beginning={beginning}
      limits={{ maxLength, site }}
      away={away}
      onStage={onStage}
      atOnce
    />
  );
};
