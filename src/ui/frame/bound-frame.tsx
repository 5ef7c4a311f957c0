import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { FrameContext } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { Busy } from '../components/busy.tsx';
import { t } from '../words.ts';
import { FrameState } from './frame-state.tsx';
import { watchOthers } from './other-windows.ts';
import { useWaiting } from './use-awaited.ts';
import { usePulse } from './use-pulse.ts';
import { useRegained } from './use-regained.ts';
import { useSight } from './use-sight.ts';

interface BoundFrameProps {
  readonly binding: Promise<FrameContext>;
  readonly kind: FrameContext['kind'];
  readonly children: (context: FrameContext) => ComponentChildren;
}

/** Shows its content only in a frame that belongs to our content script, and while the vault is open. */
export const BoundFrame = ({ binding, kind, children }: BoundFrameProps) => {
  const [context, setContext] = useState<FrameContext | 'unbound'>();
  useSight();
  useRegained();
  usePulse(binding);
  useWaiting();
  // Before it is painted: after that is a frame later, and the person waits.
  useLayoutEffect(() => {
    binding.then(
      (bound) => setContext(bound.kind === kind ? bound : 'unbound'),
      () => setContext('unbound'),
    );
  }, [binding, kind]);
  const bound = typeof context === 'object';
  useLayoutEffect(() => {
    const stop = new AbortController();
    // A page could have any other.
    if (bound) watchOthers(stop.signal);
    return () => stop.abort();
  }, [bound]);
  if (context === undefined) return <Busy words={t('common_loading')} />;
  if (context === 'unbound') return <Unbound />;
  return <FrameState kind={kind}>{() => children(context)}</FrameState>;
};

const Unbound = () => (
  <main class="frame frame-note" data-testid="unbound">
    <Brand />
    <h1>{t('frame_unbound_title')}</h1>
    <p>{t('frame_unbound')}</p>
  </main>
);
