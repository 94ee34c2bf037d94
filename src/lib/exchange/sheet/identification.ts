import type { SheetKind } from './vocabulary.ts';

/** What a sheet belongs to. It lies in the hidden last cell of its header, so that it survives as CSV too. */
export interface Identification {
	/** Null in a blank copy, which any assessment of the cycle takes. */
	assessmentId: string | null;
	cycle: string;
	framework: string;
	version: string;
}

const MARK = 'concord-answers-1';

export const writeIdentification = (
	kind: SheetKind,
	{ assessmentId, cycle, framework, version }: Identification
): string => [MARK, kind, assessmentId ?? '', cycle, framework, version].join('|');

export function readIdentification(cell: string): (Identification & { kind: string }) | null {
	const [mark, kind, assessmentId, cycle, framework, version] = cell.trim().split('|');
	return mark === MARK && kind && cycle && framework && version
		? { kind, assessmentId: assessmentId || null, cycle, framework, version }
		: null;
}

/** What an answer was when the file was made: its version (0: none), and what its parts said, shortened. */
export interface Base {
	version: number;
	answer: string;
	services: string;
	figures: string;
}

export const writeBase = ({ version, answer, services, figures }: Base): string =>
	[version, answer, services, figures].join('|');

export function readBase(cell: string): Base | null {
	const found = /^(\d{1,9})\|([0-9a-f]{16})\|([0-9a-f]{16})\|([0-9a-f]{16})$/.exec(cell.trim());
	if (!found) return null;
	const [, version = '', answer = '', services = '', figures = ''] = found;
	return { version: Number(version), answer, services, figures };
}
