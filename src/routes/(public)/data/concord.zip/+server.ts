import { fileUnlessHad } from '#lib/exchange/conditional.ts';
import { currentPackage, packageBody } from '#lib/exchange/package/current.server.ts';
import { tooManyFiles } from '#lib/exchange/reading-limits.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const tooMany = await tooManyFiles(event);
	if (tooMany) return tooMany;
	const made = await currentPackage();
	const headers = {
		'content-type': 'application/zip',
		'content-length': String(made.size),
		'content-disposition': `attachment; filename="concord-${made.day}.zip"`,
		'access-control-allow-origin': '*'
	};
	return fileUnlessHad(event.request, `"${made.sha256}"`, headers, () => packageBody(made));
};
