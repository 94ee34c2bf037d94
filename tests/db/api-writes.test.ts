import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_LIMIT } from '#lib/access/bearer.server.ts';
import type { Person } from '#lib/access/actor.ts';
import { hashToken } from '#lib/access/sessions.server.ts';
import { TOKEN_SCOPES } from '#lib/access/vocabulary.ts';
import { publishCommitment } from '#lib/commitments/commands/decide.server.ts';
import { keepAnswer, readAnswer } from '#lib/exchange/writing/assessments.server.ts';
import {
	amendCommitment,
	beginCommitment,
	handInCommitment,
	readCommitment
} from '#lib/exchange/writing/commitments.server.ts';
import { forgetAnswers } from '#lib/exchange/writing/kept-answers.server.ts';
import { readOwn, readOwnAssessments } from '#lib/exchange/writing/own.server.ts';
import {
	beginMilestone,
	amendMilestone,
	postReport
} from '#lib/exchange/writing/reports.server.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { ask, begin, DRAFT, tokenOn } from './api-stage.ts';
import { answered, as, setStage, type Stage } from './assessment-world.ts';
import { asSystem } from './world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const who = (name: string): Person => stage.who(name) as Person;
const token = (
	...given: Parameters<typeof tokenOn> extends [Stage, ...infer Rest] ? Rest : never
) => tokenOn(stage, ...given);

describe('a program', () => {
	it('begins a commitment, changes it, adds milestones, hands it in, and reports on it', async () => {
		const by = await token();
		const made = await ask(beginCommitment, { token: by, body: DRAFT });
		expect(made.status).toBe(201);
		const at = { reference: String(made.data?.reference) };
		expect(made.headers.get('location')).toBe(`/api/v1/commitments/${at.reference}`);
		const read = await ask(readCommitment, { token: by, at });
		expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
		const content = read.data?.content as object;
		const same = await ask(amendCommitment, {
			token: by,
			at,
			tag: read.headers.get('etag'),
			body: content
		});
		expect(same.data?.content).toEqual(content);
		const milestone = { titleEn: 'First lines', dueOn: '2027' };
		const added = await ask(beginMilestone, { token: by, at, body: milestone });
		const [first] = added.data?.milestones as { id: string }[];
		const changed = await ask(amendMilestone, {
			token: by,
			at: { ...at, id: first?.id ?? '' },
			tag: added.headers.get('etag'),
			body: { ...milestone, titleFr: 'Premières lignes' }
		});
		expect(changed.data?.milestones).toMatchObject([{ titleFr: 'Premières lignes' }]);
		const sent = await ask(handInCommitment, {
			token: by,
			at,
			tag: changed.headers.get('etag'),
			body: {}
		});
		expect([sent.status, sent.data?.state]).toEqual([200, 'submitted']);
		await as(who('editor'), publishCommitment, at.reference, {
			version: Number(sent.data?.version)
		});
		const update = { status: 'on_track', asOf: '2026-11', noteEn: 'Two have signed.' };
		const posted = await ask(postReport, { token: by, at, body: update });
		expect([posted.status, posted.data?.state]).toEqual([201, 'posted']);
	});

	it('reads and saves the answers of a self-assessment, and may leave attesting to a person', async () => {
		const id = await answered(who('contributor'), await stage.inNewCycle());
		const by = await token(['assessments:write']);
		const own = await ask(readOwnAssessments, { token: by });
		expect(JSON.stringify(own.data)).toContain(id);
		const at = { id, number: '1' };
		const read = await ask(readAnswer, { token: by, at });
		const content = read.data?.content as object;
		const save = (body: object, tag: string | null) =>
			ask(keepAnswer, { token: by, at, tag, body: { ...content, ...body } });
		const saved = await save({ narrative: 'By a program.' }, read.headers.get('etag'));
		expect(saved.data).toMatchObject({ content: { narrative: 'By a program.' } });
		expect((await save({ narrative: 'Again.' }, read.headers.get('etag'))).status).toBe(412);
		const incomplete = { rating: 'na', notApplicableReason: null, done: true };
		const turned = await save(incomplete, saved.headers.get('etag'));
		expect(turned.errors?.map(({ pointer }) => pointer)).toContain('#/notApplicableReason');
	});

	it('knows whose token it has', async () => {
		const by = await token(['updates:write'], { kind: 'organisation', name: 'Sync' });
		expect((await ask(readOwn, { token: by })).data).toMatchObject({
			organisation: { slug: stage.world.owner.slug },
			name: 'Sync',
			scopes: ['updates:write']
		});
	});
});

describe('the same request again', () => {
	it('fifty times at once makes one commitment, and fifty equal answers', async () => {
		const by = await token();
		const key = randomUUID();
		const body = { ...DRAFT, titleEn: `Once ${key}` };
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => ask(beginCommitment, { token: by, key, body }))
		);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
		expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
		expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
		const rows = await asSystem((db) =>
			db.select().from(t.commitments).where(eq(t.commitments.titleEn, body.titleEn))
		);
		expect(rows.length).toBe(1);
	}, 30_000);

	it('with another body, or elsewhere, is refused; with another token it is another', async () => {
		const by = await token();
		const key = randomUUID();
		const made = await ask(beginCommitment, { token: by, key, body: DRAFT });
		const other = await ask(beginCommitment, {
			token: by,
			key,
			body: { ...DRAFT, kind: 'policy' }
		});
		expect([other.status, other.code]).toEqual([422, 'key_reused']);
		const at = { reference: String(made.data?.reference) };
		const elsewhere = await ask(beginMilestone, { token: by, key, at, body: { titleEn: 'A' } });
		expect(elsewhere.code).toBe('key_reused');
		const second = await ask(beginCommitment, { token: await token(), key, body: DRAFT });
		expect(second.data?.reference).not.toBe(made.data?.reference);
	});

	it('after a refusal is done anew, and after a day forgotten', async () => {
		const by = await token();
		const key = randomUUID();
		const wrong = await ask(beginCommitment, { token: by, key, body: { kind: 'programme' } });
		expect(wrong.status).toBe(422);
		const right = await ask(beginCommitment, { token: by, key, body: DRAFT });
		expect(right.status).toBe(201);
		await asSystem((db) =>
			db
				.update(t.idempotencyKeys)
				.set({ createdAt: new Date(Date.now() - 25 * 60 * 60 * 1000) })
				.where(eq(t.idempotencyKeys.key, key))
		);
		await forgetAnswers();
		const anew = await ask(beginCommitment, { token: by, key, body: DRAFT });
		expect(anew.data?.reference).not.toBe(right.data?.reference);
	});

	it('without a key is not done at all', async () => {
		const none = await ask(beginCommitment, { token: await token(), key: null, body: DRAFT });
		expect([none.status, none.code]).toEqual([400, 'no_key']);
	});
});

describe('a version', () => {
	it('must be named, and be that which is stored', async () => {
		const by = await token();
		const { at, tag } = await begin(by);
		const amend = (tag: string | null) => ask(amendCommitment, { token: by, at, tag, body: DRAFT });
		expect((await amend(null)).status).toBe(428);
		expect((await amend('*')).status).toBe(428);
		for (const wrong of ['"99"', 'W/"1"', '"x"', '1'])
			expect((await amend(wrong)).status, wrong).toBe(412);
		expect((await amend(tag)).status).toBe(200);
		expect((await amend(tag)).status).toBe(412);
	});

	it('is overwritten by one of fifty at once, and the others are told', async () => {
		const by = await token();
		const { at, tag } = await begin(by);
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, n) =>
				ask(amendCommitment, { token: by, at, tag, body: { ...DRAFT, titleEn: `Title ${n}` } })
			)
		);
		const statuses = answers.map(({ status }) => status);
		expect(statuses.filter((status) => status === 200).length).toBe(1);
		expect(statuses.filter((status) => status === 412).length).toBe(49);
	}, 30_000);
});

describe('a token', () => {
	it('is asked for, as RFC 6750 has it', async () => {
		const none = await ask(beginCommitment, { body: DRAFT });
		expect([none.status, none.headers.get('www-authenticate')]).toEqual([
			401,
			'Bearer realm="Concord"'
		]);
		const wrong = await ask(beginCommitment, { token: 'concord_nothing', body: DRAFT });
		expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"');
		const cookie = { cookie: `concord-session=${await token()}` };
		expect((await ask(beginCommitment, { body: DRAFT, headers: cookie })).status).toBe(401);
	});

	it('opens what it was made for alone', async () => {
		const by = await token(['updates:write']);
		const turned = await ask(beginCommitment, { token: by, body: DRAFT });
		expect([turned.status, turned.code]).toEqual([403, 'insufficient_scope']);
		expect(turned.headers.get('www-authenticate')).toContain('scope="commitments:write"');
	});

	it('of another organisation learns nothing of a draft', async () => {
		const { at, tag } = await begin(await token());
		const stranger = await token(TOKEN_SCOPES, { by: 'stranger' });
		const tries = [
			await ask(readCommitment, { token: stranger, at }),
			await ask(amendCommitment, { token: stranger, at, tag, body: DRAFT }),
			await ask(beginMilestone, { token: stranger, at, body: { titleEn: 'A' } }),
			await ask(handInCommitment, { token: stranger, at, tag, body: {} })
		];
		for (const { status, text } of tries) {
			expect(status).toBe(404);
			expect(text).not.toContain('help line');
		}
	});

	it('may ask so many times a minute, and is told how many are left', async () => {
		const by = await token();
		const first = await ask(readOwn, { token: by });
		const { quota, window } = TOKEN_LIMIT;
		expect(first.headers.get('ratelimit-policy')).toBe(`"token";q=${quota};w=${window}`);
		expect(first.headers.get('ratelimit')).toContain(`"token";r=${quota - 1};t=`);
		await asSystem((db) =>
			db
				.update(t.apiTokens)
				.set({ counted: quota })
				.where(eq(t.apiTokens.hash, hashToken(by)))
		);
		const refused = await ask(beginCommitment, { token: by, body: DRAFT });
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(refused.headers.get('ratelimit')).toMatch(/r=0;/);
	});
});

describe('what is wrong', () => {
	it('is pointed to, in the language asked for, and changes nothing', async () => {
		const by = await token();
		const body = {
			kind: 'speech',
			titleEn: ' ',
			unfunded: 'yes',
			dueOn: '2027-13',
			state: 'published',
			ownerId: randomUUID()
		};
		const turned = await ask(beginCommitment, {
			token: by,
			body,
			headers: { 'accept-language': 'fr-CA, en;q=0.5' }
		});
		expect(turned.status).toBe(422);
		expect(turned.headers.get('content-language')).toBe('fr');
		expect(turned.errors).toEqual([
			{ pointer: '#/unfunded', code: 'invalid', detail: expect.any(String) as string },
			{ pointer: '#/state', code: 'unknown_field', detail: 'Ce champ n’existe pas ici.' },
			{ pointer: '#/ownerId', code: 'unknown_field', detail: 'Ce champ n’existe pas ici.' }
		]);
		const { unfunded: _, state: __, ownerId: ___, ...rest } = body;
		const fields = await ask(beginCommitment, { token: by, body: rest });
		expect(fields.errors?.map(({ pointer }) => pointer).sort()).toEqual(
			['#/dueOn', '#/kind', '#/titleEn'].sort()
		);
		const film = { ...DRAFT, sourceUrl: 'https://example.org/film.mp4' };
		expect((await ask(beginCommitment, { token: by, body: film })).errors?.[0]?.code).toBe('media');
	});

	it('is a body that is none, of another type, or broken', async () => {
		const by = await token();
		for (const body of ['', '[]', 'null', '1', '{"kind":'])
			expect((await ask(beginCommitment, { token: by, body })).code, body).toBe('malformed');
		const typed = { 'content-type': 'text/plain' };
		const other = await ask(beginCommitment, { token: by, body: DRAFT, headers: typed });
		expect(other.status).toBe(415);
		const polluting = '{"kind":"policy","titleEn":"A","__proto__":{"state":"published"}}';
		expect((await ask(beginCommitment, { token: by, body: polluting })).status).toBe(422);
	});

	it('is what the record lacks before it can be handed in', async () => {
		const by = await token();
		const { at, tag } = await begin(by, { kind: 'policy', titleEn: 'A' });
		const turned = await ask(handInCommitment, { token: by, at, tag, body: {} });
		expect([turned.status, turned.code]).toEqual([409, 'incomplete']);
		expect(turned.errors?.map(({ pointer }) => pointer)).toContain('#/dueOn');
	});
});
