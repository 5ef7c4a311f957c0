/** Figures that an error's words need, such as a count or a limit. Never plaintext, keys or passphrases. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** Every error that may reach a person. `code` is stable: the locale files hold the words under `error_<code>`. */
export class FieldsealError extends Error {
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(code: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}
