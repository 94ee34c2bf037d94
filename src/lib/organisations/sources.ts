/** A source as the public record gives it: an address, or words that name a document. */
export interface NamedSource {
	/** What to show: the publisher's host for an address, the words otherwise. */
	label: string;
	url: string | null;
}

/** Sources ready to be shown, each address once. Hosts are shown without `www.`. */
export function nameSources(sources: readonly (string | null | undefined)[]): NamedSource[] {
	const given = new Set(sources.flatMap((source) => source?.trim() || []));
	return [...given].map((source) =>
		/^https?:\/\/\S+$/.test(source) && URL.canParse(source)
			? { label: new URL(source).hostname.replace(/^www\./, ''), url: source }
			: { label: source, url: null }
	);
}
