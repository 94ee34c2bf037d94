import type { Bilingual } from '#lib/i18n/bilingual.ts';

/** A due date that an update may move: that of the commitment itself where it names no milestone. */
export interface Movable {
	milestoneId: string | null;
	title: Bilingual | null;
	dueOn: string | null;
}

interface Milestone {
	id: string;
	title: Bilingual;
	dueOn: string | null;
	status: string;
}

/** The due dates that one who reports may move: the owner's is also that of the commitment. */
export function movableBy(
	reporterId: string,
	commitment: { ownerId: string; dueOn: string | null },
	milestones: readonly Milestone[]
): Movable[] {
	const own = milestones
		.filter(({ status }) => status === 'open')
		.map(({ id, title, dueOn }) => ({ milestoneId: id, title, dueOn }));
	return reporterId === commitment.ownerId
		? [{ milestoneId: null, title: null, dueOn: commitment.dueOn }, ...own]
		: own;
}
