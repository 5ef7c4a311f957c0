import { useId } from 'preact/hooks';
import { Choice } from '../../components/choice.tsx';
import { t } from '../../words.ts';
import type { WayKind } from './offered-ways.ts';
import type { WayInput } from './use-way-in.ts';

const kindWords: Record<WayKind, () => string> = {
  passphrase: () => t('way_passphrase'),
  pin: () => t('way_pin'),
  passkey: () => t('way_passkey'),
  recovery: () => t('way_recovery'),
};

interface WayChoiceProps {
  readonly input: WayInput;
  readonly legend: string;
}

/** Which way to take, where there is more than one. */
export const WayChoice = ({ input: { offered, draft, change }, legend }: WayChoiceProps) => {
  const name = useId();
  if (offered.length < 2) return null;
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {offered.map((kind) => (
        <Choice
          key={kind}
          name={name}
          words={kindWords[kind]()}
          checked={kind === draft.kind}
          onChoose={() => change({ kind })}
          testId={`way-${kind}`}
        />
      ))}
    </fieldset>
  );
};
