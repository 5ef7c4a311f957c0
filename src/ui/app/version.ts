import { version as packaged } from '../../../package.json' with { type: 'json' };

/** The version of the program, as its package says it. */
export const version = packaged;
