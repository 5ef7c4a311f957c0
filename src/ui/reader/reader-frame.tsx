import type { FrameContext } from '../../bridge/views.ts';
import { BoundFrame } from '../frame/bound-frame.tsx';
import { ReaderWindow } from './reader-window.tsx';

/** The whole document of reader.html: an opened text or a card beside the page's sealed text. */
export const ReaderFrame = ({ binding }: { readonly binding: Promise<FrameContext> }) => (
  <BoundFrame binding={binding} kind="reader">
    {(context) => <ReaderWindow context={context} />}
  </BoundFrame>
);
