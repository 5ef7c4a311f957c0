import { useId } from 'preact/hooks';
import type { ImportCollision } from '../../bridge/transfer-views.ts';
import { Choice } from '../components/choice.tsx';
import { t } from '../words.ts';
import { collisionWords, isLost, keptWords } from './import-words.ts';

interface CollisionRowProps {
  readonly collision: ImportCollision;
  readonly side: 'mine' | 'theirs';
  readonly onSide: (side: 'mine' | 'theirs') => void;
}

/** Something that both sides have and that is not the same: a choice where only one can be used, else how it is merged. */
export const CollisionRow = ({ collision, side, onSide }: CollisionRowProps) => {
  const { reason, choose, mine, theirs } = collision;
  const name = useId();
  const withValue = (words: string, value: string): string =>
    value === '' ? words : t('common_labelled', [words, value]);
  return (
    <li class="row row-tall" data-testid="collision" data-reason={reason}>
      {choose ? (
        <fieldset class="choices">
          <legend>{collisionWords(collision)}</legend>
          <Choice
            name={name}
            words={isLost(collision) ? t('collision_mine_none') : withValue(t('collision_mine'), mine)}
            checked={side === 'mine'}
            onChoose={() => onSide('mine')}
            testId="collision-mine"
          />
          <Choice
            name={name}
            words={withValue(t('collision_theirs'), theirs)}
            checked={side === 'theirs'}
            onChoose={() => onSide('theirs')}
            testId="collision-theirs"
          />
        </fieldset>
      ) : (
        <>
          <span>
            <strong dir="auto">{mine || theirs}</strong> {collisionWords(collision)}
          </span>
          <span class="row-sub">{keptWords(collision)}</span>
        </>
      )}
    </li>
  );
};
