import { useLayoutEffect } from 'preact/hooks';
import type { FrameContext } from '../../bridge/views.ts';
import { answerComposerBeside } from '../../bridge/windows-there.ts';
import { BoundFrame } from '../frame/bound-frame.tsx';
import { ComposerWindow } from './composer-window.tsx';

/** The whole document of composer.html: what lies over a page's field. */
export const ComposerFrame = ({ binding }: { readonly binding: Promise<FrameContext> }) => {
  useLayoutEffect(() => {
    const stop = new AbortController();
    answerComposerBeside(stop.signal);
    return () => stop.abort();
  }, []);
  return (
    <BoundFrame binding={binding} kind="composer">
      {(context) => <ComposerWindow context={context} />}
    </BoundFrame>
  );
};
