/** Minutes and seconds as `m:ss`, never negative. `left` in milliseconds. */
export const formatCountdown = (left: number): string => {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** A day in the words of the language, such as “21 November 2026”. `time` in milliseconds since 1970. */
export const formatDay = (time: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(time);

/** A day and the time of day, to the minute. `time` in milliseconds since 1970. */
export const formatMoment = (time: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(time);
