/** How far an import has got: read and compared, waiting for a decision, being written, done or given up. */
export const IMPORT_STATES = ['checking', 'checked', 'applying', 'done', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
