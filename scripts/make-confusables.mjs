// Writes src/vault/stores/confusables.ts, or prints it: node scripts/make-confusables.mjs [--print]
// The prototypes of Unicode Technical Standard 39, §4 ("confusables.txt", version 13.0.0), as the package unhomoglyph has
// them, without the letters that NFD takes apart: nobody looks those up.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const official = createRequire(import.meta.url)('unhomoglyph/data.json');

/** What later versions of the standard (up to 17.0.0) say of letters of living alphabets, and, as of `m`, of `w`. */
const later = { ӏ: 'l', ш: 'w', џ: 'u\u0329', þ: 'p', ƿ: 'p', ϸ: 'p', ղ: 'n\u0329', ւ: 'i', և: 'եi', ŋ: 'n\u0329' };
const prototypes = new Map(Object.entries({ ...official, ...later, w: 'vv', W: 'VV' }));

const nfd = (text) => text.normalize('NFD');
const once = (text) => nfd([...nfd(text)].map((letter) => prototypes.get(letter) ?? letter).join(''));
/** The standard's own targets are not all in NFD: this one does not change any more. */
const skeleton = (text) => (once(text) === text ? text : skeleton(once(text)));

const rows = [...prototypes.keys()]
  .filter((letter) => nfd(letter) === letter)
  .map((letter) => [letter.codePointAt(0), [...skeleton(letter)].map((one) => one.codePointAt(0))])
  .sort(([a], [b]) => a - b);

let last = 0;
const words = rows.map(([from, to]) => {
  const step = from - last;
  last = from;
  return [step, ...to].map((number) => number.toString(36)).join('.');
});
const lines = words.join(' ').match(/.{1,160}(?: |$)/g);
const code = `// Written by scripts/make-confusables.mjs from Unicode's confusables.txt, version 13.0.0, with a few letters of later ones.
// © 1991-2020 Unicode®, Inc. Used under the Unicode licence: https://www.unicode.org/license.txt

/** One word a letter: how far its code point is from the one before, then what it looks like. Numbers of base 36. */
export const confusables = \`
${lines.map((line) => line.trimEnd()).join('\n')}
\`;
`;
if (process.argv.includes('--print')) process.stdout.write(code);
else writeFileSync(fileURLToPath(new URL('../src/vault/stores/confusables.ts', import.meta.url)), code);
