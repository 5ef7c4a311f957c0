import { useState } from 'preact/hooks';
import { Busy } from '../components/busy.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { ContactRow } from './contact-row.tsx';
import { matchContacts } from './match-contacts.ts';

/** All contacts, with a search. */
export const ContactList = () => {
  const keeper = useKeeper();
  const contacts = useLoaded(() => keeper.call('contacts.list', {}), [keeper]);
  const [typed, setTyped] = useState('');
  const found = matchContacts(contacts.value ?? [], typed);
  return (
    <section class="stack">
      <div class="title-line">
        <h1>{t('contacts_title')}</h1>
        <a class="button button-main" href="#add" data-testid="add-contact">
          {t('contacts_add')}
        </a>
      </div>
      <ErrorNotice error={contacts.error} />
      {!contacts.value && contacts.error === undefined && <Busy words={t('common_loading')} />}
      {contacts.value?.length === 0 && <p class="empty">{t('contacts_empty')}</p>}
      {contacts.value && contacts.value.length > 0 && (
        <>
          <TextField
            label={t('contacts_search')}
            type="search"
            value={typed}
            onInput={setTyped}
            testId="contact-search"
          />
          <p class="muted" role="status">
            {found.length > 0 ? t('contacts_count', found.length) : t('contacts_no_match', [typed])}
          </p>
          <ul class="rows">
            {found.map((contact) => (
              <ContactRow key={contact.id} contact={contact} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
