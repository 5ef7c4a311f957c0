import type { SecuritySign } from '../../bytes/security-sign.ts';
import { t } from '../words.ts';
import { useSign } from './sign-context.tsx';
import { SignShape } from './sign-shape.tsx';

/** Of the line of a window: what takes the first focus there refers to it, so that it is read out. */
export const signId = 'security-sign';

/** The sign of a window, as one line. It keeps its place while nothing is known, and where there is nothing. */
export const SignLine = () => {
  const sign = useSign();
  return sign && sign !== 'none' ? <SignFigure sign={sign} id={signId} testId="sign" /> : <p class="sign sign-none" />;
};

interface SignFigureProps {
  readonly sign: SecuritySign;
  readonly id?: string;
  readonly testId: string;
}

/** A sign as it looks, chosen or only offered. */
export const SignFigure = ({ sign: { phrase, colour, shape }, id, testId }: SignFigureProps) => (
  <p class="sign" id={id} data-testid={testId} data-colour={colour} data-shape={shape}>
    <SignShape shape={shape} colour={colour} />
    <span class="hidden-title">{t('sign_spoken')} </span>
    <bdi class="sign-words" translate={false}>
      {phrase}
    </bdi>
  </p>
);
