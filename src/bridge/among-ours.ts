/**
 * Where our own hosts hang. What fits has no backdrop by our rules, so our script must hear of everything that begins to
 * fit. What is closed and yet kept on top does not fit, nor what is in full screen.
 */
export const amongOurs = ':root>div[popover=manual]:popover-open';
