import { Mark } from './mark.tsx';

/** The mark with the name. */
export const Brand = () => (
  <span class="brand">
    <Mark />
    <span translate={false}>Fieldseal</span>
  </span>
);
