import { describe, expect, it } from 'vitest';
import { filesToTryAgain } from '../../../scripts/second-try.ts';

const file = (name: string, status: string, ...tests: string[]) => ({
  name: `/home/tests/${name}`,
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});
const report = (...failed: string[]) => ({
  testResults: [
    file('browser/fine.test.ts', 'passed', 'passed'),
    ...failed.map((name) => file(name, 'failed', 'passed', 'failed')),
  ],
});

describe('what is tried a second time', () => {
  it('is what failed, where that is little', () => {
    expect(filesToTryAgain(report(), '/home')).toEqual([]);
    expect(filesToTryAgain(report('browser/one.test.ts', 'editors/two.test.ts'), '/home')).toEqual([
      'tests/browser/one.test.ts',
      'tests/editors/two.test.ts',
    ]);
  });

  it('is nothing where an attack did not fail, where much did, or where nobody knows', () => {
    expect(filesToTryAgain(report('browser/one.test.ts', 'attacks/page/keys.test.ts'), '/home')).toEqual([]);
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => `browser/${name}.test.ts`);
    expect(filesToTryAgain(report(...many), '/home')).toEqual([]);
    expect(filesToTryAgain({}, '/home')).toEqual([]);
  });

  it('is a file of attacks only where its browser did not come up, and none was tried', () => {
    const name = 'attacks/page/keys.test.ts';
    expect(filesToTryAgain({ testResults: [file(name, 'failed', 'skipped', 'skipped')] }, '/home')).toEqual([
      `tests/${name}`,
    ]);
    expect(filesToTryAgain({ testResults: [file(name, 'failed', 'skipped', 'passed')] }, '/home')).toEqual([]);
    expect(filesToTryAgain({ testResults: [file(name, 'failed')] }, '/home')).toEqual([]);
  });
});
