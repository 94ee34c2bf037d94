/** What the library would write as an error, not as text. */
const ERROR = /^#(?=[A-Z][A-Z0-9/_]*[!?A]$)/;

/**
 * Text as it stands in a cell: what a reader of the format would take for an escaped character is escaped
 * itself, and so are what no XML may hold and what would be taken for an error.
 */
export const literal = (text: string): string =>
	text
		.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
		.replace(/[\ufffe\uffff]/g, (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase()}_`)
		.replace(ERROR, '_x0023_');
