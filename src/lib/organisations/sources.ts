/** A source as the public record gives it: an address, or words that name a document. */
export interface NamedSource {
	/** What to show: the publisher's host for an address, the words otherwise. */
	label: string;
	url: string | null;
	/** What the record says about the address, where it says something. */
	remark: string | null;
}

/** Sources ready to be shown, each once. Hosts are shown without `www.`. */
export function nameSources(sources: readonly (string | null | undefined)[]): NamedSource[] {
	const given = new Set(sources.flatMap((source) => source?.trim() || []));
	return [...given].map((source) => {
		const [, url, remark = null] = /^(https?:\/\/\S+)(?:\s+(.+))?$/.exec(source) ?? [];
		return url && URL.canParse(url)
			? { label: new URL(url).hostname.replace(/^www\./, ''), url, remark }
			: { label: source, url: null, remark: null };
	});
}
