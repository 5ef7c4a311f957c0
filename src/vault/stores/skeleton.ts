// Letters that a person takes for Latin ones, after Unicode Technical Standard 39: of its table those of the alphabets that
// names are written in side by side with Latin ones (Cyrillic, Greek, Armenian), and of Latin those that read like others.
const pairs: Readonly<Record<string, string>> = {
  a: 'аα',
  b: 'ьƅ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еҽ',
  g: 'ց',
  h: 'һհ',
  i: 'іιıӏ',
  j: 'јϳ',
  k: 'кκ',
  l: 'ӏǀ|1I',
  m: 'м',
  n: 'ոη',
  o: 'оοօ0',
  p: 'рρ',
  q: 'ԛզ',
  r: 'г',
  s: 'ѕ',
  t: 'тτ',
  u: 'υս',
  v: 'νѵ',
  w: 'ԝѡω',
  x: 'хχ',
  y: 'уγү',
  A: 'АΑ',
  B: 'ВΒ',
  C: 'СϹ',
  E: 'ЕΕ',
  G: 'Ԍ',
  H: 'НΗ',
  J: 'ЈͿ',
  K: 'КΚ',
  l_: 'ІΙӀ',
  M: 'МΜ',
  N: 'Ν',
  O: 'ОΟՕ',
  P: 'РΡ',
  S: 'ЅՏ',
  T: 'ТΤ',
  U: 'Ս',
  V: 'Ѵ',
  W: 'Ԝ',
  X: 'ХΧ',
  Y: 'УΥҮ',
  Z: 'Ζ',
};

const prototypes = new Map(
  Object.entries(pairs).flatMap(([latin, others]) => [...others].map((other) => [other, latin.charAt(0)] as const)),
);

/** Two names with the same skeleton look the same. Says nothing else, and is never shown. */
export const skeletonOf = (name: string): string =>
  [...name.normalize('NFKD')]
    .map((letter) => prototypes.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

const sideBySide = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
);

/** Letters of more than one alphabet that look alike: a name that is hardly anybody's. */
export const mixesScripts = (name: string): boolean => sideBySide.filter((script) => script.test(name)).length > 1;
