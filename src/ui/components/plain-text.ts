/**
 * For every field that may hold plaintext: without `autocomplete="off"` the browser writes its content into the
 * profile's session files; spelling and writing helpers may send it to a server.
 */
export const plainText = {
  autocomplete: 'off',
  // "off": Preact sets the property of that name, to which every word but the empty one means yes.
  autocorrect: '',
  autocapitalize: 'off',
  spellcheck: false,
  writingsuggestions: 'false',
} as const;
