// `npm run audit:dependencies`: whether anything is known against what runs, of high or critical severity. Where the
// registry does not answer such questions, as behind some mirrors, it says so and ends with 0: nothing was found out.
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

const severity = z.enum(['info', 'low', 'moderate', 'high', 'critical']);
const report = z.object({
	vulnerabilities: z.record(z.string(), z.object({ severity, range: z.string() }))
});

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const answered = report.safeParse(parsed(stdout));

if (!answered.success) {
	process.stdout.write('Not asked: the registry gives no answer about known weaknesses.\n');
} else {
	const found = Object.entries(answered.data.vulnerabilities);
	const grave = found.filter(([, one]) => ['high', 'critical'].includes(one.severity));
	for (const [name, one] of found)
		process.stdout.write(`${one.severity}: ${name} ${one.range} (npm audit says more)\n`);
	process.stdout.write(`${found.length} known weaknesses, ${grave.length} of them grave.\n`);
	process.exitCode = grave.length ? 1 : 0;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
