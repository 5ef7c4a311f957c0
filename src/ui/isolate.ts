/** Letters of scripts that run from right to left: blocks whose characters are R or AL by default (UAX #9, 3.2). */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name as it goes into one of our sentences. One that runs from right to left is set apart by FIRST STRONG ISOLATE and
 * POP DIRECTIONAL ISOLATE: it moves nothing of the sentence, wherever that is shown or said.
 */
export const isolate = (name: string): string => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);
