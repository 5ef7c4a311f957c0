import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type SecuritySign, signColours, signShapes } from '../../bytes/security-sign.ts';
import { t } from '../words.ts';
import { SignShape } from './sign-shape.tsx';
import { colourWords, shapeWords } from './sign-words.ts';

interface SignChoicesProps {
  readonly sign: SecuritySign;
  readonly onChange: (change: Partial<SecuritySign>) => void;
}

/** Colour and shape, each by name and as it looks. */
export const SignChoices = ({ sign: { colour, shape }, onChange }: SignChoicesProps) => (
  <>
    <Group legend={t('sign_colour')}>
      {(name) =>
        signColours.map((each) => (
          <label class="swatch" key={each}>
            <input
              type="radio"
              name={name}
              checked={each === colour}
              data-testid={`sign-${each}`}
              onChange={() => onChange({ colour: each })}
            />
            <SignShape shape={shape} colour={each} />
            <span>{colourWords(each)}</span>
          </label>
        ))
      }
    </Group>
    <Group legend={t('sign_shape')}>
      {(name) =>
        signShapes.map((each) => (
          <label class="swatch" key={each}>
            <input
              type="radio"
              name={name}
              checked={each === shape}
              data-testid={`sign-${each}`}
              onChange={() => onChange({ shape: each })}
            />
            <SignShape shape={each} colour={colour} />
            <span>{shapeWords(each)}</span>
          </label>
        ))
      }
    </Group>
  </>
);

interface GroupProps {
  readonly legend: string;
  /** Gets the name that its entries share. */
  readonly children: (name: string) => ComponentChildren;
}

const Group = ({ legend, children }: GroupProps) => (
  <fieldset class="choices">
    <legend>{legend}</legend>
    <div class="swatches">{children(useId())}</div>
  </fieldset>
);
