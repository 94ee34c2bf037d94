import type { Case } from './stranger-cases.ts';

const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });

/** What an editor of the secretariat may do to a summary in work, beside its steps. */
export function draftingCases(summary: string): Record<string, Case> {
	const text = {
		titleEn: 'A',
		titleFr: 'B',
		sections: [{ en: 'A', fr: 'B', comment: 'Why?' }],
		version: 1
	};
	return {
		getDraft: by('editor', summary),
		getDraftState: by('editor', summary),
		saveDraft: by('editor', summary, text, { do: 'agree', row: 0 }),
		keepDraft: by('editor', summary, text),
		previewSummary: by('editor', summary, { bodyEn: 'A', bodyFr: 'B' }),
		bePresentIn: by('editor', summary)
	};
}
