import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeLocalLane, openFile, sealFile } from '../../../src/crypto/index.ts';
import { compileTestCore, coreBuilds, loadTestCore } from '../../support/core.ts';
import { collect, streamOf } from '../../support/files.ts';

interface Vector {
  readonly chunkLog: number;
  readonly length: number;
  readonly header: string;
  readonly sealedLength: number;
  readonly chunks?: string;
  readonly sha256: string;
}

const read = readFileSync(new URL('file-v1.json', import.meta.url), 'utf8');
const { files } = JSON.parse(read) as { files: readonly Vector[] };
const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const random = () => Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
const plaintextOf = (length: number) => Uint8Array.from({ length }, (_, i) => (31 * i + (i >> 8)) & 255);

describe.each(coreBuilds)('sealed files of version 1, by %s', async (build) => {
  const core = await loadTestCore(build);
  const lanes = [makeLocalLane(await compileTestCore(build))];

  it.each(files)('are what they were: $length bytes in chunks of 2^$chunkLog', async (vector) => {
    const plaintext = plaintextOf(vector.length);
    const sealed = collect();
    const chunkBytes = 2 ** vector.chunkLog;
    await sealFile({ core, key, source: streamOf(plaintext), sink: sealed.sink, lanes, chunkBytes, random });
    const bytes = sealed.bytes();
    expect(bytes.subarray(0, 72).toString('hex')).toBe(vector.header);
    expect(bytes).toHaveLength(vector.sealedLength);
    if (vector.chunks !== undefined) expect(bytes.subarray(72).toString('hex')).toBe(vector.chunks);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(vector.sha256);
    const opened = collect();
    await openFile({ core, key, source: streamOf(bytes), sink: opened.sink, lanes });
    expect(opened.bytes().equals(plaintext)).toBe(true);
  });
});
