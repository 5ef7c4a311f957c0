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
    expect(filesToTryAgain(report(), '/home').files).toEqual([]);
    expect(filesToTryAgain(report('browser/one.test.ts', 'editors/two.test.ts'), '/home')).toEqual({
      files: ['tests/browser/one.test.ts', 'tests/editors/two.test.ts'],
      times: 1,
    });
  });

  it('has to pass five times where an attack did not fail', () => {
    expect(filesToTryAgain(report('browser/one.test.ts', 'attacks/page/keys.test.ts'), '/home')).toEqual({
      files: ['tests/browser/one.test.ts', 'tests/attacks/page/keys.test.ts'],
      times: 5,
    });
  });

  it('is nothing where much failed, or where nobody knows what', () => {
    expect(filesToTryAgain(report('browser/a.ts', 'browser/b.ts', 'browser/c.ts'), '/home').files).toEqual([]);
    expect(filesToTryAgain({}, '/home').files).toEqual([]);
  });
});
