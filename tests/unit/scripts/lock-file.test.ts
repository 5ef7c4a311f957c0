import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leftOut } from '../../../scripts/install-scripts.ts';

type Names = Readonly<Record<string, string>>;

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Entry>> };
const entries = Object.entries(packages).filter(([place]) => place !== '');

/** Where Node would look for a package, nearest first. */
const placesFor = (from: string, name: string): string[] => {
  const steps = from === '' ? [] : from.split('/node_modules/');
  return [...steps.map((_, index) => `${steps.slice(0, steps.length - index).join('/node_modules/')}/`), ''].map(
    (before) => `${before}node_modules/${name}`,
  );
};

const needs = (entry: Entry): string[] => [
  ...Object.keys({ ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies }),
  ...Object.keys(entry.peerDependencies ?? {}).filter((name) => entry.peerDependenciesMeta?.[name]?.optional !== true),
];

describe('the lock file', () => {
  it('names every package that any platform needs, so that an install adds none by itself', () => {
    const missing = Object.entries(packages).flatMap(([place, entry]) =>
      needs(entry)
        .filter((name) => !placesFor(place, name).some((at) => at in packages))
        .map((name) => `${name}, for ${place}`),
    );
    expect(missing).toEqual([]);
  });

  it('is that of package.json, where every version is an exact one', () => {
    const own = read('package.json') as Entry;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
      expect(packages['']?.[kind]).toEqual(own[kind]);
      for (const version of Object.values(own[kind] ?? {})) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });

  it('pins every package to the digest of its bytes, wherever they come from', () => {
    const loose = entries.filter(([, { integrity, link }]) => link === true || !integrity?.startsWith('sha512-'));
    expect(loose.map(([place]) => place)).toEqual([]);
    const elsewhere = entries.filter(([, { resolved }]) => !(resolved ?? 'https:').startsWith('https:'));
    expect(elsewhere.map(([place]) => place)).toEqual([]);
  });

  it('has no package with an install script that is not on the list of those left out', () => {
    const withScripts = entries.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = withScripts.map(([place]) =>
      place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    );
    expect(names.sort()).toEqual(Object.keys(leftOut).sort());
  });
});
