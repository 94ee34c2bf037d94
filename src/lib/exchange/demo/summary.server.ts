import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { endSession, personOf, startSession } from '#lib/access/sessions.server.ts';
import { only } from '#lib/server/db/only.ts';
import { withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { log } from '#lib/server/log.ts';
import {
	changeSummary,
	createSummary,
	publishSummary,
	requestReview
} from '#lib/summaries/commands.server.ts';
import { addFigure } from '#lib/summaries/figure-commands.server.ts';
import type { FigureInput } from '#lib/summaries/schema.ts';

const EDITOR = 'editor@example.org';
const PUBLISHER = 'publisher@example.org';

const TITLES = {
	titleEn: 'Sample summary: the Voluntary Principles after three cycles',
	titleFr: 'Exemple de bilan\u00a0: les Principes volontaires après trois cycles'
};
const BODIES = {
	bodyEn: `> This summary is part of the demonstration. What it says of companies is made up; what it says of countries stands on the public record.

## What five countries have promised together

The Five Country Ministerial launched the eleven [Voluntary Principles](/en/principles) with companies in March 2020. Each country is counted here by what it has promised in that forum, and by what has become of it.

{{figure 1}}

Where no public source says how far a promise has got, that is what is shown. It does not mean that nothing was done.

## What companies say of advertising and recruiting

Under [principle 4](/en/principles/4) a company acts against whoever uses its services to advertise, recruit or procure a child for sexual exploitation. Companies rate themselves from 0 to 4, and nobody has verified it: [how they are asked, and what the ratings mean](/en/about).

{{figure 2}}

## Read further

- [Companies compared, by principle](/en/compare/companies)
- [Countries compared](/en/compare/countries)
- [What has changed lately](/en/changes)`,
	bodyFr: `> Ce bilan fait partie de la démonstration. Ce qu’il dit des entreprises est inventé\u202f; ce qu’il dit des pays repose sur des sources publiques.

## Ce que cinq pays ont promis ensemble

La réunion ministérielle des cinq pays a lancé les onze [Principes volontaires](/fr/principles) avec des entreprises en mars 2020. Chaque pays est compté ici selon ce qu’il a promis dans ce cadre, et selon ce qu’il en est advenu.

{{figure 1}}

Lorsqu’aucune source publique ne dit où en est une promesse, c’est ce qui est indiqué. Cela ne veut pas dire que rien n’a été fait.

## Ce que les entreprises disent de la publicité et du recrutement

Selon le [principe 4](/fr/principles/4), une entreprise agit contre quiconque se sert de ses services pour annoncer, recruter ou procurer un enfant à des fins d’exploitation sexuelle. Les entreprises se cotent elles-mêmes de 0 à 4, et personne ne l’a vérifié\u00a0: [comment elles sont interrogées et ce que disent les cotes](/fr/about).

{{figure 2}}

## Pour en savoir plus

- [Les entreprises comparées, par principe](/fr/compare/companies)
- [Les pays comparés](/fr/compare/countries)
- [Ce qui a changé récemment](/fr/changes)`
};
const FIGURES: Omit<FigureInput, 'version'>[] = [
	{
		question: 'country_status',
		filters: { forum: 'five-country' },
		captionEn: 'What has become of each promise',
		captionFr: 'Ce qu’il est advenu de chaque promesse'
	},
	{
		question: 'principle_trend',
		filters: { principle: 4 },
		captionEn: 'How companies rate themselves, by cycle',
		captionFr: 'Comment les entreprises se cotent, par cycle'
	}
];

/**
 * A progress summary that one person of the demonstration wrote and another has published, as the commands have it. Does
 * nothing where anybody has begun a summary, or where those two are not there any more.
 */
export async function publishSampleSummary(): Promise<void> {
	const anyBegun = await withActor({ kind: 'system', task: 'reference' }, (db) =>
		db.$count(t.summaries)
	);
	if (anyBegun) return;
	const editor = await signedInAs(EDITOR);
	const publisher = await signedInAs(PUBLISHER);
	if (!editor || !publisher) return;
	try {
		const written = await withActor(editor, (db) => write(db, editor));
		if (!written) return;
		await withActor(publisher, (db) => publishSummary(db, publisher, written.id, written.version));
	} catch (thrown) {
		// They may have been given other roles; the portal starts without it.
		if (!(thrown instanceof Refusal)) throw thrown;
		log().warn({ reason: thrown.reason }, 'no sample summary');
	}
}

/** Writes it and hands it to a second person; null where there is one already. */
async function write(db: Db, editor: Person): Promise<{ id: string; version: number } | null> {
	// Of instances that start at the same time one writes it.
	await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('sample summary', 0))`);
	if (await db.$count(t.summaries)) return null;
	const page = await createSummary(db, editor, { ...TITLES, token: randomUUID() });
	const id = page.split('/').at(-1) ?? '';
	const text = { ...TITLES, ...BODIES };
	await changeSummary(db, editor, id, { ...text, version: await versionOf(db, id) });
	for (const figure of FIGURES)
		await addFigure(db, editor, id, { ...figure, version: await versionOf(db, id) });
	await requestReview(db, editor, id, await versionOf(db, id));
	return { id, version: await versionOf(db, id) };
}

const versionOf = async (db: Db, id: string): Promise<number> =>
	only(
		await db
			.select({ version: t.summaries.version })
			.from(t.summaries)
			.where(eq(t.summaries.id, id))
	).version;

/** Somebody of the demonstration, as they are once they have proved who they are; null where they cannot. */
const signedInAs = (email: string): Promise<Person | null> =>
	withActor({ kind: 'system', task: 'sign-in' }, async (db) => {
		const [user] = await db.select().from(t.users).where(eq(t.users.email, email));
		if (!user) return null;
		const { token } = await startSession(db, user.id, undefined, 'passkey');
		const person = await personOf(db, token);
		await endSession(db, token);
		return person;
	});
