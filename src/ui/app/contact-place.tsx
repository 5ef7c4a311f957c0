import type { ContactView } from '../../bridge/views.ts';
import type { ToastMessage } from '../components/toast.tsx';
import { ContactDetail } from '../contacts/contact-detail.tsx';
import { useKeeper } from '../keeper-context.ts';
import { errorWords, t } from '../words.ts';

interface ContactPlaceProps {
  readonly id: string;
  readonly tell: (message: ToastMessage | undefined) => void;
}

/** One contact in the full page. After removing, the list comes, and for as long as one likes the way back. */
export const ContactPlace = ({ id, tell }: ContactPlaceProps) => {
  const keeper = useKeeper();
  const restore = (contact: ContactView): void => {
    keeper.call('contacts.restore', { id: contact.id }).then(
      () => {
        tell(undefined);
        location.hash = `contacts/${contact.id}`;
      },
      (error) => tell({ words: errorWords(error) }),
    );
  };
  const onRemoved = (contact: ContactView): void => {
    location.hash = 'contacts';
    tell({ words: t('contact_removed', [contact.alias]), undo: () => restore(contact) });
  };
  return <ContactDetail id={id} onRemoved={onRemoved} />;
};
