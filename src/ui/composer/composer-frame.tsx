import type { FrameContext } from '../../bridge/views.ts';
import { BoundFrame } from '../frame/bound-frame.tsx';
import { ComposerWindow } from './composer-window.tsx';

/** The whole document of composer.html: what lies over a page's field. */
export const ComposerFrame = ({ binding }: { readonly binding: Promise<FrameContext> }) => (
  <BoundFrame binding={binding} kind="composer">
    {(context) => <ComposerWindow context={context} />}
  </BoundFrame>
);
