import { answered, attest, cycle, framework, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';

/** What only some frameworks have: here one that is shown in aggregate only. */
export async function assessmentCases({ world, who }: Stage): Promise<Record<string, Case>> {
	const sums = await framework('sums', { disclosure: 'aggregate_only' });
	const { id: cycleId } = await cycle(sums, 's1');
	const id = await answered(who('contributor'), { organisationId: world.owner.id, cycleId });
	await attest(who('approver'), id);
	return { discloseOwn: { by: 'approver', given: [id, { disclose: true }] } };
}
