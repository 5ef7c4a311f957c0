import type { Core, StretchJob } from './core.ts';

/** In this thread, which it holds up until it is done. Throws what the core's own functions throw. */
export const stretchHere = (core: Pick<Core, 'argon2id' | 'pbkdf2Sha256'>, job: StretchJob): Uint8Array =>
  job.kdf === 'argon2id' ? core.argon2id(job) : core.pbkdf2Sha256(job.password, job.salt, job.iterations, job.length);

/** Where the core says, so that it can be ended in the middle; else in this thread. The caller wipes password and result. */
export const stretch = async (core: Core, job: StretchJob): Promise<Uint8Array> =>
  core.stretch ? core.stretch(job) : stretchHere(core, job);
