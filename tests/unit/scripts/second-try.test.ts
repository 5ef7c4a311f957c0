import { describe, expect, it } from 'vitest';
import { filesToTryAgain } from '../../../scripts/second-try.ts';

const report = (...failed: string[]) => ({
  testResults: [
    { name: '/home/tests/browser/fine.test.ts', status: 'passed' },
    ...failed.map((file) => ({ name: `/home/tests/${file}`, status: 'failed' })),
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
    expect(filesToTryAgain(report('browser/a.test.ts', 'browser/b.test.ts', 'browser/c.test.ts'), '/home')).toEqual([]);
    expect(filesToTryAgain({}, '/home')).toEqual([]);
  });
});
