import type { ActivityEventView } from '../../bridge/activity-views.ts';
import { formatMoment } from '../time.ts';
import { t } from '../words.ts';
import { eventWords, isAlarming } from './event-words.ts';

/** One thing that happened, in words, with its time. */
export const EventRow = ({ event }: { readonly event: ActivityEventView }) => (
  <li class="row row-tall" data-testid="activity-event" data-kind={event.kind}>
    <div class="row-text">
      <span class="row-marks">
        <span dir="auto">{eventWords(event)}</span>
        {isAlarming(event.kind) && <span class="badge badge-danger">{t('activity_alarm')}</span>}
        {event.proof === 'unproven' && <span class="badge badge-warn">{t('activity_unproven')}</span>}
      </span>
      <span class="row-sub">
        <time dateTime={new Date(event.at).toISOString()}>{formatMoment(event.at, t('language_tag'))}</time>
        {event.proof === 'journal' && ` · ${t('activity_while_locked')}`}
        {event.proof === 'unproven' && ` · ${t('activity_unproven_what')}`}
      </span>
    </div>
  </li>
);
