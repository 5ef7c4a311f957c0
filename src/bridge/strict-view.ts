/** Where one writes and reads in the side panel only. */
export interface StrictView {
  readonly all: boolean;
  /** As `SiteView.origin` names them. */
  readonly sites: readonly string[];
}
