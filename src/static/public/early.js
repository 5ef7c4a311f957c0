// Registered before our first script, and never put into a document in another way: where it has run, a document began with
// us. `document.readyState` does not tell: a page that ran for long is "loading" again after `document.open()`.
globalThis[Symbol.for('fieldseal.early')] = true;
