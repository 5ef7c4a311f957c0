import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly children: ComponentChildren;
  /** Absent on the submit button of a form. */
  readonly onClick?: (click: MouseEvent) => void;
  readonly kind?: 'main' | 'plain' | 'danger' | 'quiet';
  readonly type?: 'button' | 'submit';
  /** While work is under way: it keeps its place and the focus, and does nothing. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
  readonly label?: string;
  /** Of a button behind the consent gate: whether a press would count by now. */
  readonly armed?: boolean;
}

/** The button that was pressed last. Not held: it may stand among words that are to go. */
let pressed: WeakRef<Element> | undefined;

/** The second press of a shaking hand, on a button that has moved to where another was: nobody meant that. */
const isShaken = ({ detail, currentTarget }: MouseEvent): boolean => {
  const button = currentTarget as Element;
  if (detail > 1) return pressed?.deref() !== button;
  pressed = new WeakRef(button);
  return false;
};

export const Button = ({
  children,
  onClick,
  kind = 'plain',
  type = 'button',
  busy,
  disabled,
  testId,
  label,
  armed,
}: ButtonProps) => (
  <button
    type={type}
    class={`button button-${kind}`}
    aria-disabled={busy || disabled ? 'true' : undefined}
    aria-label={label}
    data-armed={armed}
    data-testid={testId}
    onClick={(click) => {
      const shaken = isShaken(click);
      if (busy || disabled || shaken) click.preventDefault();
      else onClick?.(click);
    }}
  >
    {children}
  </button>
);
