/** What a draft is kept under: the site, then which of its fields. The keeper lets a frame reach the keys of its own site only. */
export const draftKey = (origin: string, fieldKey: string): string => `${origin} ${fieldKey}`;
