import { type Verification, verifiedWords } from './verified-words.ts';

/** Whether the fingerprint was compared: in a word and a sign, not in colour alone. */
export const VerifiedMark = ({ of }: { readonly of: Verification }) => (
  <span class={of.verified ? 'badge badge-good' : 'badge badge-warn'}>
    <span aria-hidden="true">{of.verified ? '✓ ' : '? '}</span>
    {verifiedWords(of)}
  </span>
);
