/**
 * For every field that may hold plaintext: without `autocomplete="off"` the browser writes its content into the
 * profile's session files; spelling and writing helpers may send it to a server.
 */
export const plainText = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: false,
  writingsuggestions: 'false',
} as const;
