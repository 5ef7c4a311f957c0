import { onlyMe } from '../../bridge/only-me.ts';
import type { ContactView } from '../../bridge/views.ts';
import { verifiedWords } from '../components/verified-words.ts';
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
      <Chip key={id} {...wordsFor(id, contacts)} onDrop={() => onDrop(id)} />
    ))}
  </>
);

interface ChipWords {
  readonly name: string;
  /** What to look out for. */
  readonly remark?: string;
}

const wordsFor = (id: string, contacts: readonly ContactView[]): ChipWords => {
  if (id === onlyMe) return { name: t('composer_to_me') };
  const contact = contacts.find((each) => each.id === id);
  if (!contact) return { name: '?', remark: t('error_contact_unknown') };
  const name = contact.alias;
  if (contact.expired) return { name, remark: t('contact_expired') };
  return contact.verified ? { name } : { name, remark: verifiedWords(contact) };
};

const Chip = ({ name, remark, onDrop }: ChipWords & { readonly onDrop: () => void }) => (
  <span class={remark === undefined ? 'chip' : 'chip chip-warn'} data-testid="composer-chip">
    <bdi class="chip-name">{name}</bdi>
    {remark !== undefined && <span class="chip-remark">{remark}</span>}
    <button type="button" class="chip-drop" aria-label={t('composer_to_remove', [name])} onClick={onDrop}>
      ×
    </button>
  </span>
);
