// What the module offers to src/crypto. Addresses are exported so that no number is written twice.
export { DIGEST, IO, IO_SIZE, KEY, NONCE, TAG, STREAM_COUNT, BASE_PAGES, STATIC_END, wipeAll, wipeScratch } from './memory';
export { aesDecrypt8, aesEncrypt8 } from './aes/blocks';
export {
  gcmAad, gcmDecrypt, gcmEncrypt, gcmForget, gcmResume, gcmStart, gcmSuspend, gcmTag, gcmVerify,
} from './gcm';
export { ocbAad, ocbBeginAad, ocbBeginData, ocbDecrypt, ocbEncrypt, ocbStart, ocbTag, ocbVerify } from './ocb';
export { kwUnwrap, kwWrap } from './kw';
export { sha256Finish, sha256Start, sha256Update } from './sha256';
export { hmacAbsorbDigest, hmacFinish, hmacKey, hmacKeyFromDigest, hmacStart } from './hmac';
export { pbkdf2Iterate } from './pbkdf2';
export { blake2bFinish, blake2bStart, blake2bUpdate } from './blake2b';
export { argon2Finish, argon2Segment, argon2Start } from './argon2';
