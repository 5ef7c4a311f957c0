import { i18n } from '#i18n';
import { FieldsealError } from '../bytes/errors.ts';
import { countedErrors, errorKeys, isCountedError, isErrorCode } from './error-keys.ts';
import { isolate } from './isolate.ts';

type Words = (...rest: readonly unknown[]) => string;

const setApart = (rest: unknown): unknown =>
  Array.isArray(rest) ? rest.map((one) => (typeof one === 'string' ? isolate(one) : one)) : rest;

/** Words of the locale files, typed by their keys. What is put into them moves nothing of them: `isolate`. */
export const t = ((...rest) => (i18n.t as Words)(...rest.map(setApart))) as Words as typeof i18n.t;

/** The code an error left with; `internal` for everything that is none of our errors. */
export const errorCode = (error: unknown): string => (error instanceof FieldsealError ? error.code : 'internal');

/** How long nothing is tried after this error, in seconds; undefined where one need not wait. */
export const waitOf = (error: unknown): number | undefined =>
  error instanceof FieldsealError && error.code === 'wait'
    ? Number(error.details[countedErrors.wait.figure] ?? 0)
    : undefined;

/** What a person reads when something failed. A code without words of its own is named in a general sentence. */
export const errorWords = (error: unknown): string => {
  const code = errorCode(error);
  if (error instanceof FieldsealError && isCountedError(code)) {
    const { key, figure } = countedErrors[code];
    return t(key, Number(error.details[figure] ?? 0));
  }
  return isErrorCode(code) ? t(errorKeys[code]) : t('error_generic', [code]);
};
