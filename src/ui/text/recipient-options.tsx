import { useEffect, useRef } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { verifiedWords } from '../components/verified-words.ts';
import { t } from '../words.ts';
import type { Offer } from './recipient-choice.ts';

interface RecipientOptionsProps {
  readonly id: string;
  /** Before the contact's id in the id of its entry. */
  readonly prefix: string;
  readonly open: boolean;
  readonly offered: readonly Offer[];
  readonly active: string | undefined;
  /** There are no contacts at all. */
  readonly empty: boolean;
  readonly onPick: (offer: Offer) => void;
}

/** The list under the recipients' field. Always in the document, so that the field can refer to it. */
export const RecipientOptions = ({ id, prefix, open, offered, active, empty, onPick }: RecipientOptionsProps) => {
  const list = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) frame.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  useEffect(() => {
    if (active !== undefined) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div class="options" hidden={!open} ref={frame}>
      <div id={id} ref={list} role="listbox" aria-label={t('composer_to')}>
        {offered.map((offer) => (
          <Option
            key={offer.id}
            id={`${prefix}-${offer.id}`}
            offer={offer}
            active={offer.id === active}
            onPick={onPick}
          />
        ))}
      </div>
      {(empty || offered.length === 0) && (
        <p class="options-none">{empty ? t('composer_to_none') : t('composer_to_no_match')}</p>
      )}
    </div>
  );
};

interface OptionProps {
  readonly id: string;
  readonly offer: Offer;
  readonly active: boolean;
  readonly onPick: (offer: Offer) => void;
}

const Option = ({ id, offer, active, onPick }: OptionProps) => (
  <div
    id={id}
    class="option"
    role="option"
    tabIndex={-1}
    aria-selected={active}
    aria-disabled={offer.contact?.expired ? 'true' : undefined}
    data-testid={`composer-recipient-${offer.id}`}
    // The focus stays in the field: losing it would close the list before the click arrives.
    onMouseDown={(press) => press.preventDefault()}
    onClick={() => onPick(offer)}
    onKeyDown={undefined}
  >
    <bdi>{offer.contact?.alias ?? t('composer_to_me')}</bdi>
    <span class="option-remark">{remarkOn(offer.contact)}</span>
  </div>
);

const remarkOn = (contact: ContactView | undefined): string => {
  if (!contact) return t('composer_to_me_what');
  if (contact.expired) return t('composer_to_expired');
  return verifiedWords(contact);
};
