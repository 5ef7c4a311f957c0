import { useLayoutEffect } from 'preact/hooks';
import type { FrameContext } from '../../bridge/views.ts';
import { BoundFrame } from '../frame/bound-frame.tsx';
import { useKeeper } from '../keeper-context.ts';
import { ReaderWindow } from './reader-window.tsx';

/** The whole document of reader.html: an opened text or a card beside the page's sealed text. */
export const ReaderFrame = ({ binding }: { readonly binding: Promise<FrameContext> }) => {
  const keeper = useKeeper();
  // The text will be asked for: meanwhile the line to the keeper is opened.
  useLayoutEffect(() => keeper.prepare(), [keeper]);
  return (
    <BoundFrame binding={binding} kind="reader">
      {(context) => <ReaderWindow context={context} />}
    </BoundFrame>
  );
};
