import { useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Fingerprint, PairNumber } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { VerifiedMark } from '../components/verified-mark.tsx';
import { compareNote } from '../components/verified-words.ts';
import { useKeeper } from '../keeper-context.ts';
import { formatDay } from '../time.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { MixedName } from './mixed-name.tsx';
import { RenameForm } from './rename-form.tsx';
import { VerifyStep } from './verify-step.tsx';

interface ContactDetailProps {
  readonly id: string;
  /** The contact was removed; the caller offers the way back. */
  readonly onRemoved: (contact: ContactView) => void;
}

/** One contact: who it is, the fingerprint, and what can be done. */
export const ContactDetail = ({ id, onRemoved }: ContactDetailProps) => {
  const keeper = useKeeper();
  const contacts = useLoaded(() => keeper.call('contacts.list', {}), [keeper, id]);
  const contact = contacts.value?.find((candidate) => candidate.id === id);
  return (
    <section class="stack">
      <a href="#contacts">← {t('common_back')}</a>
      <ErrorNotice error={contacts.error} />
      {contacts.value && !contact && <Notice kind="warn">{t('contact_gone')}</Notice>}
      {contact && <Detail contact={contact} onChanged={contacts.reload} onRemoved={onRemoved} />}
    </section>
  );
};

interface DetailProps {
  readonly contact: ContactView;
  readonly onChanged: () => void;
  readonly onRemoved: (contact: ContactView) => void;
}

type Step = 'look' | 'rename' | 'verify';

const Detail = ({ contact, onChanged, onRemoved }: DetailProps) => {
  const keeper = useKeeper();
  const [step, setStep] = useState<Step>('look');
  const back = (): void => {
    setStep('look');
    onChanged();
  };
  const rename = async (alias: string): Promise<void> => {
    await keeper.call('contacts.rename', { id: contact.id, alias });
    back();
  };
  return (
    <>
      <div class="title-line">
        <h1>
          <bdi>{contact.alias}</bdi>
        </h1>
        <VerifiedMark of={contact} />
      </div>
      {contact.alias !== contact.name && <p class="muted">{t('contact_card_name', [contact.name])}</p>}
      <MixedName mixed={contact.mixed} />
      <VerifiedNote contact={contact} />
      {step === 'rename' && (
        <RenameForm
          label={t('contact_rename_label')}
          name={contact.alias}
          onRename={rename}
          onCancel={() => setStep('look')}
        />
      )}
      {step === 'verify' && <VerifyStep contact={contact} onVerified={back} onCancel={() => setStep('look')} />}
      {step === 'look' && <Actions contact={contact} onStep={setStep} onChanged={onChanged} onRemoved={onRemoved} />}
      {step !== 'verify' && (
        <>
          <PairNumber {...contact} />
          <Fingerprint {...contact} />
        </>
      )}
      <Dates contact={contact} />
    </>
  );
};

const VerifiedNote = ({ contact }: { readonly contact: ContactView }) => {
  const note = compareNote(contact);
  return (
    <Notice kind={note === undefined ? 'good' : 'warn'}>{note ?? t('contact_verified_note', [contact.alias])}</Notice>
  );
};

interface ActionsProps extends DetailProps {
  readonly onStep: (step: Step) => void;
}

const Actions = ({ contact, onStep, onChanged, onRemoved }: ActionsProps) => {
  const keeper = useKeeper();
  const remove = useTask(async () => {
    await keeper.call('contacts.remove', { id: contact.id });
    onRemoved(contact);
  });
  const unverify = useTask(async () => {
    await keeper.call('contacts.unverify', { id: contact.id });
    onChanged();
  });
  return (
    <>
      <div class="actions">
        {compareNote(contact) !== undefined && (
          <Button kind="main" onClick={() => onStep('verify')} testId="contact-verify">
            {t('contact_verify')}
          </Button>
        )}
        {(contact.verified || contact.verifiedFromFile) && (
          <Button busy={unverify.busy} onClick={() => void unverify.run()} testId="contact-unverify">
            {t('contact_unverify')}
          </Button>
        )}
        <Button onClick={() => onStep('rename')} testId="contact-rename">
          {t('contact_rename')}
        </Button>
        <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()} testId="contact-remove">
          {t('contact_remove')}
        </Button>
      </div>
      <ErrorNotice error={remove.error ?? unverify.error} />
    </>
  );
};

const Dates = ({ contact }: { readonly contact: ContactView }) => {
  const language = t('language_tag');
  const until = formatDay(contact.expires, language);
  return (
    <p class="muted">
      {t('contact_added_on', [formatDay(contact.addedAt, language)])}
      {'. '}
      {contact.expired ? t('contact_expired_on', [until]) : t('contact_expires_on', [until])}
      {contact.earlierCards > 0 && `. ${t('contact_earlier', contact.earlierCards)}`}
    </p>
  );
};
