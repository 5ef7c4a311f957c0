/** For those who hear and do not see what happened. It stands there empty before, or nothing of it is read out. */
export const Spoken = ({ words }: { readonly words: string | undefined }) => (
  <p class="hidden-title" role="status" data-testid="spoken">
    {words}
  </p>
);
