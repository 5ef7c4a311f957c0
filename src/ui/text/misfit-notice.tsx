import type { ComponentChildren } from 'preact';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { isTooSmall, type Room, tooMany } from './room.ts';

interface MisfitNoticeProps {
  readonly room: Room | undefined;
  /** The ways out for a field that takes no sealed text at all. */
  readonly wayOut: string;
  readonly children?: ComponentChildren;
}

/** Why the field cannot take what would be sealed, with figures, and what can be done. Nothing where it can. */
export const MisfitNotice = ({ room, wayOut, children }: MisfitNoticeProps) => {
  if (!room || tooMany(room) === 0) return null;
  return (
    <Notice kind="warn" role="alert" testId="insert-problem">
      {isTooSmall(room)
        ? `${t('composer_too_small', [String(room.most), String(room.least)])} ${wayOut}`
        : t('composer_too_long', tooMany(room))}
      {children}
    </Notice>
  );
};
