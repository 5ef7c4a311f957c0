import type { SignShape as Shape, SignColour } from '../../bytes/security-sign.ts';

interface SignShapeProps {
  readonly shape: Shape;
  /** Absent where only the form counts. */
  readonly colour?: SignColour;
}

const outlines: Record<Shape, string> = {
  circle: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z',
  square: 'M3 3h18v18H3z',
  triangle: 'M12 2.5 22.5 21.5h-21z',
  diamond: 'M12 1 23 12 12 23 1 12z',
  star: 'M12 1l3.1 7.5 8 .6-6.1 5.2 1.9 7.9L12 18l-6.9 4.2L7 14.3.9 9.1l8-.6z',
  cross: 'M8.5 2h7v6.5H22v7h-6.5V22h-7v-6.5H2v-7h6.5z',
};

/** Decoration for the eye: the words beside it say what is to be said. */
export const SignShape = ({ shape, colour }: SignShapeProps) => (
  <svg class="sign-shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false" data-colour={colour}>
    <path d={outlines[shape]} />
  </svg>
);
