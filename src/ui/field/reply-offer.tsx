import type { Participants } from '../../bridge/thread-views.ts';
import type { ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { useKeeper } from '../keeper-context.ts';
import { withRecipients } from '../text/recipient-choice.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { offeredPeople } from './offered-people.ts';

interface ReplyOfferProps {
  /** Sealed texts that the page shows. */
  readonly around: readonly string[];
  readonly contacts: readonly ContactView[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
  /** In a page: whether a press counts. */
  readonly judge?: ((press: Event) => Promise<boolean>) | undefined;
}

/**
 * Offers the people of the page's sealed texts as readers. Nobody is chosen without a press: the page decides what it
 * shows.
 */
export const ReplyOffer = ({ around, contacts, chosen, onChoose, judge }: ReplyOfferProps) => {
  const keeper = useKeeper();
  const { value } = useLoaded<Participants | undefined>(
    async () => (around.length === 0 ? undefined : keeper.call('text.participants', { tokens: [...around] })),
    [keeper],
  );
  if (!value) return null;
  const add = async (press: Event, ids: readonly string[]): Promise<void> => {
    if ((await judge?.(press)) ?? true) onChoose(withRecipients(chosen, ids));
  };
  const people = offeredPeople(value.people, contacts, chosen);
  const remarks = remarksOn(value);
  if (people.length === 0 && remarks.length === 0) return null;
  return (
    <section class="reply-offer" aria-label={t('reply_title')} data-testid="reply-offer">
      {people.length > 0 && <span>{t('reply_to')}</span>}
      {people.map(({ id, alias }) => (
        <Button key={id} onClick={(press) => void add(press, [id])} testId={`reply-${id}`}>
          <bdi>{alias}</bdi>
        </Button>
      ))}
      {people.length > 1 && (
        <Button
          onClick={(press) =>
            void add(
              press,
              people.map(({ id }) => id),
            )
          }
          testId="reply-all"
        >
          {t('reply_all')}
        </Button>
      )}
      <p class="hint" data-testid="reply-remarks">
        {[...(people.length > 0 ? [t('reply_note')] : []), ...remarks].join(' ')}
      </p>
    </section>
  );
};

const remarksOn = ({ unknown, hidden, foreign }: Participants): readonly string[] => [
  ...(unknown > 0 ? [t('reply_unknown', unknown)] : []),
  ...(hidden ? [t('reply_hidden')] : []),
  ...(foreign > 0 ? [t('reply_foreign', foreign)] : []),
];
