import { makeId } from '../../bridge/wire.ts';
import { FileJobError } from '../errors.ts';
import type { FileJob } from './job.ts';

/** The files that are on their way. */
export interface FileJobs {
  /** Gives the job's id. */
  readonly add: (job: FileJob) => string;
  /** Throws `FileJobError` where it has ended. */
  readonly get: (id: string) => FileJob;
  readonly stop: (id: string) => void;
  readonly stopAll: () => void;
}

/** A page that was closed leaves its job behind: of more than these the oldest is ended. */
const mostJobs = 4;

export const makeFileJobs = (): FileJobs => {
  const jobs = new Map<string, FileJob>();
  const stop = (id: string): void => {
    jobs.get(id)?.stop();
    jobs.delete(id);
  };
  return {
    add: (job) => {
      const id = makeId();
      jobs.set(id, job);
      for (const oldest of [...jobs.keys()].slice(0, -mostJobs)) stop(oldest);
      return id;
    },
    get: (id) => {
      const job = jobs.get(id);
      if (!job) throw new FileJobError();
      return job;
    },
    stop,
    stopAll: () => {
      for (const id of [...jobs.keys()]) stop(id);
    },
  };
};
