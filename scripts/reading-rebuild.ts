// `npm run reading:rebuild`: works out anew what is written ahead for those who read, and says what differed.
import { rebuildReading, type Rebuilt } from '#lib/comparison/rebuild.server.ts';
import { closeDatabase, takeTime } from '#lib/server/db/index.ts';
import { settleEnvironment } from '../src/server/environment.ts';

const WORDS: Record<keyof Rebuilt, string> = {
	commitments: 'statuses and dates of commitments',
	participants: 'statuses of those who take part in one',
	milestones: 'milestones',
	facets: 'what commitments are filtered by',
	counted: 'counts of commitments by what they are filtered by',
	ratings: 'ratings of published self-assessments',
	shown: 'answers, by whether they are shown',
	progress: 'how far self-assessments have got',
	sums: 'sums of a cycle'
};

try {
	settleEnvironment();
	takeTime();
	const rebuilt = await rebuildReading();
	for (const [model, differed] of Object.entries(rebuilt))
		process.stdout.write(`${WORDS[model as keyof Rebuilt]}: ${differed} rows differed\n`);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
} finally {
	await closeDatabase();
}
