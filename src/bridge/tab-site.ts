/** What may be done in the tab that is worked in. */
export interface TabSite {
  /** Absent on pages no extension may touch. */
  readonly origin?: string;
  readonly granted: boolean;
  /** The person has just said no to the browser's question. */
  readonly refused?: true;
  /** A composer there has just had to close while the person was typing. */
  readonly stopped?: true;
}
