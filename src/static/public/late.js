// Put into a document before our first script if that was not registered for it, so that it comes after the page's own.
// `document.readyState` does not tell: a page that ran for long is "loading" again after `document.open()`.
globalThis[Symbol.for('fieldseal.late')] = true;
