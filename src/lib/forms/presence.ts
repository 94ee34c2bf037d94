/** For how long whoever has something open is taken to have it open, in seconds. */
export const PRESENT_FOR = 60;

/** How often a page that is looked at says that it is open, in milliseconds. */
export const TELL_EVERY = 20_000;

/** Somebody who has the same open, and since when where that is known. */
export interface Present {
	name: string;
	since?: Date;
}
