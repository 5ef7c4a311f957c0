import { bindFrame } from '../../src/ui/frame/bind-frame.ts';
import { ReaderFrame } from '../../src/ui/reader/reader-frame.tsx';
import { start } from '../../src/ui/start.tsx';
import { t } from '../../src/ui/words.ts';

start(t('reader_title'), <ReaderFrame binding={bindFrame()} />);
