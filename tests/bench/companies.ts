import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { startAssessment } from '#lib/assessments/commands.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { frameworks } from '#lib/server/db/schema/index.ts';
import { cycle } from '../db/assessment-world.ts';
import { asSystem, organisation } from '../db/world.ts';
import type { Base } from '../faults/stage.ts';
import { signedIn } from './ground.ts';

/** A company that answers, and by which version of an answer. */
export interface Answering {
	cookie: string;
	assessmentId: string;
	/** By number of the principle, which version was acknowledged last. */
	versions: Map<number, number>;
	saves: number;
}

/** A window that closes tomorrow, and companies that have begun, each with somebody signed in. */
export const companiesOn = (base: Base, count: number): Promise<Answering[]> =>
	base.within(async () => {
		const [principles] = await asSystem((db) =>
			db
				.select({ id: frameworks.id })
				.from(frameworks)
				.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
		);
		if (!principles) throw new Error('The reference data has no principles.');
		const mark = randomUUID().slice(0, 8);
		const { id: cycleId } = await cycle(principles, `night-${mark}`, { opens: -30, closes: 1 });
		const made: Answering[] = [];
		for (let number = 0; number < count; number++) {
			// Its first letters become the prefix of its references, which no other may have.
			const slug = `n${String(number).padStart(4, '0')}${mark}`;
			const company = await organisation('company', slug);
			const { actor, cookie } = await signedIn(company, 'contributor');
			const assessmentId = await withActor(actor, (db) =>
				startAssessment(db, actor, { organisationId: company.id, cycleId })
			);
			made.push({ cookie, assessmentId, versions: new Map(), saves: 0 });
		}
		return made;
	});

/** Saves an answer as the form does by itself while somebody writes. Throws what was answered instead of a version. */
export async function autosave(
	address: string,
	origin: string,
	company: Answering,
	number: number
): Promise<void> {
	const version = company.versions.get(number) ?? 0;
	company.saves++;
	const answer = await fetch(
		`${address}/en/workspace/assessments/${company.assessmentId}/${number}?/keep`,
		{
			method: 'POST',
			redirect: 'manual',
			headers: {
				cookie: company.cookie,
				origin,
				accept: 'application/json',
				'x-sveltekit-action': 'true'
			},
			body: new URLSearchParams({
				rating: String(company.saves % 5),
				narrative:
					`What is in place, for which services and since when; so far, ${company.saves}. `.repeat(
						1 + (company.saves % 12)
					),
				narrativeLocale: 'en',
				visibility: 'public',
				version: String(version)
			})
		}
	);
	const text = await answer.text();
	const saved = savedVersion(text);
	if (saved === undefined)
		throw new Error(`a save was answered ${answer.status}${answer.ok ? ` ${text}` : ''}`);
	company.versions.set(number, saved);
}

/** The version in what an action of SvelteKit gives: values in one list, which others name by their place. */
function savedVersion(text: string): number | undefined {
	try {
		const { type, data } = JSON.parse(text) as { type: string; data: string };
		if (type !== 'success') return undefined;
		const values = JSON.parse(data) as [{ version: number }, ...unknown[]];
		const version = values[values[0].version];
		return typeof version === 'number' ? version : undefined;
	} catch {
		return undefined;
	}
}
