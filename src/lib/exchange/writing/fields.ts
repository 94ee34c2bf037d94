import { z } from 'zod';
import { type commitmentContent, type milestoneContent } from '#lib/commitments/schema.ts';
import { COMMITMENT_STATES, MILESTONE_STATUSES } from '#lib/commitments/vocabulary.ts';
import { either, partialDay } from '../records/fields.ts';

/** Both texts of a record under the names that forms give them. */
export const inFields = <Name extends string>(
	name: Name,
	{ en, fr }: { en: string | null; fr: string | null }
) => ({ [`${name}En`]: en, [`${name}Fr`]: fr }) as Record<`${Name}${'En' | 'Fr'}`, string | null>;

export const milestoneRecord = z.object({
	id: z.uuid(),
	titleEn: z.string().nullable(),
	titleFr: z.string().nullable(),
	dueOn: partialDay.nullable(),
	participantId: z.uuid().nullable(),
	status: z.enum(MILESTONE_STATUSES),
	completedOn: partialDay.nullable()
});

const text = z.string().nullable();

/** What can be sent back as it was read. */
const content = z.object({
	kind: z.string(),
	forumKey: text,
	pillarId: z.uuid().nullable(),
	requirements: z.array(z.uuid()),
	titleEn: text,
	titleFr: text,
	descriptionEn: text,
	descriptionFr: text,
	baselineEn: text,
	baselineFr: text,
	measureEn: text,
	measureFr: text,
	unfunded: z.boolean(),
	contactMailbox: text,
	leadAgency: text,
	supportingAgencies: z.array(z.string()),
	subdivisions: z.array(z.string()),
	legalBasisEn: text,
	legalBasisFr: text,
	announcedOn: partialDay.nullable(),
	startsOn: partialDay.nullable(),
	dueOn: partialDay.nullable(),
	sourceUrl: text
} satisfies Record<keyof typeof commitmentContent.shape, z.ZodType>);

export const commitmentRecord = z.object({
	reference: z.string(),
	owner: z.string().meta({ description: 'Slug of the organisation.' }),
	state: z.enum(COMMITMENT_STATES),
	version: z.int(),
	/** What the secretariat wrote on returning it. */
	returnComment: text,
	content,
	milestones: z.array(milestoneRecord),
	targets: z.array(z.object({ id: z.uuid(), title: either, unit: either }))
});

/** A milestone names what a form names. */
export type MilestoneField = keyof typeof milestoneContent.shape;
