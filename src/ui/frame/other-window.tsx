import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { FrameContext } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { t } from '../words.ts';

/** `come`: the person wants you in front. */
type Word = 'who' | 'here' | 'gone' | 'come';

/** With the keys, and in front of the other. */
const come = (): void => {
  window.focus();
  void callBackground('frame.regained', {}).catch(() => undefined);
};

/**
 * Is the other of our two windows open in this document? They speak on a channel of our own origin: the page neither hears
 * it nor sees another size.
 */
const useOther = (documentId: string): { readonly there: boolean; readonly call: () => void } => {
  const [there, setThere] = useState(false);
  const channel = useRef<BroadcastChannel>(undefined);
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const line = new BroadcastChannel(`windows ${documentId}`);
    channel.current = line;
    const say = (word: Word): void => line.postMessage(word);
    const hear = ({ data }: MessageEvent<Word>): void => {
      if (data === 'come') come();
      else setThere(data !== 'gone');
      if (data === 'who') say('here');
    };
    line.addEventListener('message', hear, { signal });
    addEventListener('pagehide', () => say('gone'), { signal });
    say('who');
    signal.addEventListener('abort', () => {
      say('gone');
      line.close();
    });
    return () => stop.abort();
  }, [documentId]);
  return { there, call: () => channel.current?.postMessage('come' satisfies Word) };
};

/** The way from what one writes to what one answers, and back, also where there is room for one of them alone. */
export const OtherWindow = ({ context }: { readonly context: FrameContext }) => {
  const { there, call } = useOther(context.documentId);
  if (!there) return null;
  return (
    <Button kind="quiet" onClick={call} testId="other-window">
      {t(context.kind === 'composer' ? 'composer_show_opened' : 'reader_go_on')}
    </Button>
  );
};
