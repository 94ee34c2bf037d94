/** What has come of keeping finished pages in this process, for the figures that operators read. */
export interface PageFigures {
	/** Answered from what is kept; of these, with word that the client has it already. */
	kept: number;
	unchanged: number;
	/** Made anew. */
	made: number;
	/** How many are kept, and how many bytes they take; nothing where none are to be. */
	store?: { readonly pages: number; readonly bytes: number };
}

/** Kept on the global object: the server around the application and the application are bundles of their own. */
const shared = globalThis as typeof globalThis & { concordPages?: PageFigures };

export const pageFigures = (): PageFigures =>
	(shared.concordPages ??= { kept: 0, unchanged: 0, made: 0 });
