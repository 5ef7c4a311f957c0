// Unicode Technical Standard 39, §5.2: a name is of one script, or of Latin beside those that are written with it in one text.

const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Recommended for identifiers (UAX #31, table 5), and those beyond them with letters that look like others'. */
const alone = (
  'Latin Cyrillic Greek Armenian Cherokee Coptic Lisu Deseret Canadian_Aboriginal Georgian Hebrew Arabic Syriac Thaana ' +
  'Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer ' +
  'Mongolian Ethiopic Hangul Han Hiragana Katakana Bopomofo Nko Tifinagh Vai Yi Javanese Balinese Cham Adlam'
).split(' ');

const lettersOf = (scripts: readonly string[]): string =>
  scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('');
const common = '\\p{Script_Extensions=Common}\\p{Script_Extensions=Inherited}';

const allowed = [
  ...[...together, ...alone.map((script) => [script])].map(
    (scripts) => new RegExp(`^[${lettersOf(scripts)}${common}]*$`, 'u'),
  ),
  // Of a script that is not named here: this cannot tell whether it is one.
  new RegExp(`^[^${lettersOf(alone)}]*$`, 'u'),
];

/** Letters of alphabets that nobody mixes in a name: not what the standard calls highly restrictive. */
export const mixesScripts = (name: string): boolean => {
  const plain = name.normalize('NFC');
  return !allowed.some((letters) => letters.test(plain));
};
