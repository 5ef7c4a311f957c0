import type { CardView, ContactView } from '../../bridge/views.ts';
import { t } from '../words.ts';
import { QrCode } from './qr-code.tsx';

type Figures = Pick<CardView, 'words' | 'digits' | 'fingerprint'>;

/** The twelve words of a fingerprint, numbered, so that two people do not lose their place while comparing. */
export const FingerprintWords = ({ words }: Pick<CardView, 'words'>) => (
  <ol
    class="words"
    lang="en"
    dir="ltr"
    translate={false}
    aria-label={t('fingerprint_words')}
    data-testid="fingerprint-words"
  >
    {words.map((word, index) => (
      <li key={`${index}-${word}`}>{word}</li>
    ))}
  </ol>
);

export const FingerprintDigits = ({ digits }: Pick<CardView, 'digits'>) => (
  <p class="digits" dir="ltr" translate={false} data-testid="fingerprint-digits">
    {digits.join(' ')}
  </p>
);

/** The number that two people have in common, for one of them to read aloud. Nothing where there is none. */
export const PairNumber = ({ pair, alias }: Pick<ContactView, 'pair' | 'alias'>) =>
  pair ? (
    <div class="pair-number">
      <p class="figure-title">{t('pair_number')}</p>
      <p class="digits" dir="ltr" translate={false} data-testid="pair-number">
        {pair.join(' ')}
      </p>
      <p class="hint">{t('pair_number_how', [alias])}</p>
    </div>
  ) : null;

/** A fingerprint in all its forms. */
export const Fingerprint = ({ words, digits, fingerprint }: Figures) => (
  <div class="fingerprint">
    <div class="fingerprint-figures">
      <p class="figure-title">{t('fingerprint_words')}</p>
      <FingerprintWords words={words} />
      <p class="hint">{t('fingerprint_note')}</p>
      <p class="figure-title">{t('fingerprint_digits')}</p>
      <FingerprintDigits digits={digits} />
    </div>
    <figure class="fingerprint-qr">
      <QrCode text={fingerprint.toUpperCase()} label={t('fingerprint_qr')} />
      <figcaption class="hint" aria-hidden="true">
        {t('fingerprint_qr')}
      </figcaption>
    </figure>
  </div>
);
