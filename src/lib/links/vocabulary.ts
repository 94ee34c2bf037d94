/** What came of asking for an address: it answered, it said that there is nothing, it could not be reached, or we do not go there. */
export const LINK_OUTCOMES = ['works', 'gone', 'unreachable', 'refused'] as const;
export type LinkOutcome = (typeof LINK_OUTCOMES)[number];

/**
 * How a link stands: not asked for yet; it works; somebody of the secretariat has seen the page; it did not answer so far,
 * which may pass; programs are not let in; broken.
 */
export const LINK_STANDINGS = ['waiting', 'works', 'seen', 'doubtful', 'closed', 'broken'] as const;
export type LinkStanding = (typeof LINK_STANDINGS)[number];

/** How long an address may be, in bytes: more no index holds. */
export const ADDRESS_BYTES = 2000;
