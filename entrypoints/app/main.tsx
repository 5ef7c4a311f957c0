import { App } from '../../src/ui/app/app.tsx';
import { start } from '../../src/ui/start.tsx';

start('Fieldseal', <App />);
