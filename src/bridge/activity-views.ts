// What views are told of the activity log.

/** Newest first. */
export interface ActivityView {
  readonly chain: ActivityChainView;
  readonly events: readonly ActivityEventView[];
  /** There are older ones, from before the last one's `position`. */
  readonly more: boolean;
}

/** `at`: when the last event happened that can be believed complete; 0 where there is none. */
export type ActivityChainView = { readonly state: 'whole' } | { readonly state: 'broken'; readonly at: number };

export interface ActivityEventView {
  readonly at: number;
  /** One of `activityKinds`, or of a later version. */
  readonly kind: string;
  readonly subject: string;
  /** `journal`: while the vault was locked, and proved · `unproven`: the same, and somebody may have changed it. */
  readonly proof: 'sealed' | 'journal' | 'unproven';
  /** Counted from the first event of all. */
  readonly position: number;
}
