/** The mark of Fieldseal: a shield with a text field and a seal on it. Decoration: the name stands beside it. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path class="mark-shield" d="M16 1.5 28 5.5v9.6c0 7.3-4.7 12.8-12 15.4C8.7 27.9 4 22.4 4 15.1V5.5z" />
    <rect class="mark-field" x="8" y="8.5" width="16" height="4.5" rx="1.5" />
    <circle class="mark-seal" cx="16" cy="20" r="4" />
  </svg>
);
