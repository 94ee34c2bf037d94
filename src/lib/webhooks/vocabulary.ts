import { CHANGE_KINDS } from '#lib/changes/vocabulary.ts';

/** What a delivery may tell of: a change, or nothing but that it arrives. */
export const DELIVERY_KINDS = [...CHANGE_KINDS, 'test'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** Why nothing is sent to an endpoint for now. */
export const PAUSES = ['person', 'failing'] as const;
export type Pause = (typeof PAUSES)[number];

/** Why an attempt came to nothing, where there was no answer to tell by. */
export const FAILURES = [
	'answered',
	'address',
	'name',
	'unreachable',
	'slow',
	'large',
	'redirected',
	'secret'
] as const;
export type Failure = (typeof FAILURES)[number];

/** How a delivery stands: to be sent, arrived, given up, or of what is public no longer. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'dead', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How many endpoints an organisation may have at a time. */
export const ENDPOINTS_EACH = 10;
/** How many deliveries are listed, the newest first. */
export const DELIVERIES_SHOWN = 100;
