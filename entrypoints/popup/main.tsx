import { Popup } from '../../src/ui/popup/popup.tsx';
import { start } from '../../src/ui/start.tsx';

start('Fieldseal', <Popup />);
