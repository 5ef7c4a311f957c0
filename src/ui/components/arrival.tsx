import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The next step of something: the focus comes with it, since what was pressed for it has gone. */
export const Arrival = ({ children }: { readonly children: ComponentChildren }) => {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.focus(), []);
  return (
    <div class="stack" tabIndex={-1} ref={place}>
      {children}
    </div>
  );
};
