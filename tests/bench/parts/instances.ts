import { page, portOf, requestText, unseen, type Ground } from '../ground.ts';
import type { Loaded } from '../loader.ts';
import { median } from '../rounds.ts';
import { balanced, mixedLoad } from '../stale.ts';
import { milliseconds, number, type Row } from '../table.ts';

const COUNTS = [1, 2, 4];
const PAGE = '/en/compare/companies';

/** (l) How reads grow with instances, and whether any is stale while others write. */
export async function instances(ground: Ground): Promise<Row[]> {
	const base = await ground.base();
	const found: Row[] = [];
	const alone = new Map<string, number>();
	for (const count of COUNTS) {
		const servers = await Promise.all(
			Array.from({ length: count }, (_, place) => ground.server(`instance-${count}-${place}`, base))
		);
		const port = await ground.proxy.ask<number>({ targets: servers.map(portOf) });
		for (const server of servers) await page(server, PAGE, { 'accept-encoding': 'br' });
		for (const [how, path] of [
			['kept', PAGE],
			['made each time', unseen(PAGE, '{n}')]
		] as const) {
			const rounds: Loaded[] = [];
			for (let round = 0; round < ground.options.rounds; round++)
				rounds.push(await ground.load({ port, requests: [requestText(path, { port })] }));
			// Where too many wait for the database, some are told to come again: they are not counted.
			const perSecond = median(
				rounds.map((one) => (one.perSecond * (one.statuses['200'] ?? 0)) / one.requests)
			);
			const refused = rounds.reduce((sum, { statuses }) => sum + (statuses['503'] ?? 0), 0);
			const p99 = median(rounds.map((one) => one.p99));
			const one = alone.get(how) ?? perSecond;
			alone.set(how, one);
			found.push({
				part: 'l',
				what: `${PAGE}, ${how}, ${count} ${count === 1 ? 'instance' : 'instances'} behind a proxy`,
				ratio: perSecond / one,
				ours: `${number(perSecond, 1)}/s, p99 ${milliseconds(p99)}${refused ? `, ${refused} told to come again` : ''}`,
				against: `one ${number(one, 1)}/s`,
				figures: { perSecond, p99, count, refused }
			});
		}
		await Promise.all(servers.map((server) => server.stop()));
	}
	return [...found, await staleness(ground)];
}

async function staleness(ground: Ground): Promise<Row> {
	const base = await ground.base();
	const stage = await balanced(2, (ORIGIN, place) =>
		ground.server(`mixed-${place}`, base, { ORIGIN })
	);
	const { servers, balancer } = stage;
	const mixed = await mixedLoad(base, servers, balancer, ground.options.mixed);
	await stage.close();
	const { reads, writes, stale, failed, kept, seconds } = mixed;
	for (const failure of new Set(failed)) process.stderr.write(`${failure}\n`);
	return {
		part: 'l',
		what: `stale among ${number(reads)} reads during ${number(writes)} writes, two instances`,
		ratio: stale,
		aim: '≤ 0',
		ours: `${stale} stale, ${failed.length} failed, ${number(kept)} from kept pages`,
		against: `${number((reads + writes) / seconds)} requests/s`,
		figures: { reads, writes, stale, failed: failed.length, kept, seconds }
	};
}
