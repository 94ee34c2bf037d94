/** What came of asking for an address: it answered, it said that there is nothing, it could not be reached, or we do not go there. */
export const LINK_OUTCOMES = ['works', 'gone', 'unreachable', 'refused'] as const;
export type LinkOutcome = (typeof LINK_OUTCOMES)[number];
