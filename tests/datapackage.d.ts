/** What the tests ask of the Frictionless libraries for JavaScript, which bring no types. */
declare module 'datapackage' {
	interface Resource {
		readonly name: string;
		readonly valid: boolean;
		readonly errors: readonly Error[];
		readonly headers: readonly string[];
		/** Every row, each value as the schema reads it. Throws on the first that the schema or a key refuses. */
		read(options?: { relations?: boolean; keyed?: boolean }): Promise<unknown[]>;
	}
	interface Package {
		readonly valid: boolean;
		readonly errors: readonly Error[];
		readonly resources: readonly Resource[];
	}
	const library: { Package: { load(descriptor: string): Promise<Package> } };
	export default library;
}
