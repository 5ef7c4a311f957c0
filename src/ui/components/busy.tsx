/** Says that something is under way. Shown by the style sheet only after a moment, so that quick work does not flicker. */
export const Busy = ({ words }: { readonly words: string }) => (
  <p class="busy" role="status">
    <span class="busy-wheel" aria-hidden="true" />
    {words}
  </p>
);
