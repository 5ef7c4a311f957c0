import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, root } from './sources.ts';

const views = filesUnder('src/ui').filter((file) => file.endsWith('.tsx'));

/** Every file that a file imports, directly or through others. */
const reachable = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) (?!type).*?from '(\.[^']+\.tsx?)'/gms,
  )) {
    reachable(resolve(dirname(file), path ?? ''), seen);
  }
  return seen;
};

describe('fields', () => {
  test('every field of text carries what keeps its content off the disk', () => {
    const elements = views.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/<(?:input|textarea)\b[\s\S]*?\/>/g)].map(([element]) => ({
        file,
        element,
      })),
    );
    expect(elements.length).toBeGreaterThanOrEqual(4);
    const bare = elements.filter(
      ({ element }) => !element.includes('{...plainText}') && !/type="(?:checkbox|radio|file)"/.test(element),
    );
    expect(bare).toEqual([]);
  });

  test.each(['composer/composer-frame.tsx', 'reader/reader-frame.tsx'])(
    'no passphrase field is within reach of %s',
    (entry) => {
      const files = [...reachable(`${root}/src/ui/${entry}`)];
      expect(files.length).toBeGreaterThan(15);
      expect(files.filter((file) => file.includes('passphrase'))).toEqual([]);
    },
  );

  test('the full page does reach one, so the search is not blind', () => {
    const files = [...reachable(`${root}/src/ui/app/app.tsx`)];
    expect(files.some((file) => file.endsWith('passphrase-field.tsx'))).toBe(true);
  });
});

describe('html', () => {
  test.each(['app', 'popup', 'sidepanel', 'composer', 'reader'])(
    '%s/index.html holds no script or style of its own',
    (entry) => {
      const html = readFileSync(`${root}/entrypoints/${entry}/index.html`, 'utf8');
      expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)| on[a-z]+=/i);
    },
  );
});

describe('words', () => {
  // Before it French has a space that does not break.
  test('no colon is put between them in code', () => {
    const put = /\}: \$\{|\)\}: </;
    const sources = filesUnder('src/ui').filter((file) => /\.tsx?$/.test(file));
    const lines = sources.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => `${file} ${line}`),
    );
    expect(lines.filter((line) => put.test(line))).toEqual([]);
  });
});

describe('effects', () => {
  const sources = filesUnder('src/ui').map((file) => [file, readFileSync(file, 'utf8')] as const);
  const withFocusOrListeners = (hook: string): string[] =>
    sources.flatMap(([file, source]) =>
      [...source.matchAll(new RegExp(`\\b${hook}\\([\\s\\S]*?, \\[[^\\]]*\\]\\)`, 'g'))]
        .filter(([effect]) => /\.(?:focus|select)\(\)|addEventListener\(/.test(effect))
        .map(([effect]) => `${file}: ${effect}`),
    );

  test('none brings the focus or a listener later than the picture they belong to', () => {
    expect(withFocusOrListeners('useEffect')).toEqual([]);
    expect(withFocusOrListeners('useLayoutEffect').length).toBeGreaterThan(10);
  });
});
