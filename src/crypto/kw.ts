import { requireAesKey } from './checks.ts';
import type { Engine } from './engine.ts';
import { AuthenticationError } from './errors.ts';

const INTEGRITY_BYTES = 8;

function requireWrappable(engine: Engine, length: number): void {
  const most = engine.ioSize - INTEGRITY_BYTES;
  if (length >= 16 && length <= most && length % 8 === 0) return;
  throw new RangeError(`a key to wrap must be a multiple of 8 from 16 to ${most} bytes, not ${length}`);
}

/** RFC 3394 §2.2.1. */
export function wrapKey(engine: Engine, kek: Uint8Array, key: Uint8Array): Uint8Array {
  requireAesKey(kek);
  requireWrappable(engine, key.length);
  try {
    engine.putKey(kek);
    engine.put(key, INTEGRITY_BYTES);
    engine.wasm.kwWrap(kek.length, key.length);
    return engine.take(0, key.length + INTEGRITY_BYTES);
  } finally {
    engine.finish();
  }
}

/** RFC 3394 §2.2.2. A wrapped key of a length that cannot be is not authentic either. */
export function unwrapKey(engine: Engine, kek: Uint8Array, wrapped: Uint8Array): Uint8Array {
  requireAesKey(kek);
  const length = wrapped.length - INTEGRITY_BYTES;
  if (length < 16 || length % 8 !== 0 || wrapped.length > engine.ioSize) throw new AuthenticationError();
  try {
    engine.putKey(kek);
    engine.put(wrapped);
    if (engine.wasm.kwUnwrap(kek.length, wrapped.length) !== 1) throw new AuthenticationError();
    return engine.take(INTEGRITY_BYTES, wrapped.length);
  } finally {
    engine.finish();
  }
}
