import type { ContactView } from '../../bridge/views.ts';
import { t } from '../words.ts';

interface RecipientChipsProps {
  readonly contacts: readonly ContactView[];
  readonly chosen: readonly string[];
  readonly onDrop: (id: string) => void;
}

/** The chosen recipients. One whose card expired meanwhile, or who was removed, stays visible and says so. */
export const RecipientChips = ({ contacts, chosen, onDrop }: RecipientChipsProps) => (
  <>
    {chosen.map((id) => (
      <Chip key={id} contact={contacts.find((contact) => contact.id === id)} onDrop={() => onDrop(id)} />
    ))}
  </>
);

const Chip = ({ contact, onDrop }: { readonly contact: ContactView | undefined; readonly onDrop: () => void }) => {
  const name = contact?.alias ?? '?';
  const remark =
    contact === undefined
      ? t('error_contact_unknown')
      : contact.expired
        ? t('contact_expired')
        : contact.verified
          ? undefined
          : t('contact_not_verified');
  return (
    <span class={contact?.verified && !contact.expired ? 'chip' : 'chip chip-warn'} data-testid="composer-chip">
      <bdi class="chip-name">{name}</bdi>
      {remark !== undefined && <span class="chip-remark">{remark}</span>}
      <button type="button" class="chip-drop" aria-label={t('composer_to_remove', [name])} onClick={onDrop}>
        ×
      </button>
    </span>
  );
};
