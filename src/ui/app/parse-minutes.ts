/** Minutes until the lock as a person types them: a whole number from 1 to 480, else undefined. */
export const parseMinutes = (typed: string): number | undefined => {
  const text = typed.trim();
  const minutes = Number(text);
  return /^\d{1,3}$/.test(text) && minutes >= 1 && minutes <= 480 ? minutes : undefined;
};
