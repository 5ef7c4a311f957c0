import { describe, expect, it } from 'vitest';
import type { Core } from '../../../../src/crypto/core.ts';
import { randomBytes } from '../../../../src/crypto/random.ts';
import { openExportFile, sealExport } from '../../../../src/vault/transfer/export-file.ts';
import { loadTestCore } from '../../../support/core.ts';
import { testCost, testPolicy } from '../support.ts';

const core = await loadTestCore();
const options = { kdf: testCost, policy: testPolicy };

describe('an export file', () => {
  it('goes through the core in parts, straight to its place: a large vault is there twice and not four times', async () => {
    const content = new Uint8Array(3 * 2 ** 20 + 5).map((_, at) => at);
    const parts: number[] = [];
    const watched: Core = {
      ...core,
      aesGcmSeal: () => {
        throw new Error('as a whole');
      },
      gcmSealer: (...all) => {
        const sealer = core.gcmSealer(...all);
        return {
          ...sealer,
          finish: (tag) => sealer.finish(tag),
          update: (chunk) => {
            parts.push(chunk.length);
            return sealer.update(chunk);
          },
        };
      },
    };
    const file = await sealExport(watched, randomBytes, 'words', content, options);
    expect(Math.max(...parts)).toBe(2 ** 20);
    expect(await openExportFile(core, file, 'words', testPolicy)).toEqual(content);
  });
});
