import * as monaco from 'monaco-editor/editor/editor.api.js';
import 'monaco-editor/editor/browser/coreCommands.js';
import 'monaco-editor/editor/contrib/clipboard/browser/clipboard.js';
import { first, long, show } from './show.mjs';

// Its languages' work would go to a worker; plain text needs none.
globalThis.MonacoEnvironment = { getWorker: () => ({ postMessage() {}, terminate() {}, addEventListener() {} }) };

const mountMonaco =
  (editContext, value = first) =>
  (place) => {
    place.style.height = '120px';
    const editor = monaco.editor.create(place, { value, language: 'plaintext', editContext });
    return () => editor.getValue();
  };

await show('monaco', mountMonaco(true));
await show('monaco-textarea', mountMonaco(false));
await show('monaco-long', mountMonaco(true, long));
await show('monaco-textarea-long', mountMonaco(false, long));
globalThis.ready = true;
