// What the build with shared memory offers: Argon2id alone, for lanes that are filled side by side. Each thread has an
// instance of its own over the one memory, and its own scratch in it (memory.ts); src/crypto keeps their order.
export { ARGON_THREADS, BASE_PAGES, DIGEST, IO, IO_SIZE, KEY, NONCE, STATIC_END, TAG } from './memory';
export { argon2Finish, argon2Segment, argon2Start, argon2Wipe } from './argon2';
export { blake2bFinish, blake2bStart, blake2bUpdate } from './blake2b';
