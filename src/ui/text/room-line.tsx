import { t } from '../words.ts';
import { isTooSmall, type Room, tooMany } from './room.ts';

/** How much of the field the sealed text will take, while one writes. */
export const RoomLine = ({ room }: { readonly room: Room | undefined }) => (
  <p class={tooMany(room) > 0 ? 'save-line problem' : 'save-line muted'} data-testid="room">
    {room && words(room)}
  </p>
);

const words = (room: Room): string => {
  const { taken, least, most, messages } = room;
  if (isTooSmall(room)) return t('composer_room_none', [String(most), String(least)]);
  // What does not fit is not sent, in however many messages.
  return messages > 1 && tooMany(room) === 0
    ? t('composer_room_pieces', [String(taken), String(most), String(messages)])
    : t('composer_room', [String(taken), String(most)]);
};
