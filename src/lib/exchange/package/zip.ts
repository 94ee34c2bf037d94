import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive, part by part. */
export interface Entry {
	name: string;
	content: AsyncIterable<string> | Iterable<string>;
}

/**
 * An archive of these files, part by part as it is read and no faster: one file after the other, each asked for
 * when those before are written. The same files of the same day are the same bytes.
 */
export async function* zipOf(
	entries: AsyncIterable<Entry>,
	day: string
): AsyncGenerator<Uint8Array> {
	const ready: Uint8Array[] = [];
	const archive = new Zip((fault, chunk) => {
		if (fault) throw fault;
		ready.push(chunk);
	});
	const encoder = new TextEncoder();
	// An archive holds the time of no place in particular, as it stands on the clock there.
	const mtime = new Date(`${day}T00:00:00`);
	for await (const { name, content } of entries) {
		const file = new ZipDeflate(name, { level: 6 });
		file.mtime = mtime;
		archive.add(file);
		for await (const text of content) {
			file.push(encoder.encode(text));
			yield* ready.splice(0);
		}
		file.push(new Uint8Array(0), true);
		yield* ready.splice(0);
	}
	archive.end();
	yield* ready.splice(0);
}
