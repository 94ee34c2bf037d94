import { and, eq, sql } from 'drizzle-orm';
import { answerFigure, viewsOf } from '#lib/comparison/questions.server.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { plantEveryState } from '../db/every-state.ts';
import { asSystem, type Cast } from '../db/world.ts';
import { connected } from '../postgres.ts';
import type { Planted } from './pages.ts';

/**
 * One record of each kind in each state, such that every page about one of them can be read: what was handed in holds
 * an attested document, what is published its frozen figures. As a superuser, for what nobody could write afterwards.
 */
export async function plantForPages(people: Cast, adminUrl: string): Promise<Planted> {
	const planted = await asSystem((db) => plantEveryState(db, people));
	const frozen = await asSystem(async (db) =>
		viewsOf(await answerFigure(db, 'country_status', {}))
	);
	await connected(adminUrl, async (admin) => {
		await admin.query('set session_replication_role = replica');
		await admin.query('update figures set frozen = $1', [JSON.stringify(frozen)]);
		await admin.query(`update assessments set revision = 2 where state <> 'draft'`);
		await admin.query(`update assessment_revisions set snapshot = '{"answers": []}'`);
		await admin.query(
			`update commitment_versions set number = number + 10 where state <> 'accepted'`
		);
		await admin.query(
			`insert into assessment_revisions select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'revision', 2))).* from assessment_revisions r`
		);
	});
	return asSystem(async (db) => {
		const { owner } = planted;
		const finding = await db
			.select({ id: t.findings.id })
			.from(t.findings)
			.where(and(eq(t.findings.organisationId, owner), eq(t.findings.state, 'awaiting_reply')));
		const rewording = await db
			.select({ id: t.commitmentVersions.id })
			.from(t.commitmentVersions)
			.where(eq(t.commitmentVersions.state, 'posted'));
		await db.execute(
			sql`update imports set created_by = (select user_id from memberships where organisation_id = ${owner} and role = 'approver')`
		);
		const brought = await db.select({ id: t.imports.id }).from(t.imports);
		const webhook = await db
			.select({ id: t.webhookEndpoints.id })
			.from(t.webhookEndpoints)
			.where(eq(t.webhookEndpoints.organisationId, owner));
		return {
			...planted,
			finding: only(finding).id,
			rewording: only(rewording).id,
			brought: only(brought).id,
			webhook: only(webhook).id
		};
	});
}
