// The row of sealed files: a file of 256 MB that exists nowhere, in two workers, against the same construction by
// WebCrypto, which brings threads of its own.
import { readFileSync } from 'node:fs';
import { makeNodeLanes } from '../../tests/support/node-lanes.ts';
import { sinkTo, zeros } from './file-streams.mjs';

const { instantiate } = await import('../../src/crypto/instantiate.ts');
const { coreFile } = await import('../../src/crypto/load-core.ts');
const { CHUNK_BYTES, sealFile } = await import('../../src/crypto/file/file.ts');
const { startSealing, deriveNonce } = await import('../../src/crypto/file/format.ts');
const { ChunkReader } = await import('../../src/crypto/file/chunk-reader.ts');

const MB = 1e6;
/** Chunks that WebCrypto has to do at a time: with more it gets no faster. */
const DEPTH = 4;
const key = new Uint8Array(32).fill(7);
const salt = new Uint8Array(32).fill(9);

async function sealByWebCrypto(core, length, write) {
  const { header, keys } = startSealing(core, key, salt, CHUNK_BYTES);
  const aes = await crypto.subtle.importKey('raw', keys.key, 'AES-GCM', false, ['encrypt']);
  const reader = new ChunkReader(zeros(length));
  reader.resize(CHUNK_BYTES, 0);
  await write(header);
  const underWay = [];
  for (let index = 0, final = false; !final; index++) {
    const piece = await reader.next();
    final = piece.final;
    const iv = deriveNonce(keys.prefix, index, final);
    underWay.push(crypto.subtle.encrypt({ name: 'AES-GCM', iv }, aes, piece.data));
    if (underWay.length >= DEPTH) await write(new Uint8Array(await underWay.shift()));
  }
  for (const chunk of underWay) await write(new Uint8Array(await chunk));
}

async function collected(run) {
  const parts = [];
  await run((bytes) => void parts.push(bytes.slice()));
  return Buffer.concat(parts);
}

/** A row as crypto-rows.mjs gives them, its results compared already, and how to end the workers. */
export async function fileRow() {
  const module = await WebAssembly.compile(readFileSync(new URL(`../../build/${coreFile()}`, import.meta.url)));
  const { core } = instantiate(module);
  const { lanes, close } = makeNodeLanes(2, module);
  const seal = (length, write) =>
    sealFile({ core, key, source: zeros(length), sink: sinkTo(write), lanes, random: () => salt.slice() });
  const ours = await collected((write) => seal(3 * MB, write));
  if (!ours.equals(await collected((write) => sealByWebCrypto(core, 3 * MB, write)))) {
    throw new Error('file seal: webcrypto gives another result');
  }
  const nowhere = () => undefined;
  const row = {
    name: 'file seal 256 MB',
    ours: () => seal(256 * MB, nowhere),
    peers: { webcrypto: () => sealByWebCrypto(core, 256 * MB, nowhere) },
  };
  return { row, close };
}
