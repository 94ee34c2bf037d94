import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import type { FindingDirection, FindingVoice } from '#lib/frameworks/vocabulary.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { OrganisationKind, TreatyAction } from '#lib/organisations/vocabulary.ts';
import { CHANGE_KINDS, type ChangeKind } from '../vocabulary.ts';
import type { Movement } from './movement.ts';

/** Where a change stands among all: what comes next in a list begins after it. */
export interface Position {
	/** The moment to the microsecond, in UTC; the start of the day where only the day is known. */
	at: string;
	kind: ChangeKind;
	id: string;
}

/** Of whom it is: an organisation, or a country itself. */
export interface Who {
	/** Its short name, or the country's code. */
	key: string;
	name: Bilingual;
	/** Its page, without language; null where it has none. */
	path: string | null;
}

/** What is told of every change, and what more is told of each kind. */
type Told<Kind extends ChangeKind, More = object> = Position &
	More & {
		kind: Kind;
		what: Bilingual;
		/** Null for what the secretariat publishes itself. */
		who: Who | null;
		/** Where it is read, without language. */
		path: string;
	};

export type Change =
	| Told<'summary_published', { edition: number }>
	| Told<'summary_withdrawn', { edition: number; reason: Bilingual }>
	| Told<'commitment_published'>
	/** `from` is null where it is the first status that was reported. */
	| Told<'status_changed', { from: CommitmentStatus | null; to: CommitmentStatus }>
	| Told<'wording_changed', { fields: string[] }>
	| Told<'commitment_withdrawn'>
	/** `movement` is null where no cycle before it is published. */
	| Told<'assessment_published', { movement: Movement | null }>
	| Told<
			'finding_published',
			{ voice: FindingVoice; direction: FindingDirection; corrects: boolean }
	  >
	| Told<'endorsement_recorded'>
	| Told<'treaty_action', { action: TreatyAction }>;

export const rankOf = (kind: ChangeKind): number => CHANGE_KINDS.indexOf(kind);

const START = 'T00:00:00.000000Z';

/** The moment of what is known to the day: before all else of that day. */
export const startOf = (day: string): string => `${day}${START}`;
export const isStart = (at: string): boolean => at.endsWith(START);
export const dayOf = ({ at }: Pick<Position, 'at'>): string => at.slice(0, 10);

/** Newest first; at the same moment by kind, then by id, so that the order is always the same. */
export function inOrder(one: Position, other: Position): number {
	if (one.at !== other.at) return one.at > other.at ? -1 : 1;
	if (one.kind !== other.kind) return rankOf(one.kind) - rankOf(other.kind);
	return one.id === other.id ? 0 : one.id > other.id ? -1 : 1;
}

export const keyOf = ({ at, kind, id }: Position): string => `${at} ${kind} ${id}`;

/** The position that a key of ours names; null where it is none. */
export function positionOf(key: string): Position | null {
	const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([a-z_]+) ([0-9a-f-]{36})$/.exec(key);
	const [, at = '', word, id = ''] = found ?? [];
	const kind = CHANGE_KINDS.find((one) => one === word);
	return kind && !Number.isNaN(Date.parse(at)) ? { at, kind, id } : null;
}

export interface Day<One extends Position> {
	day: string;
	changes: One[];
}

/** Changes that are in order, day by day. */
export function byDay<One extends Position>(changes: readonly One[]): Day<One>[] {
	const days: Day<One>[] = [];
	for (const change of changes) {
		const last = days.at(-1);
		if (last?.day === dayOf(change)) last.changes.push(change);
		else days.push({ day: dayOf(change), changes: [change] });
	}
	return days;
}

/** The page of an organisation: a company's own, a public body's that of its country. */
export function pathOf({
	slug,
	kind,
	country
}: {
	slug: string;
	kind: OrganisationKind;
	country: string | null;
}): string | null {
	if (kind === 'company') return `/companies/${slug}`;
	return country === null ? null : `/countries/${country}`;
}
