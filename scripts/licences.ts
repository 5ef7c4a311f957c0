// What is shipped besides our own code, and under which licences: written to `licences.txt` in the extension by every
// build, from the packages whose code really went into it. A package without a licence we know stops the build.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Licences that let us ship the code with their words beside it. Another one is a decision, not a build. */
const accepted = ['MIT', 'ISC', '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '(MIT OR Apache-2.0)'];

/** Whose licence does not lie in the package: `scripts/licences/`. */
const ours = {
  wxt: 'wxt.txt',
  '@wxt-dev/i18n': 'wxt.txt',
  '@wxt-dev/browser': 'wxt.txt',
  '@wxt-dev/storage': 'wxt.txt',
};

/** The name of the file in a package, the plainest first where there are several. */
const licenceFiles = ['LICENSE-MIT', 'LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license'];

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The folder of the package that a module is of; undefined for our own. The build tools' own modules are theirs. */
export const packageFolder = (id: string, root: string): string | undefined => {
  const virtual = /^\0(rolldown|vite)\//.exec(id);
  if (virtual) return join(root, 'node_modules', virtual[1] ?? '');
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1];
};

/** Throws an Error that names the package, where it has no licence that we know and accept, or where the words are missing. */
export const readLicence = (folder: string): Licence => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!accepted.includes(license))
    throw new Error(`${name} is shipped under a licence nobody has looked at: ${license}`);
  const inside = licenceFiles.find((file) => existsSync(join(folder, file)));
  const listed = Object.entries(ours).find(([other]) => other === name)?.[1];
  if (!inside && !listed)
    throw new Error(`${name} is shipped, and the words of its licence are not in it: add them to scripts/licences`);
  const text = readFileSync(inside ? join(folder, inside) : resolve('scripts/licences', listed ?? ''), 'utf8');
  return { name, version, licence: license, text: withoutBundled(text) };
};

/** Some build tools list there what is bundled into themselves, which is not in what they put into ours. */
const withoutBundled = (text: string): string => (text.split(/^#+ Licenses of bundled dependencies/m)[0] ?? '').trim();

/** What no module of a build names: it is compiled into the core, or made into a table. */
const always = (root: string): readonly Licence[] => [
  readLicence(join(root, 'node_modules', 'assemblyscript')),
  {
    name: 'Look-alike letters (UTS #39), made into a table',
    version: '13.0.0',
    licence: 'Unicode-3.0',
    text: readFileSync(join(root, 'scripts', 'licences', 'unicode.txt'), 'utf8').trim(),
  },
];

export const licencePage = (own: string, licences: readonly Licence[]): string => {
  const sorted = [...licences].sort((a, b) => (a.name < b.name ? -1 : 1));
  const line = '-'.repeat(72);
  const parts = sorted.map(
    ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}\n`,
  );
  return `Fieldseal\n\n${own.trim()}\n\n${line}\nFieldseal contains code and data of others:\n\n${sorted
    .map(({ name, version, licence }) => `  ${name} ${version}, ${licence}`)
    .join('\n')}\n\nTheir licences follow.\n\n${parts.join('\n')}`;
};

/** Collects over all bundles of a build. `page` may be asked once they are made. */
export const collectLicences = (root: string) => {
  const folders = new Set<string>();
  const plugin: Plugin = {
    name: 'fieldseal-licences',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(file.modules)) {
          const folder = packageFolder(id, root);
          // Nothing is left of some modules.
          if (folder && renderedLength !== 0) folders.add(folder);
        }
      }
    },
  };
  const page = (): string =>
    licencePage(readFileSync(join(root, 'LICENSE'), 'utf8'), [...[...folders].map(readLicence), ...always(root)]);
  return { plugin, page };
};
